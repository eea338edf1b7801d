import { fileURLToPath } from 'node:url';
import { RECORD_TYPES, type RecordType } from './schema/records.ts';
import { loadContent } from './check.ts';
import { printProblems } from './problem.ts';

/* `npm run check [folder]`: reads every record, lists every problem, and ends with 1 when there is any. */
const folder = process.argv[2] ?? process.env.CONTENT ?? fileURLToPath(new URL('records', import.meta.url));
const { records, problems, warnings } = await loadContent(folder);

if (warnings.length > 0) {
  console.warn(`${printProblems(warnings)}\n\n${warnings.length} warning(s): look at them; they stop nothing.\n`);
}
if (problems.length > 0) {
  console.error(printProblems(problems));
  console.error(`\n${problems.length} problem(s) in ${folder}. Mend them and run npm run check again.`);
  process.exit(1);
}
const counts = (Object.keys(RECORD_TYPES) as RecordType[])
  .map((type) => `${records[type].length} ${RECORD_TYPES[type].folder}`)
  .join(', ');
const phrases = records.need.reduce((sum, need) => sum + need.phrases.length, 0);
console.log(`${folder}: all right.\n${counts}; ${phrases} phrases.`);
console.log(records.council.live ? 'The directory is live.' : 'The directory is a demonstration (live: false).');
