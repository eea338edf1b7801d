import type { SearchDocument } from '../../indexer/documents.ts';
import type { Filters } from './engines/engine.ts';

/**
 * True when a document may be shown under these filters. Help that says nothing about ages may be for any
 * age. Needs, hubs and guides have no ages or costs, so only help is left once such a filter is set.
 */
export function passes(document: SearchDocument, filters: Filters): boolean {
  if (document.kind === 'need') return filters.need === undefined || document.needs.includes(filters.need);
  if (document.kind !== 'group' && document.kind !== 'service') return filtersSet(filters) === 0;
  return (
    (filters.need === undefined || document.needs.includes(filters.need)) &&
    (filters.age === undefined || agesInclude(document, filters.age)) &&
    (filters.hub === undefined || document.hubs.includes(filters.hub)) &&
    (filters.free !== true || document.free) &&
    (filters.access === undefined || document.access.includes(filters.access)) &&
    (filters.delivery === undefined || document.delivery.includes(filters.delivery)) &&
    (filters.language === undefined || document.languages.includes(filters.language)) &&
    (filters.send !== true || document.send) &&
    // Only groups have dates; which of them meet then is for `rank` to say.
    (filters.when === undefined || document.kind === 'group')
  );
}

/** True when somebody of this age, in whole years, is within the ages of a document. A baby is 0. */
export function agesInclude(ages: { minimum_age?: number; maximum_age?: number }, age: number): boolean {
  return age >= (ages.minimum_age ?? 0) && age <= (ages.maximum_age ?? Infinity);
}

/** How many filters are set. */
export function filtersSet(filters: Filters): number {
  return Object.values(filters).filter((value) => value !== undefined && value !== false).length;
}
