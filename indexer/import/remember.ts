import { createHash } from 'node:crypto';
import { RECORD_TYPES, type RecordType } from '../../content/schema/records.ts';

/**
 * What an imported record looked like when it was written: 16 letters that change when anybody changes a
 * word of it. Defaults are filled in first, so that leaving a field out and writing its default are the same.
 * Where it came from is not part of it; nor is being hidden because it had gone.
 *
 * @param record the fields as they stand in YAML
 */
export function fingerprintOf(type: RecordType, record: object): string {
  const parsed = RECORD_TYPES[type].schema.safeParse(withoutIdentity(record));
  const { imported, status, ...fields } = (parsed.success ? parsed.data : record) as {
    imported?: { gone?: string };
    status?: string;
  } & Record<string, unknown>;
  const seen = imported?.gone === undefined ? { ...fields, status } : { ...fields, status: 'published' };
  return createHash('sha256')
    .update(JSON.stringify(inOrder(seen)))
    .digest('hex')
    .slice(0, 16);
}

/** A record without what the reader added to it. */
export function withoutIdentity(record: object): object {
  const { id: _id, phrases: _phrases, ...fields } = record as Record<string, unknown>;
  return fields;
}

/** Objects with their fields in one order, so that moving a line in the file is not an edit. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]));
}
