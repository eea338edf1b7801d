import type { Records } from '../../content/schema/records.ts';
import { ACCESS, DELIVERY } from '../../content/schema/parts/help.ts';
import { service as serviceSchema } from '../../content/schema/service.ts';
import { ACCESS_WORDS, COST_WORDS, DELIVERY_WORDS } from '../../content/model/wording.ts';
import { schemaProblems } from '../../content/schema-problems.ts';
import { type Candidate, emptyRead, type ImportOptions, type Read } from './candidate.ts';
import { contactOf, postcodeOf, ukPhone } from './contact-lines.ts';
import { plainLine, plainParagraphs } from './plain-text.ts';
import { type Column, COLUMNS } from './spreadsheet-columns.ts';
import type { Table } from './table.ts';

/**
 * A plain spreadsheet of services as candidates: one row a service, headings as in services.csv of the open
 * data or as people write them. Pure. A word that is not understood is a reason to reject the row, not to
 * guess: whoever wrote it is there to ask.
 */
export function fromSpreadsheet(table: Table, records: Records, options: ImportOptions): Read {
  const read = emptyRead();
  const columns = new Map(
    table.headings.flatMap((name) => (COLUMNS[name] === undefined ? [] : [[COLUMNS[name], name] as const])),
  );
  const unknown = table.headings.filter((name) => name !== '' && COLUMNS[name] === undefined);
  for (const name of unknown) {
    read.faults.push({
      file: 'heading row',
      field: name,
      value: name,
      what: 'is not a column that is read',
      mend: `use one of: ${[...new Set(Object.values(COLUMNS))].join(', ')}`,
      severity: 'warning',
    });
  }
  if (!columns.has('name')) {
    read.complete = false;
    read.rejected.push({ where: 'heading row', name: '(the whole file)', reasons: ['there is no column called name'] });
    return read;
  }
  const parties = new Map<string, Candidate>();
  const seen = new Set<string>();

  for (const row of table.rows) {
    const cell = (column: Column) => row.values.get(columns.get(column) ?? '') || undefined;
    const where = `row ${row.number}`;
    const name = plainLine(cell('name'), 90);
    const reasons: string[] = name === undefined ? ['it has no name'] : [];
    const record = recordOf(cell, records, options, parties, reasons);
    const { organisation: _organisation, venues: _venues, ...checked } = record;
    const result = serviceSchema.safeParse(checked);
    if (!result.success) {
      const faults = schemaProblems(
        { type: 'service', id: '', file: where, data: checked },
        serviceSchema,
        result.error,
      );
      reasons.push(
        ...faults
          .filter(({ field }) => field !== 'name')
          .map(({ field, what, value }) => `${field}: ${what} (${value})`),
      );
    }
    const sourceId = cell('id') ?? name ?? '';
    if (seen.has(sourceId))
      reasons.push(`another row has the same ${cell('id') === undefined ? 'name' : 'id'}, ${sourceId}`);
    if (reasons.length > 0 || name === undefined) {
      read.rejected.push({ where, name: name ?? '(no name)', reasons });
      continue;
    }
    seen.add(sourceId);
    read.candidates.push({ type: 'service', sourceId, name, record });
  }
  const used = new Set(
    read.candidates.flatMap(({ record }) => [record.organisation, ...((record.venues ?? []) as unknown[])]),
  );
  read.candidates.unshift(...[...parties.values()].filter(({ sourceId }) => used.has(sourceId)));
  return read;
}

function recordOf(
  cell: (column: Column) => string | undefined,
  records: Records,
  options: ImportOptions,
  parties: Map<string, Candidate>,
  reasons: string[],
): Record<string, unknown> {
  const [first, ...rest] = plainParagraphs([cell('summary'), cell('description')].filter(Boolean).join('\n\n'));
  const needs = list(cell('needs')).map((word) =>
    matched(
      word,
      'needs',
      records.need.map(({ id, title }) => [id, title]),
      options.terms,
      reasons,
    ),
  );
  const words = (column: 'access' | 'delivery', known: readonly string[], said: Record<string, string>) =>
    list(cell(column)).map((word) =>
      matched(
        word,
        column,
        known.map((id) => [id, said[id] ?? id]),
        undefined,
        reasons,
      ),
    );
  const cost = cell('cost');
  const hubs = list(cell('hubs')).map((word) =>
    matched(
      word,
      'hubs',
      records.hub.map(({ id, area }) => [id, area]),
      undefined,
      reasons,
    ),
  );
  const organisation = plainLine(cell('organisation'), 120);
  if (organisation !== undefined)
    parties.set(organisation, {
      type: 'organisation',
      sourceId: organisation,
      name: organisation,
      record: { name: organisation },
    });
  const contact = {
    phone: phone(cell('phone'), reasons),
    email: plainLine(cell('email'), 200),
    website: website(cell('website')),
    hours: plainLine(cell('hours'), 120),
  };
  const venue = venueOf(cell, parties, reasons);
  return Object.fromEntries(
    Object.entries({
      name: plainLine(cell('name'), 90),
      organisation,
      summary: plainLine(first, 200),
      description: rest,
      needs: needs.length > 0 ? needs : options.need === undefined ? [] : [options.need],
      minimum_age: years(cell('minimum_age')),
      maximum_age: years(cell('maximum_age')),
      audience: plainLine(cell('audience'), 240),
      access: orElse(words('access', ACCESS, ACCESS_WORDS), ['self-refer']),
      how_to_join: plainLine(cell('how_to_join'), 400),
      delivery: orElse(words('delivery', DELIVERY, DELIVERY_WORDS), [
        venue === undefined ? (contact.phone === undefined ? 'online' : 'phone') : 'in-person',
      ]),
      cost:
        cost === undefined ? 'to-be-confirmed' : matched(cost, 'cost', Object.entries(COST_WORDS), undefined, reasons),
      cost_note: plainLine(cell('cost_note'), 200),
      languages: list(cell('languages')).filter((language) => language.toLowerCase() !== 'english'),
      send: cell('send') === undefined ? undefined : /^(?:y|yes|true|1)$/i.test(cell('send') ?? ''),
      contacts: Object.values(contact).some((value) => value !== undefined)
        ? orReject(contactOf(contact), 'its contact', reasons)
        : [],
      venues: venue === undefined ? [] : [venue],
      area: hubs.length > 0 ? 'hub' : (cell('area')?.toLowerCase() ?? 'district'),
      hubs,
      checked: cell('checked'),
    }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

function venueOf(
  cell: (column: Column) => string | undefined,
  parties: Map<string, Candidate>,
  reasons: string[],
): string | undefined {
  const name = plainLine(cell('venue'), 90) ?? plainLine(cell('address'), 90);
  if (name === undefined) return undefined;
  const written = cell('postcode');
  const postal_code = postcodeOf(written);
  if (written !== undefined && postal_code === undefined)
    reasons.push(`postcode: is not a postcode (${written.slice(0, 40)})`);
  const sourceId = `${name} ${postal_code ?? ''}`.trim();
  const address_1 = plainLine(cell('address'), 120);
  const city = plainLine(cell('town'), 60);
  const record = {
    name,
    ...(address_1 !== undefined && { address_1 }),
    ...(city !== undefined && { city }),
    ...(postal_code !== undefined && { postal_code }),
  };
  parties.set(sourceId, { type: 'venue', sourceId, name, record });
  return sourceId;
}

function matched(
  word: string,
  field: string,
  known: [string, string][],
  terms: ReadonlyMap<string, string> | undefined,
  reasons: string[],
): string {
  const small = word.toLowerCase();
  const found = terms?.get(small) ?? known.find(([id, said]) => id === small || said.toLowerCase() === small)?.[0];
  if (found !== undefined) return found;
  reasons.push(
    `${field}: "${word.slice(0, 60)}" is not known here${known.length <= 6 ? `; use one of ${known.map(([id]) => id).join(', ')}` : ''}`,
  );
  return word;
}

function phone(text: string | undefined, reasons: string[]): string | undefined {
  // Excel takes the 0 off a number; nobody else writes ten figures that begin with a 1 or a 2.
  const restored = text !== undefined && /^[1-378]\d{9}$/.test(text) ? `0${text}` : text;
  const number = ukPhone(restored);
  if (text !== undefined && number === undefined)
    reasons.push(`phone: is not a UK telephone number (${text.slice(0, 40)})`);
  return number;
}

function website(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /^https?:\/\//i.test(text) ? text : `https://${text}`;
}

/** What is no whole number is left as it is, so that the schema names it. */
function years(text: string | undefined): number | string | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : text;
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[;|\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
}

function orElse(given: string[], otherwise: string[]): string[] {
  return given.length > 0 ? given : otherwise;
}

function orReject<T>(given: T[], what: string, reasons: string[]): T[] {
  if (given.length === 0) reasons.push(`${what}: no telephone number, e-mail address or website in it is right`);
  return given;
}
