import { ACCESS_WORDS, DELIVERY_WORDS, TIME_WORDS } from '../../content/model/wording.ts';
import type { Filters } from './engines/engine.ts';

/**
 * A search as it stands in the address: only ever in the fragment, which no server sees. Both ways, and
 * forgiving: whatever somebody pastes becomes a search or nothing, never an error.
 */
export function readFragment(fragment: string): Query {
  const fields = new URLSearchParams(fragment.replace(/^#/, '').slice(0, LONGEST_FRAGMENT));
  const one = (name: string) => fields.get(name)?.trim() || undefined;
  const name = (field: string) => matching(one(field), /^[a-z0-9]+(-[a-z0-9]+)*$/);
  const age = matching(one('age'), /^\d{1,2}$/);
  const filters: Filters = {
    ...given('need', name('need')),
    ...given('age', age === undefined ? undefined : Number(age)),
    ...given('hub', name('hub')),
    ...given('free', one('free') === '1' ? true : undefined),
    ...given('access', known(ACCESS_WORDS, one('access'))),
    ...given('delivery', known(DELIVERY_WORDS, one('how'))),
    ...given('language', one('language')?.slice(0, 40)),
    ...given('send', one('send') === '1' ? true : undefined),
    ...given('when', known(TIME_WORDS, one('when'))),
  };
  const ignore = fields
    .getAll('not')
    .filter((key) => key.length <= 80)
    .slice(0, 20);
  return { text: (fields.get('q') ?? '').slice(0, LONGEST_QUERY), filters, ignore };
}

/** The fragment of a search, without the #. '' when nothing is asked. */
export function writeFragment({ text, filters, ignore }: Query): string {
  const fields = new URLSearchParams();
  if (text.trim() !== '') fields.set('q', text.slice(0, LONGEST_QUERY));
  if (filters.need !== undefined) fields.set('need', filters.need);
  if (filters.age !== undefined) fields.set('age', String(filters.age));
  if (filters.hub !== undefined) fields.set('hub', filters.hub);
  if (filters.free) fields.set('free', '1');
  if (filters.access !== undefined) fields.set('access', filters.access);
  if (filters.delivery !== undefined) fields.set('how', filters.delivery);
  if (filters.language !== undefined) fields.set('language', filters.language);
  if (filters.send) fields.set('send', '1');
  if (filters.when !== undefined) fields.set('when', filters.when);
  for (const key of ignore) fields.append('not', key);
  return fields.toString();
}

export const EMPTY_QUERY: Query = { text: '', filters: {}, ignore: [] };

function matching(value: string | undefined, shape: RegExp): string | undefined {
  return value !== undefined && value.length <= 80 && shape.test(value) ? value : undefined;
}

/** A value that is one of the names we have words for. */
function known<K extends string>(words: Record<K, string>, value: string | undefined): K | undefined {
  return value !== undefined && Object.hasOwn(words, value) ? (value as K) : undefined;
}

/** A field with its value, or nothing at all: an absent filter lets everything through. */
function given<K extends keyof Filters>(field: K, value: Filters[K] | undefined): Pick<Filters, K> | object {
  return value === undefined ? {} : { [field]: value };
}

/** Longer than any sentence a worried person types; short enough for any address bar. */
const LONGEST_QUERY = 500;
const LONGEST_FRAGMENT = 8000;

export type Query = {
  text: string;
  filters: Filters;
  /** What was understood and then taken away by the visitor: chip keys, such as 'need:sleep'. */
  ignore: string[];
};
