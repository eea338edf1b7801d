import { schoolSpan, type SchoolTime, spanOf, type When } from '../../content/model/when.ts';
import { WEEKDAYS } from '../../content/schema/parts/weekday.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { Filters } from './engines/engine.ts';
import type { Period } from './understand/when.ts';
import type { Understanding } from './understanding.ts';

/**
 * The time a search asks for, as the schedule is asked for it. A time that was chosen hides what does not meet
 * then; one that was understood from the words only brings forward what does. Where somebody may be in danger
 * the time they tell of ('he hit me today') is no wish, and it changes nothing.
 *
 * @param today YYYY-MM-DD
 * @returns undefined when no time is asked for, or the school terms that would tell it are not known
 */
export function timeAsked({ understood, filters, facts, today }: Parts): TimeAsked | undefined {
  if (filters.when !== undefined) return { when: { dates: spanOf(filters.when, today) }, chosen: true };
  const said = understood.when;
  if (said === undefined || understood.urgent.tier !== 'none') return undefined;
  const span = said.period && schoolSpan(SCHOOL_TIMES[said.period], facts.terms, today);
  if (said.period !== undefined && span === undefined) return undefined;
  return {
    when: {
      dates: said.dates ?? span,
      days: said.days?.flatMap((day) => WEEKDAYS[day - 1] ?? []),
      parts: said.part && [said.part],
      after: said.after,
    },
    chosen: false,
  };
}

const SCHOOL_TIMES: Record<Period, SchoolTime> = {
  'half term': 'half-term',
  'summer holidays': 'summer',
  'Easter holidays': 'easter',
  'Christmas holidays': 'christmas',
  'school holidays': 'any-break',
  'term time': 'term-time',
};

type Parts = {
  understood: Understanding;
  filters: Filters;
  facts: Pick<SearchFacts, 'terms'>;
  today: string;
};

/** `chosen` is true for a filter. */
export type TimeAsked = { when: When; chosen: boolean };
