import { ACCESS_WORDS, DELIVERY_WORDS, TIME_WORDS } from '../../content/model/wording.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import { ageInWords } from './age-words.ts';
import type { Query } from './query.ts';
import type { Results } from './session.ts';
import { keysOf } from './understanding.ts';

/** What was understood and what was chosen, each as something the visitor can take away. Pure. */
export function chipsOf(query: Query, results: Results, names: Names): Chip[] {
  const { filters } = query;
  const without = (field: keyof Query['filters']): Query => {
    const { [field]: _gone, ...rest } = filters;
    return { ...query, filters: rest };
  };
  const chosen: [keyof Query['filters'], string | undefined][] = [
    ['need', filters.need && (names.need(filters.need)?.title ?? filters.need)],
    ['age', filters.age === undefined ? undefined : ageInWords(filters.age)],
    ['hub', filters.hub && (names.hub(filters.hub) ?? filters.hub)],
    ['free', filters.free ? 'Free' : undefined],
    ['access', filters.access && ACCESS_WORDS[filters.access]],
    ['delivery', filters.delivery && DELIVERY_WORDS[filters.delivery]],
    ['language', filters.language && `In ${filters.language}`],
    ['when', filters.when && TIME_WORDS[filters.when]],
    ['send', filters.send ? 'Special needs or disabilities' : undefined],
  ];
  return [
    ...chosen.flatMap(([field, words]): Chip[] =>
      words === undefined ? [] : [{ key: `filter:${field}`, words, chosen: true, without: without(field) }],
    ),
    ...keysOf(results.understood, (id) => names.need(id)?.title, results.where.name).map(({ key, words }): Chip => ({
      key,
      words,
      chosen: false,
      without: { ...query, ignore: [...query.ignore, key] },
    })),
  ];
}

export type Chip = {
  key: string;
  words: string;
  /** True when the visitor chose it; false when the search understood it. */
  chosen: boolean;
  /** The search as it is once this is taken away. */
  without: Query;
};

type Names = { need(id: string): SearchDocument | undefined; hub(id: string): string | undefined };
