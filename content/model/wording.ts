import type { ACCESS, DELIVERY } from '../schema/parts/help.ts';
import type { NamedTime } from './when.ts';

/** Ages in words: 'Babies to age 4', 'Age 11 and over', or undefined when any age may come. */
export function agesInWords(range: { minimum_age?: number | undefined; maximum_age?: number | undefined }) {
  const { minimum_age: from, maximum_age: to } = range;
  if (from === undefined && to === undefined) return undefined;
  if (to === undefined) return from === 0 ? 'From birth' : `Age ${from} and over`;
  if (from === undefined) return `Up to age ${to}`;
  if (from === to) return from === 0 ? 'Babies under 1' : `Age ${from}`;
  return from === 0 ? (to <= 1 ? 'Babies' : `Babies to age ${to}`) : `Ages ${from} to ${to}`;
}

/** A thing with its article: 'a Family Hub', 'an Early Help Hub'. */
export function withArticle(thing: string): string {
  return `${/^[aeiou]/i.test(thing) ? 'an' : 'a'} ${thing}`;
}

/** How a family gets in, as the family would say it. */
export const ACCESS_WORDS: Record<(typeof ACCESS)[number], string> = {
  'drop-in': 'Drop in',
  'self-refer': 'Contact them yourself',
  book: 'Book a place',
  referral: 'A worker refers you',
};

/** All the ways in, as one phrase: 'Drop in, or contact them yourself'. */
export function waysIn(access: readonly (typeof ACCESS)[number][]): string {
  const words = access.map((way) => ACCESS_WORDS[way]).join(', or ');
  return words.charAt(0) + words.slice(1).toLowerCase();
}

/** How help is given, as the family would say it. */
export const DELIVERY_WORDS: Record<(typeof DELIVERY)[number], string> = {
  'in-person': 'In person',
  'home-visit': 'At your home',
  phone: 'By phone',
  online: 'Online',
  text: 'By text or chat',
};

/** Times to choose from, soonest first. */
export const TIME_WORDS: Record<NamedTime, string> = {
  today: 'Today',
  tomorrow: 'Tomorrow',
  'this-week': 'This week',
  weekend: 'This weekend',
  'next-week': 'Next week',
};

export const COST_WORDS = {
  free: 'Free',
  'some-free': 'Some of it is free',
  paid: 'You pay',
  'to-be-confirmed': 'Cost to be confirmed',
} as const;

export const AREA_WORDS = {
  hub: 'Some hub areas',
  district: 'All of the district',
  region: 'The region',
  national: 'The whole country',
} as const;
