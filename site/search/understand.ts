import type { SearchFacts } from '../../indexer/catalogue.ts';
import { agesIn } from './understand/ages.ts';
import { languageIn } from './understand/language.ts';
import { judge, type Judgement, type Model } from './understand/model.ts';
import { placeIn } from './understand/place.ts';
import { LONGEST_READ, type Said } from './understand/said.ts';
import { speakerOf } from './understand/speaker.ts';
import { wantsIn } from './understand/wants.ts';
import { whenIn } from './understand/when.ts';
import type { Understanding } from './understanding.ts';

export { openModel, type Model } from './understand/model.ts';

/**
 * What somebody means, from their own words: needs with how sure we are, whether somebody may be in danger,
 * and the age, time, place, language and kind of help they name. Pure: the same text on the same day gives the
 * same answer. Never throws, and reads the first 600 characters only, so that it stays quick whatever is
 * pasted in.
 *
 * @param ignore keys of what the visitor took away: 'need:<id>', 'age', 'when', 'place', 'language', 'free',
 *   'access' or 'delivery'
 * @param now when it is asked, for 'today' and 'tomorrow'
 */
export function understand(
  text: string,
  model: Model,
  facts: Facts,
  ignore: readonly string[] = [],
  now = new Date(),
): Understanding {
  const read = text.slice(0, LONGEST_READ);
  const kept = <T>(key: string, found: T | undefined) => (ignore.includes(key) ? undefined : found);
  const place = kept('place', placeIn(read, facts.localities, facts.district));
  const about = blanked(read, [place]);
  const ages = kept('age', agesIn(about));
  const when = kept('when', whenIn(about, now));
  const language = kept('language', languageIn(about, facts.languages));
  const wants = wantsIn(about);
  const free = kept('free', wants.free);
  const access = kept('access', wants.access);
  const delivery = kept('delivery', wants.delivery);

  const judged = judge(about, model);
  const ranked = judged.ranked.filter(({ id }) => !ignore.includes(`need:${id}`));
  return {
    needs: offered(ranked, judged, model),
    ranked: ranked.slice(0, MOST_RANKED),
    urgent: urgencyOf(judged, read, model),
    ...(ages && { ages: ages.value }),
    ...(when && { when: when.value }),
    ...(place && { place: place.value }),
    ...(language && { language: language.value }),
    ...((free ?? access ?? delivery) && {
      wants: {
        ...(free && { free: true }),
        ...(access && { access: access.value }),
        ...(delivery && { delivery: delivery.value }),
      },
    }),
    said: where({ age: ages, when, place, language, free, access, delivery }),
    rest: blanked(read, [place, ...(when?.pieces ?? []), language, hasNumber(ages)])
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

/** The needs sure enough to say: the best unless 'none of these' is likelier, and others that come near it. */
function offered(ranked: Understanding['ranked'], judged: Judgement, model: Model): Understanding['needs'] {
  const best = ranked[0];
  if (!best || judged.known === 0 || judged.none >= model.head.noneFrom) return [];
  return ranked.filter(
    ({ confidence }, at) => at < MOST_OFFERED && (at === 0 || confidence >= best.confidence * NEAR_THE_BEST),
  );
}

/**
 * Two tiers. A clear disclosure brings the lines above the results; a possible one brings one quiet line.
 * Missing one is the worst failure, so the quiet line is let in easily, and taking a need away as not meant
 * does not take the line away.
 */
function urgencyOf(judged: Judgement, text: string, { head }: Model): Understanding['urgent'] {
  const need = judged.urgentNeed;
  if (need === undefined || judged.alarm < head.quietFrom) return { tier: 'none' };
  return { tier: judged.alarm >= head.strongFrom ? 'strong' : 'quiet', need, speaker: speakerOf(text) };
}

/** The text with spaces where these words stood, so that every position stays. */
function blanked(text: string, parts: readonly (Said<unknown> | undefined)[]): string {
  return parts.reduce<string>(
    (left, part) =>
      part ? left.slice(0, part.start) + ' '.repeat(part.end - part.start) + left.slice(part.end) : left,
    text,
  );
}

/** 'toddler' and 'baby' are words worth looking for; '3 year old' is not. */
function hasNumber(ages: Said<unknown> | undefined): Said<unknown> | undefined {
  return ages && /\d/.test(ages.words) ? ages : undefined;
}

function where(found: Record<string, Said<unknown> | undefined>): NonNullable<Understanding['said']> {
  return Object.entries(found).flatMap(([key, one]) =>
    one ? [{ key, words: one.words, start: one.start, end: one.end }] : [],
  );
}

const MOST_OFFERED = 3;
const MOST_RANKED = 8;
/** A second need is offered when it has at least this share of the best one's chance. */
const NEAR_THE_BEST = 0.3;

/** What must be known about the district: its names of places, its own name, and the languages help is given in. */
export type Facts = Pick<SearchFacts, 'localities' | 'languages'> & Partial<Pick<SearchFacts, 'district'>>;
