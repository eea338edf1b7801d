/**
 * Rows of an official postcode file + the council's rules -> the catchment table
 * and the unit files. Pure: postcodes-reader.ts reads, postcodes-command.ts writes.
 * The format, and what it gives up to be small, is told in content/model/catchment.ts.
 */
import {
  AREA_LETTERS,
  CATCHMENT_VERSION,
  readAreas,
  writeAreas,
  type AreaTable,
  type Catchment,
  type District,
  type SectorEntry,
  type UnitEntry,
  type UnitFile,
} from '../content/model/catchment.ts';
import { lookUp, type LatLng } from '../content/model/places.ts';

/**
 * The catchment table of these rows.
 *
 * A row is ours when its ward is one of a hub's wards, and a neighbour's when its
 * district is one of the rules' neighbours. Kept are the outcodes that hold any of
 * ours, the rest of the postcode area that most of ours are in (people take a BD
 * postcode for a Bradford one), and outcodes that come within about 2 km of ours.
 * Where a postcode comes twice the live row stands, then the later one.
 *
 * Every row that cannot be placed is a finding; with a finding of level 'problem'
 * the table must not be used. The finished table is asked about each kept row, and
 * an answer that differs is a problem too.
 */
export function compileCatchment(rows: Iterable<PostcodeRow>, rules: PostcodeRules, about: About): CompiledCatchment {
  const placed = placeRows(rows, rules);
  const table = areaTable(rules);
  const outcodes: Catchment['outcodes'] = {};
  const origin = originOf(placed.kept);
  for (const [sector, inside] of [...groupBy(placed.kept, (row) => row.postcode.slice(0, -2))].sort(bySector)) {
    const [outcode = '', digit = ''] = sector.split(' ');
    (outcodes[outcode] ??= {})[digit] = sectorEntry(inside, table, origin);
  }
  const catchment: Catchment = { version: CATCHMENT_VERSION, ...about, ...table, origin, outcodes };
  const findings = [...placed.findings, ...wrongAnswers(catchment, placed.kept)];
  return { catchment, findings, counts: placed.counts };
}

/**
 * One unit file an outcode, for the outcodes compileCatchment keeps: the area,
 * ward and position (5 decimals, about a metre) of every postcode.
 */
export function compileUnits(rows: Iterable<PostcodeRow>, rules: PostcodeRules, about: About): Map<string, UnitFile> {
  const table = areaTable(rules);
  const wardIndex = new Map(table.wards.map(([code], index) => [code, index]));
  const files = new Map<string, UnitFile>();
  for (const [outcode, inside] of groupBy(placeRows(rows, rules).kept, outcodeOf)) {
    const units: Record<string, UnitEntry> = {};
    for (const row of inside.sort(byPostcode)) {
      const start: [string, number] = [row.letter, wardIndex.get(row.ward) ?? -1];
      units[row.postcode.slice(-3)] = row.position
        ? [...start, rounded(row.position.lat, 5), rounded(row.position.lng, 5)]
        : start;
    }
    files.set(outcode, { version: CATCHMENT_VERSION, ...about, ...table, outcode, units });
  }
  return files;
}

/** True for rows that the compilers can use: a big file's other rows need not be kept in memory. */
export function concerns(rules: PostcodeRules): (row: PostcodeRow) => boolean {
  const wards = new Set(rules.hubs.flatMap((hub) => hub.wards.map((ward) => ward.code)));
  const districts = new Set([rules.districts.own, ...rules.districts.neighbours.map((district) => district.code)]);
  return (row) => wards.has(row.ward) || districts.has(row.district);
}

/**
 * Counts live rows of districts that the rules do not name. Where they share an
 * outcode with ours the table would take them for ours, so each is a problem.
 */
export class Strangers {
  readonly #postcodes = new Map<string, { outcode: string; district: string; count: number; example: string }>();

  add(row: PostcodeRow): void {
    if (row.withdrawn) return;
    const outcode = outcodeOf(row);
    const key = `${outcode} ${row.district}`;
    const seen = this.#postcodes.get(key);
    if (seen) seen.count += 1;
    else this.#postcodes.set(key, { outcode, district: row.district, count: 1, example: row.postcode });
  }

  findings(catchment: Catchment): Finding[] {
    const ours = oursByOutcode(catchment);
    return [...this.#postcodes.values()]
      .filter(({ outcode }) => ours.has(outcode))
      .map(({ outcode, district, count, example }) => ({
        level: 'problem',
        code: 'unlisted-district',
        subject: `${district} in ${outcode}`,
        count,
        examples: [example],
      }));
  }
}

/** Outcode -> number of our postcodes. Sectors known by withdrawn postcodes alone do not count. */
export function oursByOutcode(catchment: Catchment): Map<string, number> {
  const counts = new Map<string, number>();
  const hubLetters = new Set(AREA_LETTERS.slice(0, catchment.hubs.length));
  for (const [outcode, sectors] of Object.entries(catchment.outcodes)) {
    for (const [text] of Object.values(sectors)) {
      const areas = readAreas(text);
      if (areas.othersUnknown) continue;
      for (const [letter, count] of areas.counts) {
        if (hubLetters.has(letter)) counts.set(outcode, (counts.get(outcode) ?? 0) + count);
      }
    }
  }
  return counts;
}

/** Gives every usable row its area's letter, keeps the outcodes worth keeping, and counts the rest. */
function placeRows(rows: Iterable<PostcodeRow>, rules: PostcodeRules) {
  const hubOfWard = new Map(rules.hubs.flatMap((hub, index) => hub.wards.map((ward) => [ward.code, index] as const)));
  const neighbours = new Map(rules.districts.neighbours.map((district, index) => [district.code, index]));
  const unknownWards = new Map<string, string[]>();
  const noDistrict: string[] = [];
  const byCode = new Map<string, PlacedRow>();
  for (const row of rows) {
    const hub = hubOfWard.get(row.ward);
    const neighbour = neighbours.get(row.district);
    const index = hub ?? (neighbour === undefined ? undefined : rules.hubs.length + neighbour);
    if (index !== undefined) {
      const before = byCode.get(row.postcode);
      if (!before || before.withdrawn || !row.withdrawn) {
        byCode.set(row.postcode, { ...row, letter: AREA_LETTERS[index] ?? '?', ours: hub !== undefined });
      }
    } else if (row.district === rules.districts.own) {
      append(unknownWards, row.ward || '(none)', row.postcode);
    } else if (row.district === '') {
      noDistrict.push(row.postcode);
    }
  }
  const { kept, far } = keepOutcodes([...byCode.values()]);
  const ours = kept.filter((row) => row.ours);
  return {
    kept,
    counts: {
      ours: ours.length,
      neighbours: kept.length - ours.length,
      tooFar: far,
      noPosition: kept.filter((row) => row.position === null).length,
      noDistrict: noDistrict.length,
      withdrawn: kept.filter((row) => row.withdrawn).length,
      perHub: rules.hubs.map(({ id }, index) => ({
        hub: id,
        postcodes: ours.filter((row) => row.letter === AREA_LETTERS[index]).length,
      })),
    } satisfies Counts,
    findings: findingsOf(rules, ours, unknownWards, noDistrict),
  };
}

function keepOutcodes(rows: PlacedRow[]): { kept: PlacedRow[]; far: number } {
  const ours = rows.filter((row) => row.ours);
  const outcodes = new Set(ours.map(outcodeOf));
  const home = commonest(ours.map(areaOf));
  const cells = new Set(ours.flatMap((row) => (row.position ? cellsAround(row.position) : [])));
  for (const row of rows) {
    if (row.ours || outcodes.has(outcodeOf(row))) continue;
    if (areaOf(row) === home || (row.position && cells.has(cellOf(row.position)))) outcodes.add(outcodeOf(row));
  }
  const kept = rows.filter((row) => outcodes.has(outcodeOf(row)));
  return { kept, far: rows.length - kept.length };
}

function findingsOf(
  rules: PostcodeRules,
  ours: PlacedRow[],
  unknownWards: Map<string, string[]>,
  noDistrict: string[],
): Finding[] {
  const findings: Finding[] = [];
  const hubsOfWard = groupBy(
    rules.hubs.flatMap((hub) => hub.wards.map((ward) => ({ ...ward, hub: hub.id }))),
    (ward) => ward.code,
  );
  for (const [code, wards] of hubsOfWard) {
    const hubs = [...new Set(wards.map((ward) => ward.hub))];
    if (hubs.length > 1)
      findings.push({
        level: 'problem',
        code: 'ward-in-two-hubs',
        subject: `${code} ${wards[0]?.name}`,
        count: hubs.length,
        examples: hubs,
      });
  }
  const areas = rules.hubs.length + rules.districts.neighbours.length;
  if (areas > AREA_LETTERS.length)
    findings.push({
      level: 'problem',
      code: 'too-many-areas',
      subject: `${areas} hubs and districts`,
      count: areas,
      examples: [],
    });
  for (const [ward, postcodes] of [...unknownWards].sort()) {
    findings.push({
      level: 'problem',
      code: 'unknown-ward',
      subject: ward,
      count: postcodes.length,
      examples: postcodes.slice(0, 3),
    });
  }
  const seen = new Set(ours.map((row) => row.ward));
  for (const hub of rules.hubs) {
    const empty = hub.wards.filter((ward) => !seen.has(ward.code));
    if (empty.length === hub.wards.length) {
      findings.push({
        level: 'problem',
        code: 'hub-without-postcodes',
        subject: hub.id,
        count: empty.length,
        examples: empty.slice(0, 3).map((ward) => ward.code),
      });
    } else {
      for (const ward of empty)
        findings.push({
          level: 'warning',
          code: 'ward-without-postcodes',
          subject: `${ward.code} ${ward.name}`,
          count: 0,
          examples: [hub.id],
        });
    }
  }
  if (noDistrict.length > 0)
    findings.push({
      level: 'warning',
      code: 'no-district',
      subject: 'postcodes without district and ward',
      count: noDistrict.length,
      examples: noDistrict.slice(0, 3),
    });
  return findings;
}

/** The table is believed only after it has been asked: every kept row must get its own area back. */
function wrongAnswers(catchment: Catchment, rows: PlacedRow[]): Finding[] {
  const wrong = rows.filter((row) => {
    const answer = lookUp(catchment, row.postcode);
    const index = AREA_LETTERS.indexOf(row.letter);
    if (answer.kind === 'hub') return answer.hub !== catchment.hubs[index];
    const district = catchment.districts[index - catchment.hubs.length]?.code;
    return answer.kind !== 'outside' || answer.districts.length !== 1 || answer.districts[0]?.code !== district;
  });
  if (wrong.length === 0) return [];
  return [
    {
      level: 'problem',
      code: 'wrong-answer',
      subject: 'the finished table',
      count: wrong.length,
      examples: wrong.slice(0, 3).map((row) => row.postcode),
    },
  ];
}

function areaTable(rules: PostcodeRules): AreaTable {
  return {
    hubs: rules.hubs.map((hub) => hub.id),
    districts: rules.districts.neighbours.map(({ code, name }) => ({ code, name })),
    wards: rules.hubs.flatMap((hub, index) =>
      hub.wards.map((ward): [string, string, number] => [ward.code, ward.name, index]),
    ),
  };
}

function sectorEntry(rows: PlacedRow[], table: AreaTable, origin: Catchment['origin']): SectorEntry {
  const allWithdrawn = rows.every((row) => row.withdrawn);
  const areas = writeAreas(new Map(rows.map((row) => [row.postcode.slice(-2), row.letter])), allWithdrawn);
  const ours = rows.filter((row) => row.ours);
  const centre = middleOf(ours) ?? middleOf(rows);
  const wardCounts = groupBy(ours, (row) => row.ward);
  const wards = table.wards
    .map(([code], index) => ({ index, count: wardCounts.get(code)?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ index }) => index);
  const [lat0, lng0, step] = origin;
  return [
    areas,
    centre && Math.round((centre.lat - lat0) / step),
    centre && Math.round((centre.lng - lng0) / step),
    wards,
  ];
}

/** South-west of everything, on a round number, so that steps are small and never negative. */
function originOf(rows: PlacedRow[]): Catchment['origin'] {
  let [lat, lng] = [Infinity, Infinity];
  for (const { position } of rows) {
    if (!position) continue;
    lat = Math.min(lat, position.lat);
    lng = Math.min(lng, position.lng);
  }
  if (lat === Infinity) return [0, 0, STEP_DEGREES];
  return [Math.floor(lat * 10) / 10, Math.floor(lng * 10) / 10, STEP_DEGREES];
}

function middleOf(rows: PlacedRow[]): LatLng | null {
  const positions = rows.flatMap((row) => row.position ?? []);
  if (positions.length === 0) return null;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { lat: mean(positions.map((p) => p.lat)), lng: mean(positions.map((p) => p.lng)) };
}

function cellsAround(position: LatLng): string[] {
  return [-1, 0, 1].flatMap((north) =>
    [-1, 0, 1].map((east) => cellOf({ lat: position.lat + north * CELL.lat, lng: position.lng + east * CELL.lng })),
  );
}

function cellOf({ lat, lng }: LatLng): string {
  return `${Math.floor(lat / CELL.lat)},${Math.floor(lng / CELL.lng)}`;
}

function outcodeOf(row: { postcode: string }): string {
  return row.postcode.slice(0, -4);
}

function areaOf(row: { postcode: string }): string {
  return row.postcode.replace(/\d.*/, '');
}

function commonest(values: string[]): string | undefined {
  const groups = [...groupBy(values, (value) => value)];
  return groups.sort((a, b) => b[1].length - a[1].length)[0]?.[0];
}

function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) append(groups, keyOf(value), value);
  return groups;
}

function append<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

function bySector(a: [string, unknown], b: [string, unknown]): number {
  return a[0].localeCompare(b[0], 'en', { numeric: true });
}

function byPostcode(a: { postcode: string }, b: { postcode: string }): number {
  return a.postcode < b.postcode ? -1 : 1;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** About 220 m north and 130 m east in the north of England: rounding is small beside the width of a sector. */
const STEP_DEGREES = 0.002;
/** About 2 km each way at 54° north. */
const CELL = { lat: 0.018, lng: 0.03 };
/** One postcode of an official file. */
export interface PostcodeRow {
  /** With one space: 'BD5 0HD'. */
  postcode: string;
  /** ONS codes, or '' where the file has none. */
  district: string;
  ward: string;
  /** WGS84 degrees, or null where the file has none. */
  position: LatLng | null;
  /** No longer in use. */
  withdrawn: boolean;
}

export interface PostcodeRules {
  hubs: { id: string; wards: { code: string; name: string }[] }[];
  districts: { own: string; neighbours: District[] };
}

export interface About {
  release: string;
  notices: string[];
}

export interface CompiledCatchment {
  catchment: Catchment;
  findings: Finding[];
  counts: Counts;
}

export interface Counts {
  ours: number;
  neighbours: number;
  tooFar: number;
  noPosition: number;
  noDistrict: number;
  withdrawn: number;
  perHub: { hub: string; postcodes: number }[];
}

/** Something the rows or rules do not settle. Words for each code: FINDING_WORDS in postcodes-findings.ts. */
export interface Finding {
  level: 'problem' | 'warning';
  code: FindingCode;
  /** The ward, hub or thing it is about. */
  subject: string;
  count: number;
  examples: string[];
}

export type FindingCode =
  | 'ward-in-two-hubs'
  | 'too-many-areas'
  | 'unknown-ward'
  | 'hub-without-postcodes'
  | 'ward-without-postcodes'
  | 'unlisted-district'
  | 'no-district'
  | 'wrong-answer';

interface PlacedRow extends PostcodeRow {
  letter: string;
  ours: boolean;
}
