import { momentIn } from '../../../content/model/day.ts';
import { type DateSpan, type NamedTime, spanOf } from '../../../content/model/when.ts';
import { weekdayOf, WEEKDAYS } from '../../../content/schema/parts/weekday.ts';
import { firstSaid, type Reading, type Said } from './said.ts';

/**
 * When help is wanted: 'tuesdays', 'saturday morning', 'this week', 'after school', 'tomorrow', 'half term'. Every
 * such word counts together. Undefined when none is there.
 *
 * @param now when it is asked: 'today' and 'tomorrow' are counted from it, by the clock in the United Kingdom
 * @returns with `pieces`, the words that say a time and nothing else; 'half term' also names what is looked for
 */
export function whenIn(text: string, now: Date): (Said<When> & { pieces: Said<unknown>[] }) | undefined {
  const [days, part, period] = [
    firstSaid(text, daysFrom(momentIn(now).date)),
    firstSaid(text, PARTS),
    firstSaid(text, PERIODS),
  ];
  const said = [days, part, period].filter((one) => one !== undefined).sort((a, b) => a.start - b.start);
  if (said.length === 0) return undefined;
  // 'This morning' and 'tonight' are read twice, as a day and as a part of it, and said once.
  const apart = said.filter((one, at) => one.start >= (said[at - 1]?.end ?? 0));
  const value: When = {
    ...Object.assign({}, ...said.map((one) => one.value)),
    words: apart.map(({ words }) => words).join(' '),
  };
  return {
    value,
    words: value.words,
    start: said[0]?.start ?? 0,
    end: Math.max(...said.map(({ end }) => end)),
    pieces: said.filter((one) => one !== period),
  };
}

function daysFrom(today: string): Reading<Partial<When>>[] {
  const on = (time: NamedTime) => ({ dates: spanOf(time, today) });
  const single = (time: 'today' | 'tomorrow') => ({ ...on(time), days: [numberOf(spanOf(time, today).from)] });
  return [
    [/\bthis week\b(?!\s*end)/giu, () => on('this-week')],
    [/\bnext week\b(?!\s*end)/giu, () => on('next-week')],
    [/\bthis weekend\b/giu, () => ({ ...on('weekend'), days: [6, 7] })],
    [
      /\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b/giu,
      (match) => ({ days: [NAMES.indexOf((match[1] ?? '').toLowerCase()) + 1] }),
    ],
    [/\b(?:tues|thurs?)\b/giu, (match) => ({ days: [/^tu/i.test(match[0]) ? 2 : 4] })],
    [/\bweekends?\b/giu, () => ({ days: [6, 7] })],
    [/\bweekdays?\b/giu, () => ({ days: [1, 2, 3, 4, 5] })],
    [/\btomorr?ow\b|\btmrw\b|\btomoz\b/giu, () => single('tomorrow')],
    [/\btoday\b|\btonight\b|\b2nite\b|\bthis (?:morning|afternoon|evening)\b/giu, () => single('today')],
  ];
}

/** 1 is Monday. */
function numberOf(date: string): number {
  return WEEKDAYS.indexOf(weekdayOf(date)) + 1;
}

const NAMES = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'];
const PARTS: readonly Reading<Partial<When>>[] = [
  [/\bmornings?\b/giu, () => ({ part: 'morning' })],
  [/\bafter[\s-]?school\b/giu, () => ({ part: 'afternoon', after: SCHOOL_ENDS })],
  [/\bafternoons?\b/giu, () => ({ part: 'afternoon' })],
  [/\bevenings?\b|\btonight\b|\b2nite\b|\bafter work\b/giu, () => ({ part: 'evening' })],
];
const PERIODS: readonly Reading<Partial<When>>[] = [
  [/\bhalf[\s-]?terms?\b/giu, () => ({ period: 'half term' })],
  [/\b(?:summer|six weeks?|6 weeks?) (?:school )?(?:holidays?|hols)\b/giu, () => ({ period: 'summer holidays' })],
  [/\beaster (?:school )?(?:holidays?|hols|break)\b/giu, () => ({ period: 'Easter holidays' })],
  [/\b(?:christmas|xmas|winter) (?:school )?(?:holidays?|hols|break)\b/giu, () => ({ period: 'Christmas holidays' })],
  [
    /\b(?:school )(?:holidays?|hols)\b|\bterm time\b/giu,
    (match) => ({ period: /term/i.test(match[0]) ? 'term time' : 'school holidays' }),
  ],
];

/** Nothing that begins before it is after school. Schools end between 3 and half past. */
const SCHOOL_ENDS = '15:00';

export type When = {
  /** Days of the week; 1 is Monday. */
  days?: number[];
  /** Certain days, both included (YYYY-MM-DD). */
  dates?: DateSpan;
  part?: 'morning' | 'afternoon' | 'evening';
  /** Not before this time, HH:MM. */
  after?: string;
  /** A part of the school year, in words. */
  period?: Period;
  words: string;
};
export type Period =
  'half term' | 'summer holidays' | 'Easter holidays' | 'Christmas holidays' | 'school holidays' | 'term time';
