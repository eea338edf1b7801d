import type { SearchDocument } from '../documents.ts';

/**
 * A search document as Meilisearch keeps it: the document itself, so that a hit is a document again without
 * any translating, and beside it what a filter or a sort needs in another shape.
 */
export function rowOf(document: SearchDocument): Row {
  const [place] = document.positions;
  return {
    key: keyOf(document.id),
    ...document,
    // An open end is written out, because a filter cannot compare with what is not there. A baby is 0.
    age_from: document.minimum_age ?? YOUNGEST,
    age_to: document.maximum_age ?? OLDEST,
    main_need: document.needs[0] ?? null,
    placed: place !== undefined,
    // The server reads one position a document (1.50 has no list of them). The others stand in `positions`,
    // and the page measures the real distance to the nearest.
    ...(place && { _geo: { lat: place.latitude, lng: place.longitude } }),
  };
}

/** 'service/samaritans' -> 'service_samaritans': the server allows no slash in its keys, our ids no underscore. */
export function keyOf(id: string): string {
  return id.replace('/', '_');
}

/** The other way. */
export function idOf(key: string): string {
  return key.replace('_', '/');
}

/** Ages in whole years that stand for an open end. */
export const YOUNGEST = 0;
export const OLDEST = 120;

export type Row = SearchDocument & {
  /** The primary key. */
  key: string;
  age_from: number;
  age_to: number;
  main_need: string | null;
  /** Whether it has a position at all, because a sort by distance puts what has none last. */
  placed: boolean;
  _geo?: { lat: number; lng: number };
};
