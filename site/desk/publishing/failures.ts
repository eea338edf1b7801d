import { BuildFailed } from './build.ts';

const KEPT = 'Nothing that families see was changed, and your edits are kept.';

/** Why a publish did not happen, for the editor: what, that nothing is lost, and what to do. */
export function inPlainWords(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const output = error instanceof BuildFailed ? error.output : '';
  console.error('The desk could not publish:', error, output);
  if (code === 'ENOSPC' || code === 'EDQUOT' || /ENOSPC|No space left/.test(`${String(error)} ${output}`)) {
    return `The server's disk is full. ${KEPT} Tell whoever looks after the server, then publish again.`;
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return `The server may not write to its disk. ${KEPT} Tell whoever looks after the server, then publish again.`;
  }
  if (error instanceof BuildFailed) {
    return `The pages could not be built (${error.message.replace(/\.$/, '')}). ${KEPT} Try once more; if it fails again, tell whoever looks after the server.`;
  }
  return `Something went wrong on the server. ${KEPT} Try once more; if it fails again, tell whoever looks after the server.`;
}
