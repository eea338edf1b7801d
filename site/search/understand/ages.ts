import { firstSaid, type Reading, type Said } from './said.ts';

/**
 * The ages a text speaks of, in whole years: '18 month old' is 1, 'year 9' is 13 to 14, 'toddler' is 1 to 3.
 * Numbers alone are not ages: '2 kids', '£20', 'BD5', telephone numbers and 'for 3 weeks' say nothing about
 * how old anybody is. Exact ages go before stages of life. Undefined when no age is named.
 */
export function agesIn(text: string): Said<Ages> | undefined {
  return firstSaid(text, READINGS);
}

function years(from: number, to = from): Ages | undefined {
  return Math.max(from, to) <= OLDEST ? { from: Math.min(from, to), to: Math.max(from, to) } : undefined;
}

function months(count: number): Ages | undefined {
  return years(Math.floor(count / 12));
}

/** School years in England: children turn five in reception, so year n holds ages n + 4 and n + 5. */
function schoolYear(year: number): Ages | undefined {
  return year >= 1 && year <= 13 ? years(year + 4, year + 5) : undefined;
}

const number = (match: RegExpMatchArray, at = 1) => Number(match[at]);

/** From here on an age says nothing about which children's help fits. */
const OLDEST = 25;
const CHILD = '(?:baby|babby|son|daughter|boy|girl|lad|lass|child|kid|toddler|little|one|bairn|twins?)';
const READINGS: readonly Reading<Ages>[] = [
  [/\bage[sd]?\s*(\d{1,2})\s*(?:-|–|to|and|&)\s*(\d{1,2})\b/giu, (match) => years(number(match), number(match, 2))],
  [
    /(?<![£\d.,-])\b(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})[\s-]*(?:years?|yrs?|y)[\s-]*(?:olds?|o)\b/giu,
    (match) => years(number(match), number(match, 2)),
  ],
  [
    /(?<![£\d.,])\b(\d{1,2})\s?-?(?:months?|mths?|mnths?|mos?|m)[\s-]*(?:olds?|o)\b/giu,
    (match) => months(number(match)),
  ],
  [
    new RegExp(`(?<![£\\d.,])\\b(\\d{1,2})\\s?-?(?:months?|mths?|mnths?|mos?)\\s+(?=${CHILD}\\b)`, 'giu'),
    (match) => months(number(match)),
  ],
  [/(?<![£\d.,])\b(\d{1,2})mo\b/giu, (match) => months(number(match))],
  [/(?<![£\d.,])\b\d{1,2}\s?-?(?:weeks?|wks?|days?)[\s-]*olds?\b/giu, () => years(0)],
  [new RegExp(`(?<![£\\d.,])\\b\\d{1,2}\\s?-?(?:weeks?|wks?)\\s+(?=${CHILD}\\b)`, 'giu'), () => years(0)],
  [
    /(?<=\b(?:baby|babby|he|she)(?:['’]?s| is)? (?:only |just )?)\d{1,2}\s?(?:weeks?|wks?|months?|mths?|days?)\b(?! (?:late|early|overdue|ago))/giu,
    (match) => (/m/i.test(match[0]) ? months(parseInt(match[0], 10)) : years(0)),
  ],
  [/(?<![£\d.,])\b(\d{1,2})[\s-]*(?:years?|yeears?|yrs?|y)?[\s-]*(?:olds?|o)\b/giu, (match) => years(number(match))],
  [/(?<![£\d.,])\b(\d{1,2})[\s-]*(?:yrs?|years?)\b(?=\s*(?:$|[,.]))/giu, (match) => years(number(match))],
  [/\bage[d]?\s*(?:is\s*|of\s*)?(\d{1,2})\b/giu, (match) => years(number(match))],
  [
    /(?<=\b(?:i['’]?m|i am|she['’]?s|he['’]?s|he is|she is|who['’]?s|who is|turning|turned|just turned|be)\s)(\d{1,2})\b(?!\s*(?:weeks?|wks?|months?|days?|kids?|children|minutes?|mins?|hours?|stones?|st|kg|%|miles?|quid|pounds?|times|st|nd|rd|th|and a half stone)\b|[.:]\d|%)/giu,
    (match) => years(number(match)),
  ],
  [/\b(?:year|yr)\s?(\d{1,2})\b(?![\s-]*(?:olds?)\b)/giu, (match) => schoolYear(number(match))],
  [/\by(\d{1,2})\b(?!o)/giu, (match) => schoolYear(number(match))],
  [
    /\breception(?= (?:class|child|year|pupil|age|teacher|kid)|$)|(?<=\b(?:in|starts?|starting) )reception\b/giu,
    () => years(4, 5),
  ],
  [/\bnew\s?-?borns?\b/giu, () => years(0)],
  [/\btoddlers?\b/giu, () => years(1, 3)],
  [/\bpre-?school(?:ers?)?\b|(?<=\b(?:in|at|starts?|starting|from) )nursery\b/giu, () => years(2, 4)],
  [/\bteen(?:s|ager|agers|aged?)?\b/giu, () => years(13, 19)],
  [
    /\bbab(?:y|ies|by|bies)\b(?!\s+(?:due|bump|on the way|loss))/giu,
    (match) => (EXPECTING.test(match.input ?? '') ? undefined : years(0, 1)),
  ],
];
/** 'having a baby' speaks of no baby's age yet. */
const EXPECTING =
  /\b(?:pregnan|expecting|due in|due date|having a baby|midwi|antenatal|lost (?:a|the|my|our) baby|miscarr)/i;

export type Ages = { from: number; to: number };
