import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Records } from '../../content/schema/records.ts';
import { type TrainingNeed, trainVocabulary } from './train.ts';

/**
 * The vocabulary of these records: trained, or taken from the cache when neither the phrases nor the code
 * of this folder has changed, so that a timetable can be published without waiting for training.
 *
 * @param cache a folder that may be deleted at any time
 */
export async function trainedVocabulary(records: Records, cache: string): Promise<Uint8Array> {
  const needs = lessonsOf(records);
  // A council that has only begun has nothing to tell apart yet: its search looks for words until it has.
  if (needs.length < 2 || records.nonePhrases.length === 0) return new Uint8Array();
  const path = join(cache, `vocabulary-${await fingerprint(needs, records.nonePhrases)}.bin`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return new Uint8Array(kept);
  const bytes = trainVocabulary(needs, records.nonePhrases);
  await mkdir(cache, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
  await dropOlder(cache, path);
  return bytes;
}

/** What the records teach: the phrases of needs that are shown, and their titles. */
function lessonsOf(records: Records): TrainingNeed[] {
  return records.need
    .filter((need) => need.status !== 'draft')
    .map((need) => ({ id: need.id, urgent: need.urgent, phrases: [need.title, ...need.phrases] }));
}

async function fingerprint(needs: TrainingNeed[], none: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([needs, none]));
  const code = fileURLToPath(new URL('.', import.meta.url));
  for (const file of (await readdir(code)).sort()) hash.update(await readFile(join(code, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Keeps the newest few, so that going back to yesterday's phrases is quick and the folder stays small. */
async function dropOlder(cache: string, newest: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => /^vocabulary-[0-9a-f]{16}\.bin$/.test(name));
  const others = names.map((name) => join(cache, name)).filter((path) => path !== newest);
  for (const path of others.slice(0, Math.max(0, others.length - MOST_KEPT))) await rm(path, { force: true });
}

const MOST_KEPT = 8;
