import { RECORD_TYPES, type Records } from '../../content/schema/records.ts';
import type { Imported } from '../../content/schema/parts/record.ts';
import type { Candidate, ImportedType, Read } from './candidate.ts';
import { fingerprintOf, withoutIdentity } from './remember.ts';

/** When more than this share of an earlier import is missing, the source is doubted, not believed. */
const MOST_GONE = 0.5;

/**
 * What an import would do, decided and nothing done. Pure.
 *
 * An entry that a person has edited since it was imported keeps the person's words: when the source has
 * changed it too, that is a conflict and is reported. What the source no longer has is hidden, not deleted,
 * and only when the source was read to its end.
 *
 * @param today the day to write into the records (YYYY-MM-DD)
 * @param options.allowGone believe it when most of an earlier import is missing
 */
export function planImport(
  read: Read,
  records: Records,
  from: string,
  today: string,
  options: { allowGone?: boolean } = {},
): Plan {
  const plan: Plan = { actions: [], unchanged: 0, kept: 0, doubts: [] };
  const existing = existingFrom(records, from);
  const ids = ourIds(read.candidates, records, existing);
  const present = new Set<string>();

  for (const candidate of read.candidates) {
    const key = `${candidate.type}/${candidate.sourceId}`;
    present.add(key);
    const id = ids.get(key);
    if (id === undefined || id.reused) continue;
    const record = withOurIds(candidate, ids);
    const old = existing.get(key);
    const fingerprint = fingerprintOf(candidate.type, record);
    const imported: Imported = { from, id: candidate.sourceId, at: today, fingerprint };
    const action = { type: candidate.type, id: id.id, name: candidate.name, record: { ...record, imported } };
    if (!old) {
      plan.actions.push({ ...action, what: 'add', fields: [] });
      continue;
    }
    const gone = old.imported.gone !== undefined;
    const edited = fingerprintOf(candidate.type, old.record) !== old.imported.fingerprint;
    const changed = fingerprint !== old.imported.fingerprint;
    const fields = changedFields(candidate.type, old.record, record);
    if (edited && (changed || gone)) plan.actions.push({ ...action, what: 'conflict', fields });
    else if (edited) plan.kept += 1;
    else if (gone) plan.actions.push({ ...action, what: 'return', fields });
    else if (changed) plan.actions.push({ ...action, what: 'change', fields });
    else plan.unchanged += 1;
  }

  hideGone(plan, read, existing, present, today, options.allowGone ?? false);
  return plan;
}

function hideGone(
  plan: Plan,
  read: Read,
  existing: Map<string, Existing>,
  present: Set<string>,
  today: string,
  allow: boolean,
): void {
  const services = [...existing].filter(([, old]) => old.type === 'service' && old.imported.gone === undefined);
  const gone = services.filter(([key]) => !present.has(key));
  if (gone.length === 0) return;
  if (!read.complete) {
    plan.doubts.push(
      `${gone.length} services were not found, but the source was not read to its end, so none is hidden`,
    );
    return;
  }
  if (gone.length > 5 && gone.length > services.length * MOST_GONE && !allow) {
    plan.doubts.push(
      `${gone.length} of ${services.length} services are no longer there. That is doubted, and none is hidden; say --allow-gone if it is right`,
    );
    return;
  }
  for (const [, old] of gone) {
    plan.actions.push({
      what: 'hide',
      type: old.type,
      id: old.id,
      name: String((old.record as { name?: unknown }).name ?? old.id),
      fields: [],
      record: { ...withoutIdentity(old.record), status: 'draft', imported: { ...old.imported, gone: today } },
    });
  }
}

/** Every candidate's id among our records: the one it had, one we have by the same name, or a new one. */
function ourIds(candidates: Candidate[], records: Records, existing: Map<string, Existing>): Map<string, OurId> {
  const taken = new Map<string, Set<string>>([
    ['organisation', new Set(records.organisation.map(({ id }) => id))],
    ['venue', new Set(records.venue.map(({ id }) => id))],
    ['service', new Set([...records.service, ...records.group].map(({ id }) => id))],
  ]);
  const ownOrganisations = new Map(records.organisation.map(({ name, id }) => [name.toLowerCase(), id]));
  const ownVenues = new Map(
    records.venue
      .filter(({ confidential }) => !confidential)
      .map((venue) => [`${venue.name} ${venue.postal_code ?? ''}`.toLowerCase(), venue.id]),
  );
  const ids = new Map<string, OurId>();
  for (const { type, sourceId, name, record } of candidates) {
    const key = `${type}/${sourceId}`;
    const old = existing.get(key);
    const postcode = typeof record.postal_code === 'string' ? record.postal_code : '';
    const reused =
      type === 'organisation'
        ? ownOrganisations.get(name.toLowerCase())
        : type === 'venue'
          ? ownVenues.get(`${name} ${postcode}`.toLowerCase())
          : undefined;
    if (old) ids.set(key, { id: old.id, reused: false });
    else if (reused !== undefined) ids.set(key, { id: reused, reused: true });
    else ids.set(key, { id: freeId(name, taken.get(type) ?? new Set()), reused: false });
  }
  return ids;
}

function freeId(name: string, taken: Set<string>): string {
  const base =
    name
      .normalize('NFKD')
      .replace(/[\u0300-\u036f'’]/g, '')
      .toLowerCase()
      .replace(/&/g, ' and ')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 70)
      .replace(/-+$/, '') || 'entry';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}

function withOurIds({ record }: Candidate, ids: Map<string, OurId>): Record<string, unknown> {
  const { organisation, venues, ...rest } = record;
  const provider = typeof organisation === 'string' ? ids.get(`organisation/${organisation}`)?.id : undefined;
  const places = Array.isArray(venues)
    ? venues.flatMap((venue: unknown) => ids.get(`venue/${String(venue)}`)?.id ?? [])
    : [];
  return {
    ...rest,
    ...(provider !== undefined && { organisation: provider }),
    ...(places.length > 0 && { venues: [...new Set(places)] }),
  };
}

function existingFrom(records: Records, from: string): Map<string, Existing> {
  const types = ['organisation', 'venue', 'service'] as const;
  return new Map(
    types.flatMap((type) =>
      (records[type] as { id: string; imported?: Imported | undefined }[]).flatMap((record): [string, Existing][] =>
        record.imported?.from === from
          ? [[`${type}/${record.imported.id}`, { type, id: record.id, record, imported: record.imported }]]
          : [],
      ),
    ),
  );
}

/** The names of the fields in which two records differ, defaults filled in. */
export function changedFields(type: ImportedType, before: object, after: object): string[] {
  const whole = (record: object) => {
    const parsed = RECORD_TYPES[type].schema.safeParse(withoutIdentity(record));
    return (parsed.success ? parsed.data : record) as Record<string, unknown>;
  };
  const [a, b] = [whole(before), whole(after)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (field) => field !== 'imported' && JSON.stringify(a[field]) !== JSON.stringify(b[field]),
  );
}

type OurId = { id: string; reused: boolean };
type Existing = { type: ImportedType; id: string; record: object; imported: Imported };

export type Action = {
  what: 'add' | 'change' | 'return' | 'hide' | 'conflict';
  type: ImportedType;
  id: string;
  name: string;
  /** Fields that differ from what we have. */
  fields: string[];
  record: Record<string, unknown>;
};

export type Plan = {
  actions: Action[];
  unchanged: number;
  /** Edited by a person, and not changed where they came from. */
  kept: number;
  /** What the source says and is not believed. */
  doubts: string[];
};
