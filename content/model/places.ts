/**
 * Where a postcode belongs, and what is near it. Pure: the catchment table and,
 * where there is one, the outcode's unit file are handed in; nothing is fetched
 * and nothing leaves the device.
 */
import {
  areaOfLetter,
  areaOfUnit,
  nearestArea,
  readAreas,
  type Catchment,
  type District,
  type SectorEntry,
  type UnitEntry,
  type UnitFile,
} from './catchment.ts';
import { otherPartialReading, readPostcode, type FullPostcode, type PartialPostcode, type WhyNot } from './postcode.ts';

export { findPostcodes, readPostcode, WHY_NOT } from './postcode.ts';
export type { FoundPostcode, FullPostcode, NotAPostcode, PartialPostcode, Reading, WhyNot } from './postcode.ts';
export type { Catchment, District, UnitFile } from './catchment.ts';

/**
 * What a postcode means for a family: one of five kinds of answer.
 *
 * - `hub`: the responsible Family Hub area, and why.
 * - `choose`: one of several hubs, most likely first: the postcode is new or
 *   unknown in a sector that is shared, or only its beginning was given.
 *   `districts` are the neighbours it might be in instead.
 * - `outside`: in a neighbouring district; several where its sector is shared by them.
 * - `elsewhere`: a well-formed UK postcode that the table knows nothing about.
 * - `not-a-postcode`: and why; WHY_NOT has the words.
 *
 * `units` is the outcode's unit file. It makes the answer exact to the postcode
 * and is ignored when it is another outcode's.
 */
export function lookUp(catchment: Catchment, text: string, units?: UnitFile | null): Answer {
  const reading = readPostcode(text);
  if (reading.kind === 'not-a-postcode') return { ...reading, given: shortened(text) };
  if (reading.kind === 'partial') return lookUpPartial(catchment, reading);

  const known = { postcode: reading.postcode, corrected: reading.corrected };
  const outcode = catchment.outcodes[reading.outcode];
  if (!outcode) return { kind: 'elsewhere', ...known };

  const file = units?.outcode === reading.outcode ? units : null;
  const entry = file?.units[reading.postcode.slice(-3)];
  if (file && entry) return fromUnit(file, entry, reading, positionOf(catchment, reading, file));

  const sector = outcode[reading.sector.slice(-1)];
  if (!sector) return anyOf(catchment, Object.values(outcode), known, 'unknown', positionOf(catchment, reading));
  return fromSector(catchment, sector, reading, file === null);
}

/**
 * The position of a postcode in WGS84 degrees: its own from the unit file, or the
 * middle of its sector (typically some hundreds of metres off), or of its outcode.
 * `precision` says which. Null when the table has none.
 */
export function positionOf(
  catchment: Catchment,
  reading: FullPostcode | PartialPostcode,
  units?: UnitFile | null,
): Position | null {
  if (reading.kind === 'postcode' && units?.outcode === reading.outcode) {
    const [, , lat, lng] = units.units[reading.postcode.slice(-3)] ?? [];
    if (lat !== undefined && lng !== undefined) return { lat, lng, precision: 'unit' };
  }
  const outcode = catchment.outcodes[reading.outcode];
  if (!outcode) return null;
  const sector = reading.sector === undefined ? undefined : outcode[reading.sector.slice(-1)];
  return (sector && middle(catchment, [sector], 'sector')) ?? middle(catchment, Object.values(outcode), 'outcode');
}

/** The outcodes the table knows, for findPostcodes. */
export function outcodesOf(catchment: Catchment): Set<string> {
  return new Set(Object.keys(catchment.outcodes));
}

/** Distance over the ground in metres between two WGS84 points (haversine on a sphere of 6,371,008.8 m). */
export function distanceMetres(a: LatLng, b: LatLng): number {
  const lat = radians(b.lat - a.lat);
  const lng = radians(b.lng - a.lng);
  const h = Math.sin(lat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * The `n` nearest things to a position, nearest first, with their distance in
 * metres. Things without a position (online, or an address kept secret) are left
 * out; equal distances keep their order.
 */
export function nearest<T extends { position: LatLng | null }>(
  venues: readonly T[],
  position: LatLng,
  n: number,
): { item: T; metres: number }[] {
  return venues
    .flatMap((item) => (item.position ? [{ item, metres: distanceMetres(position, item.position) }] : []))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, Math.max(0, n));
}

function lookUpPartial(catchment: Catchment, reading: PartialPostcode): Answer {
  const outcode = catchment.outcodes[reading.outcode];
  if (!outcode) {
    const other = otherPartialReading(reading);
    if (other && catchment.outcodes[other.outcode]) return lookUpPartial(catchment, other);
    return { kind: 'elsewhere', postcode: reading.outcode, corrected: false };
  }
  const sector = reading.sector === undefined ? undefined : outcode[reading.sector.slice(-1)];
  const known = { postcode: reading.sector ?? reading.outcode, corrected: false };
  const position = positionOf(catchment, reading);
  return anyOf(catchment, sector ? [sector] : Object.values(outcode), known, 'partial', position);
}

function fromUnit(file: UnitFile, entry: UnitEntry, reading: FullPostcode, position: Position | null): Answer {
  const { postcode, corrected, sector } = reading;
  const area = areaOfLetter(file, entry[0]);
  if (!area) return { kind: 'elsewhere', postcode, corrected };
  if (area.district)
    return { kind: 'outside', postcode, corrected, districts: [area.district], certain: true, position };
  const ward = file.wards[entry[1]];
  const wards = ward ? [{ code: ward[0], name: ward[1] }] : [];
  return {
    kind: 'hub',
    postcode,
    corrected,
    hub: area.hub,
    certain: true,
    why: { basis: 'unit', sector, wards },
    position,
  };
}

function fromSector(catchment: Catchment, entry: SectorEntry, reading: FullPostcode, certain: boolean): Answer {
  const { postcode, corrected, sector } = reading;
  const position = positionOf(catchment, reading);
  const areas = readAreas(entry[0]);
  const letter = areas.only ?? areaOfUnit(areas, reading.unit);
  const area = letter === null ? null : areaOfLetter(catchment, letter);
  if (!area) {
    if (areas.othersUnknown) return { kind: 'elsewhere', postcode, corrected };
    return anyOf(catchment, [entry], { postcode, corrected }, 'unknown', position, nearestArea(areas, reading.unit));
  }
  // A unit file that does not list the postcode: the sector's area stands, but as the likeliest answer only.
  if (area.district) return { kind: 'outside', postcode, corrected, districts: [area.district], certain, position };
  const basis = areas.only === null ? 'listed' : 'sector';
  return {
    kind: 'hub',
    postcode,
    corrected,
    hub: area.hub,
    certain,
    why: { basis, sector, wards: wardsOf(catchment, entry, area.hub) },
    position,
  };
}

/** Every area that has postcodes in these sectors, most of them first; `likeliest` before all. */
function anyOf(
  catchment: Catchment,
  sectors: SectorEntry[],
  known: { postcode: string; corrected: boolean },
  reason: 'unknown' | 'partial',
  position: Position | null,
  likeliest: string | null = null,
): Answer {
  const counts = new Map<string, number>();
  for (const [text] of sectors) {
    const areas = readAreas(text);
    if (areas.othersUnknown) continue;
    for (const [letter, count] of areas.counts) counts.set(letter, (counts.get(letter) ?? 0) + count);
  }
  if (likeliest !== null) counts.set(likeliest, Infinity);
  const areas = [...counts].sort((a, b) => b[1] - a[1]).flatMap(([letter]) => areaOfLetter(catchment, letter) ?? []);
  const hubs = areas.flatMap((area) => area.hub ?? []);
  const districts = areas.flatMap((area) => area.district ?? []);
  if (hubs.length > 0) return { kind: 'choose', ...known, hubs, districts, reason, position };
  if (districts.length > 0) return { kind: 'outside', ...known, districts, certain: reason === 'partial', position };
  return { kind: 'elsewhere', ...known };
}

/** The wards of this hub that the sector's known postcodes lie in, commonest first. */
function wardsOf(catchment: Catchment, entry: SectorEntry, hub: string): Ward[] {
  return entry[3].flatMap((index) => {
    const ward = catchment.wards[index];
    return ward && catchment.hubs[ward[2]] === hub ? [{ code: ward[0], name: ward[1] }] : [];
  });
}

function middle(catchment: Catchment, sectors: SectorEntry[], precision: Position['precision']): Position | null {
  const [lat0, lng0, step] = catchment.origin;
  let [north, east, count] = [0, 0, 0];
  for (const [, lat, lng] of sectors) {
    if (lat === null || lng === null) continue;
    north += lat;
    east += lng;
    count += 1;
  }
  if (count === 0) return null;
  return { lat: lat0 + (north / count) * step, lng: lng0 + (east / count) * step, precision };
}

/** What was typed, short enough to be said back. It is text, never markup. */
function shortened(text: string): string {
  const characters = [...text.slice(0, 90)];
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : text;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

const EARTH_RADIUS_METRES = 6_371_008.8;

export interface LatLng {
  /** WGS84 degrees north. */
  lat: number;
  /** WGS84 degrees east; negative is west. */
  lng: number;
}

export interface Position extends LatLng {
  precision: 'unit' | 'sector' | 'outcode';
}

export interface Ward {
  /** ONS code: 'E05001347'. */
  code: string;
  name: string;
}

/** `postcode` is what was understood, tidied: 'BD5 0HD', or 'BD5' or 'BD5 0' when only that was given. */
export type Answer =
  | {
      kind: 'hub';
      postcode: string;
      corrected: boolean;
      hub: string;
      /** False when a unit file is there and does not list this postcode: the hub is the sector's. */
      certain: boolean;
      why: Why;
      position: Position | null;
    }
  | {
      kind: 'choose';
      postcode: string;
      corrected: boolean;
      hubs: string[];
      districts: District[];
      reason: 'unknown' | 'partial';
      position: Position | null;
    }
  | {
      kind: 'outside';
      postcode: string;
      corrected: boolean;
      districts: District[];
      certain: boolean;
      position: Position | null;
    }
  | { kind: 'elsewhere'; postcode: string; corrected: boolean }
  | { kind: 'not-a-postcode'; why: WhyNot; given: string };

export interface Why {
  /**
   * `unit`: this postcode is in the unit file; `wards` is its ward.
   * `listed`: this postcode is listed by itself in the table, because its sector is shared.
   * `sector`: all known postcodes of the sector are in this hub's area.
   * For the last two `wards` are the hub's wards that the sector lies in.
   */
  basis: 'unit' | 'listed' | 'sector';
  /** 'BD5 0' */
  sector: string;
  wards: Ward[];
}
