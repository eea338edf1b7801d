import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COUNCIL_FILE } from '../../content/schema/records.ts';

/**
 * True when the pages may hold the code that counts searches which found nothing: the council's record says so, and
 * the desk's server will serve them. Everywhere else the code is not in the pages at all.
 *
 * @param records the records folder
 */
export async function pagesMayLearn(records: string): Promise<boolean> {
  if (process.env.SERVED_BY_DESK !== '1') return false;
  const text = await readFile(join(records, COUNCIL_FILE.file), 'utf8').catch(() => '');
  const council = COUNCIL_FILE.schema.safeParse(parse(text, { schema: 'core' }));
  return council.success && council.data.learning.on;
}
