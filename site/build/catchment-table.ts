import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catchment } from '../../content/model/places.ts';
import { recordsFolder } from '../directory.ts';

/**
 * The council's catchment table, as compiled by `npm run postcodes` or as it comes with the content.
 * Undefined where a council has none (yet): then families choose their area themselves.
 */
export async function catchmentTable(): Promise<Catchment | undefined> {
  try {
    return JSON.parse(await readFile(join(recordsFolder, 'catchment', 'catchment.json'), 'utf8')) as Catchment;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** True when `npm run postcodes` has written unit positions beside the table. */
export async function hasUnitFiles(): Promise<boolean> {
  const files = await readdir(join(recordsFolder, 'catchment', 'units')).catch(() => []);
  return files.length > 0;
}
