import { type Answer, type Catchment, lookUp, readPostcode, type UnitFile } from '../../content/model/places.ts';
import { paths } from '../../content/model/paths.ts';

let table: Promise<ServedCatchment> | undefined;

/** The catchment table, fetched once. It is the same file for everybody, so asking for it says nothing. */
export function catchment(): Promise<ServedCatchment> {
  table ??= fetchJson<ServedCatchment>(paths.catchment)
    .then(notEmpty)
    .catch((error: unknown) => {
      table = undefined;
      throw error;
    });
  return table;
}

/**
 * Looks a postcode up on this device. Where the council has compiled unit positions, the file of the
 * postcode's first half is fetched too; the whole postcode never leaves.
 *
 * @throws when the table cannot be fetched
 */
export async function whereIs(text: string): Promise<Answer> {
  const known = await catchment();
  const reading = readPostcode(text);
  const units =
    known.hasUnits && reading.kind === 'postcode'
      ? await fetchJson<UnitFile>(paths.unitPositions(reading.outcode)).catch(() => null)
      : null;
  return lookUp(known, text, units);
}

/** A council without a table has an empty one: looking up in that would put every home outside the district. */
function notEmpty(found: ServedCatchment): ServedCatchment {
  if (Object.keys(found.outcodes).length === 0) throw new Error('this council has no table of postcodes');
  return found;
}

/** The table as it is served, and whether unit files stand beside it. */
export type ServedCatchment = Catchment & { hasUnits: boolean };

async function fetchJson<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
