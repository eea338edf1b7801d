import { execFileSync } from 'node:child_process';
import { type SimpleGit, simpleGit } from 'simple-git';

/** Git on this folder alone: no hooks, no settings of the machine, no other repository found by walking up. */
export function git(folder: string, env: Record<string, string> = {}): SimpleGit {
  return simpleGit({ baseDir: folder, allowEnvironment: OURS }).env({
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_DIR: folder,
    ...env,
  });
}

/** @throws with what to do, when Git is not on this machine */
export function needGit(): void {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error(
      'The desk keeps its history in Git, and Git was not found. Install it (on Debian: apt-get install git) and start again.',
    );
  }
}

const OURS = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_CONFIG_NOSYSTEM',
];
