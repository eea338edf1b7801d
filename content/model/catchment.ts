/**
 * The catchment table: which hub area, or which neighbouring district, each
 * postcode belongs to. indexer/postcodes.ts writes it, places.ts asks it, and
 * this file is the format that both agree on.
 *
 * What it holds, and what it gives up to stay under 6 KB compressed:
 * - Areas are letters: a, b, c... are `hubs` in order, the next letters `districts`.
 * - A sector whose known postcodes are all in one area is a count and its letter:
 *   '142d' is 142 postcodes, all d. Which 142 is not kept, so a new postcode there
 *   gets the sector's area.
 * - In every other sector each known postcode is listed. The 400 possible last two
 *   letters stand in alphabetical order (AA, AB, AD ... ZZ, without C I K M O V):
 *   the area's letter for each one in use, '.' for one not in use, and a number
 *   before a mark that repeats. '4.3a2.b' is AA to AE unused, AF AG AH in a, AJ AL
 *   unused, AN in b, and the rest unused. Nothing in these sectors is guessed.
 * - A list with one letter only is a sector of which we know withdrawn postcodes
 *   and nothing else: those are ours, and its other postcodes are strangers.
 * - Positions are whole steps from `origin`, one a sector: the middle of our
 *   postcodes there (of all, where none is ours).
 * Unit files ('units/bd5.json') say ward and position of every postcode. They are
 * made by `npm run postcodes` and used when they are there.
 */

/** The areas of one sector, from their text. */
export function readAreas(areas: string): SectorAreas {
  const [, known, only] = /^(\d+)([a-zA-Z])$/.exec(areas) ?? [];
  if (only !== undefined) return { counts: new Map([[only, Number(known)]]), only, marks: '', othersUnknown: false };
  const marks = areas.replace(/(\d+)(.)/g, (_, count: string, mark: string) =>
    mark.repeat(Math.min(Number(count), UNITS.length)),
  );
  const counts = new Map<string, number>();
  for (const mark of marks) if (mark !== NOT_IN_USE) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return { counts, only: null, marks, othersUnknown: counts.size === 1 };
}

/** The other way: last two letters -> area letter, as text. `listed`: never shortened to a count. */
export function writeAreas(units: ReadonlyMap<string, string>, listed = false): string {
  const areas = new Set(units.values());
  const [only = ''] = areas;
  if (areas.size === 1 && !listed) return `${units.size}${only}`;
  const marks = UNITS.map((unit) => units.get(unit) ?? NOT_IN_USE).join('');
  return marks.replace(/\.+$/, '').replace(/(.)\1+/g, (run, mark: string) => `${run.length}${mark}`);
}

/** The area's letter of one postcode's last two letters where each is listed; null when it is not in use. */
export function areaOfUnit(areas: SectorAreas, unit: string): string | null {
  const mark = areas.marks[UNIT_INDEX.get(unit) ?? -1] ?? NOT_IN_USE;
  return mark === NOT_IN_USE ? null : mark;
}

/** The area of the listed postcode that stands nearest in the alphabet: new ones are often beside it. */
export function nearestArea(areas: SectorAreas, unit: string): string | null {
  const at = UNIT_INDEX.get(unit) ?? 0;
  for (let away = 1; away < UNITS.length; away++) {
    for (const mark of [areas.marks[at - away], areas.marks[at + away]]) {
      if (mark !== undefined && mark !== NOT_IN_USE) return mark;
    }
  }
  return null;
}

/** What a letter stands for: a hub's id, or a district. */
export function areaOfLetter(table: AreaTable, letter: string): Area | null {
  const index = AREA_LETTERS.indexOf(letter);
  const hub = table.hubs[index];
  if (hub !== undefined) return { hub };
  const district = table.districts[index - table.hubs.length];
  return district ? { district } : null;
}

export const CATCHMENT_VERSION = 1;
export const AREA_LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const NOT_IN_USE = '.';
const UNIT_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];
/** The 400 possible last two letters, in alphabetical order. */
export const UNITS: readonly string[] = UNIT_LETTERS.flatMap((first) => UNIT_LETTERS.map((second) => first + second));
const UNIT_INDEX: ReadonlyMap<string, number> = new Map(UNITS.map((unit, index) => [unit, index]));

export interface AreaTable {
  /** Hub ids: letters a, b, c... */
  hubs: string[];
  /** Neighbouring districts: the letters after the hubs'. */
  districts: District[];
  /** Our wards: code, name, and index into `hubs`. */
  wards: [code: string, name: string, hub: number][];
}

export interface Catchment extends AreaTable {
  version: typeof CATCHMENT_VERSION;
  /** The file it was made from, for people: 'Code-Point Open 2025.4.0 (October 2025)'. */
  release: string;
  /** Attribution lines that the licence asks to be shown. */
  notices: string[];
  /** Latitude and longitude (WGS84 degrees) that positions count from, and the size of a step in degrees. */
  origin: [lat: number, lng: number, step: number];
  /** 'BD5' -> '0' -> sector BD5 0. */
  outcodes: Record<string, Record<string, SectorEntry>>;
}

/** Areas (see above); steps north and east of the origin, or null; indexes into `wards`, commonest first. */
export type SectorEntry = [areas: string, lat: number | null, lng: number | null, wards: number[]];

/** units/<outcode>.json: every known postcode of one outcode, withdrawn ones too. */
export interface UnitFile extends AreaTable {
  version: typeof CATCHMENT_VERSION;
  release: string;
  notices: string[];
  outcode: string;
  /** '0HD' -> area letter, index into `wards` or -1, and WGS84 degrees when known. */
  units: Record<string, UnitEntry>;
}

export type UnitEntry = [area: string, ward: number] | [area: string, ward: number, lat: number, lng: number];

export interface SectorAreas {
  /** Area letter -> number of known postcodes. */
  counts: ReadonlyMap<string, number>;
  /** The only area's letter, or null when there are several. */
  only: string | null;
  /** Where there are several: a letter or '.' for each of the last two letters in UNITS. */
  marks: string;
  /** Nothing is known of the sector's unlisted postcodes, not even that they are near. */
  othersUnknown: boolean;
}

export type Area = { hub: string; district?: never } | { district: District; hub?: never };

export interface District {
  /** ONS code: 'E08000035'. */
  code: string;
  name: string;
}
