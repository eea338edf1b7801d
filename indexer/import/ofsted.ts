import { service as serviceSchema } from '../../content/schema/service.ts';
import { type Candidate, emptyRead, type ImportOptions, type Read } from './candidate.ts';
import { contactOf, postcodeOf, ukPhone } from './contact-lines.ts';
import { plainLine } from './plain-text.ts';
import type { Table, TableRow } from './table.ts';

/**
 * Ofsted's list of childcare providers ('Most recent inspections', Open Government Licence) as candidates.
 * Pure. Headings are matched by name, in the spelling of any release from 2021 to 2026.
 *
 * Childminders and care in the child's own home are redacted by Ofsted: their names, addresses and postcodes
 * are people's homes. They are counted and never listed, whatever a file holds.
 *
 * @param authority the local authority whose rows are wanted, as Ofsted writes it, such as Bradford
 * @param options.need the need that childcare answers here
 */
export function fromOfsted(table: Table, authority: string, options: ImportOptions & { need: string }): Read {
  const read = emptyRead();
  const leave = (rule: string) => read.leftOut.set(rule, (read.leftOut.get(rule) ?? 0) + 1);
  const seen = new Set<string>();
  const missing = (['urn', 'name', 'type', 'authority'] as const).filter(
    (field) => !NAMES[field].some((name) => table.headings.includes(name)),
  );
  if (missing.length > 0) {
    read.complete = false;
    read.rejected.push({
      where: 'heading row',
      name: '(the whole file)',
      reasons: missing.map(
        (field) => `there is no column for ${field}: it should be called ${NAMES[field].join(' or ')}`,
      ),
    });
    return read;
  }

  for (const row of table.rows) {
    const cell = (field: keyof typeof NAMES) =>
      NAMES[field].map((name) => row.values.get(name)).find((value) => value !== undefined && value !== '');
    if ((cell('authority') ?? '').toLowerCase() !== authority.toLowerCase()) {
      leave('they are in another local authority');
      continue;
    }
    const status = cell('status');
    if (status !== undefined && !/^active\b/i.test(status)) {
      leave(`their status is ${status}`);
      continue;
    }
    const kind = cell('type') ?? '';
    if (
      AT_HOME.test(kind) ||
      [cell('name'), cell('postcode'), cell('address')].some((value) => /redacted/i.test(value ?? ''))
    ) {
      leave(
        'childminders and childcare in homes: Ofsted keeps their names and addresses back, so they are not listed one by one',
      );
      continue;
    }
    const where = `row ${row.number}`;
    const name = plainLine(cell('name'), 90);
    const urn = cell('urn');
    const reasons = [
      ...(urn === undefined ? ['it has no Provider URN'] : []),
      ...(name === undefined ? ['it has no name'] : []),
      ...(urn !== undefined && seen.has(urn) ? [`another row has the same Provider URN, ${urn}`] : []),
    ];
    if (urn === undefined || name === undefined || reasons.length > 0) {
      read.rejected.push({ where, name: name ?? '(no name)', reasons });
      continue;
    }
    seen.add(urn);
    const venue = venueOf(row, cell, name, urn);
    const record = recordOf(cell, name, kind, venue?.sourceId, options.need);
    const { venues: _venues, ...checked } = record;
    const result = serviceSchema.safeParse(checked);
    if (!result.success) {
      read.rejected.push({
        where,
        name,
        reasons: result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
      });
      continue;
    }
    if (cell('postcode') !== undefined && postcodeOf(cell('postcode')) === undefined) {
      read.faults.push({
        file: where,
        field: 'postcode',
        value: cell('postcode') ?? '',
        what: 'is not a postcode',
        mend: 'it is left out',
        severity: 'warning',
      });
    }
    if (venue) read.candidates.push(venue);
    read.candidates.push({ type: 'service', sourceId: urn, name, record });
  }
  return read;
}

function recordOf(
  cell: Cell,
  name: string,
  kind: string,
  venue: string | undefined,
  need: string,
): Record<string, unknown> {
  const places = Number(cell('places'));
  const judged = cell('judgement');
  const when = dayInWords(cell('inspected'));
  return {
    name,
    summary: `Childcare registered with Ofsted${kind === '' ? '' : `: ${kind.toLowerCase()}`}.`,
    description: [
      ...(Number.isInteger(places) && places > 0 ? [`It is registered for ${places} children at a time.`] : []),
      ...(judged !== undefined && JUDGEMENTS[judged] !== undefined
        ? [
            `Ofsted's last full inspection${when === undefined ? '' : `, on ${when},`} found it ${JUDGEMENTS[judged]}. See Ofsted's website for the report.`,
          ]
        : []),
    ],
    needs: [need],
    access: ['self-refer'],
    delivery: ['in-person'],
    cost: 'to-be-confirmed',
    area: 'district',
    contacts: contactOf({ phone: ukPhone(cell('phone')), label: name.slice(0, 80) }).filter(
      (contact) => contact.phone !== undefined,
    ),
    ...(venue !== undefined && { venues: [venue] }),
    sources: ['Ofsted, childcare providers and inspections (Open Government Licence)'],
  };
}

function venueOf(row: TableRow, cell: Cell, name: string, urn: string): Candidate | undefined {
  const postal_code = postcodeOf(cell('postcode'));
  if (postal_code === undefined) return undefined;
  const address = [1, 2, 3]
    .flatMap((line) => plainLine(row.values.get(`provider address line ${line}`), 60) ?? [])
    .join(', ')
    .slice(0, 120);
  const city = plainLine(cell('town'), 60);
  return {
    type: 'venue',
    sourceId: urn,
    name,
    record: { name, ...(address !== '' && { address_1: address }), ...(city !== undefined && { city }), postal_code },
  };
}

/** 2021-03-05, 05/03/2021 or an Excel day, as words; undefined when it is none of them. */
function dayInWords(text: string | undefined): string | undefined {
  const [, d, m, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text ?? '') ?? [];
  const iso =
    y === undefined ? /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] : `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time)
    ? undefined
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

/** The heading of each column in the releases of 2021 to 2026, in small letters. */
const NAMES = {
  urn: ['provider urn'],
  name: ['provider name'],
  type: ['provider type'],
  status: ['provider status'],
  authority: ['local authority'],
  address: ['provider address line 1'],
  town: ['provider town'],
  postcode: ['provider postcode', 'postcode'],
  phone: ['telephone number', 'provider telephone number'],
  places: ['places'],
  inspected: ['most recent full: inspection date', 'inspection date', 'eyr oeif: most recent: inspection date'],
  judgement: [
    'most recent full: overall effectiveness',
    'overall effectiveness',
    'eyr oeif: most recent: overall effectiveness',
  ],
} as const;

export const OFSTED_HEADINGS: readonly string[] = Object.values(NAMES).flat();

/** Anybody's home. 'Childcare on non-domestic premises' is a nursery and does not match. */
const AT_HOME = /childminder|home child ?carer|(?<!non-)domestic/i;
const JUDGEMENTS: Record<string, string> = { 1: 'outstanding', 2: 'good', 3: 'requiring improvement', 4: 'inadequate' };

type Cell = (field: keyof typeof NAMES) => string | undefined;
