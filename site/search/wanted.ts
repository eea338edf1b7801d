import type { Catalogue } from '../../indexer/catalogue.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import type { Filters } from './engines/engine.ts';
import type { Wanted } from './rank.ts';
import type { Understanding } from './understanding.ts';
import type { Whereabouts } from './whereabouts.ts';

/**
 * What the order of the results depends on, from what was understood and what was chosen. A need that was
 * chosen or is urgent beyond doubt counts as sure; when none is sure enough to say, the likeliest still lend their
 * help, which is then offered as a question. Pure.
 */
export function wantedFrom({
  understood,
  filters,
  where,
  catalogue,
  needs,
}: Parts): Wanted & { understood: string[]; perhaps: string[] } {
  const { facts } = catalogue;
  const sure = [
    ...(filters.need === undefined ? [] : [filters.need]),
    ...(understood.urgent.tier === 'strong' && understood.urgent.need !== undefined ? [understood.urgent.need] : []),
  ];
  const meant = [
    ...sure.map((id) => ({ id, confidence: 1 })),
    ...understood.needs.filter(({ id }) => !sure.includes(id)),
  ];
  // Nobody is asked whether it is something frightening on so little: the quiet line is there for that.
  const calm = (id: string) => understood.urgent.tier !== 'none' || !facts.needs[id]?.urgent;
  const perhaps =
    meant.length > 0
      ? []
      : understood.ranked.filter(({ id, confidence }) => confidence >= PERHAPS && calm(id)).slice(0, 3);
  const ages = filters.age === undefined ? understood.ages : { from: filters.age, to: filters.age };
  const hub = filters.hub ?? where.hub?.id;
  return {
    needs: [...meant, ...perhaps],
    understood: meant.map(({ id }) => id),
    perhaps: perhaps.map(({ id }) => id),
    words: understood.rest.trim() !== '',
    hubCount: facts.hubs.length,
    ...(ages && { ages }),
    ...(where.position && { near: where.position }),
    ...(hub !== undefined && { hub }),
    ...given('language', filters.language ?? understood.language),
    ...given('free', filters.free ?? understood.wants?.free),
    ...given('access', filters.access ?? understood.wants?.access),
    ...given('delivery', filters.delivery ?? understood.wants?.delivery),
    ...given('send', filters.send ?? understood.wants?.send),
    titleOf: (need) => needs.get(need)?.title,
    shownFirst: (need) => facts.needs[need]?.first,
  };
}

/** A field with its value, or nothing at all. */
function given<K extends string, V>(field: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [field]: value } as Record<K, V>);
}

/** How likely a need must be to be asked about. Unrelated searches stay well below it. */
const PERHAPS = 0.15;

type Parts = {
  understood: Understanding;
  filters: Filters;
  where: Whereabouts;
  catalogue: Catalogue;
  /** Need documents by need id. */
  needs: ReadonlyMap<string, SearchDocument>;
};
