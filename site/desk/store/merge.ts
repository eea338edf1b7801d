import { isDeepStrictEqual } from 'node:util';

/**
 * Joins two changes of one record, both made from the same base. Fields stand for themselves; the items of
 * a list are known by `id` or `date`, so that two people who touched different sessions, or cancelled
 * different days of one session, need not meet. Where both changed the same thing differently, `theirs`
 * stays in the result and the place is listed, for a person to decide. Nothing is chosen in silence.
 *
 * @param base the record both began from
 * @param mine the record as I would have it
 * @param theirs the record as it now stands
 */
export function mergeRecords(base: Fields, mine: Fields, theirs: Fields): Merged {
  const conflicts: Conflict[] = [];
  const record: Fields = {};
  for (const key of keysOf(theirs, mine, base)) {
    const value = mergeField([key], base[key], mine[key], theirs[key], conflicts);
    if (value !== undefined) record[key] = value;
  }
  return { record, conflicts };
}

function mergeField(path: string[], base: unknown, mine: unknown, theirs: unknown, conflicts: Conflict[]): unknown {
  if (same(base, mine) || same(mine, theirs)) return theirs;
  if (same(base, theirs)) return mine;
  const lists = [base ?? [], mine ?? [], theirs ?? []].map(keyed);
  const [b, m, t] = lists;
  if (b && m && t) return mergeList(path, b, m, t, conflicts);
  conflicts.push({ path, base, mine, theirs });
  return theirs;
}

function mergeList(path: string[], base: Items, mine: Items, theirs: Items, conflicts: Conflict[]): Fields[] {
  const merged: Fields[] = [];
  for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
    const item = mergeItem([...path, id], base.get(id), mine.get(id), theirs.get(id), conflicts);
    if (item) merged.push(item);
  }
  return merged;
}

/** An item is one thing: its plain fields are taken together, and only lists inside it join. */
function mergeItem(
  path: string[],
  base: Fields | undefined,
  mine: Fields | undefined,
  theirs: Fields | undefined,
  conflicts: Conflict[],
): Fields | undefined {
  if (same(base, mine) || same(mine, theirs)) return theirs;
  if (same(base, theirs)) return mine;
  if (!base || !mine || !theirs) {
    conflicts.push({ path, base, mine, theirs });
    return theirs;
  }
  const lists = Object.keys({ ...base, ...mine, ...theirs }).filter((key) =>
    [base[key], mine[key], theirs[key]].some(Array.isArray),
  );
  const inner: Conflict[] = [];
  const [b, m, t] = [base, mine, theirs].map((item) => plainFields(item, lists));
  if (!same(b, m) && !same(b, t) && !same(m, t)) inner.push({ path, base, mine, theirs });
  const joined: Fields = { ...(same(b, t) ? m : t) };
  for (const key of lists) {
    const value = mergeField([...path, key], base[key], mine[key], theirs[key], inner);
    if (value !== undefined) joined[key] = value;
  }
  if (inner.length === 0) return joined;
  conflicts.push({ path, base, mine, theirs });
  return theirs;
}

/** What belongs to the item itself. The count of changes is no change: publishing works it out afresh. */
function plainFields(item: Fields, lists: string[]): Fields {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !lists.includes(key) && key !== 'sequence'));
}

/** A list whose every item has a name of its own, or undefined. Plain days are their own names. */
function keyed(list: unknown): Items | undefined {
  if (!Array.isArray(list)) return undefined;
  const items: Items = new Map();
  for (const item of list as unknown[]) {
    if (item === null || typeof item !== 'object') return undefined;
    const name = (item as Fields).id ?? (item as Fields).date;
    if (typeof name !== 'string' || items.has(name)) return undefined;
    items.set(name, item as Fields);
  }
  return items;
}

function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

function keysOf(...records: Fields[]): Set<string> {
  return new Set(records.flatMap((record) => Object.keys(record)));
}

export type Fields = Record<string, unknown>;
type Items = Map<string, Fields>;

/** A thing that two people changed differently: where, and the three states of it. */
export type Conflict = { path: string[]; base: unknown; mine: unknown; theirs: unknown };
export type Merged = { record: Fields; conflicts: Conflict[] };
