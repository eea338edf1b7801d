import { SPELLINGS } from './spellings.ts';

/**
 * The words of a text as the classifier reads them: lower case, without accents,
 * apostrophes or markup signs, letters repeated for effect cut to two, text-speak
 * and Northern spellings written out, numbers and ages as classes ('#4' is an age
 * of 2 to 4, '#n4' a bare number of that size).
 *
 * Pure. Never throws; reads the first 600 characters and 80 words only, so that
 * the time stays the same however much is pasted in.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [written] of plainText(text).matchAll(WORD)) {
    const meant = SPELLINGS.get(written) ?? written;
    if (meant !== '') words.push(...meant.split(' '));
    if (words.length >= MOST_WORDS) break;
  }
  return words.map((word, at) => numberClass(word, words[at + 1]) ?? word);
}

function plainText(text: string): string {
  return text
    .slice(0, LONGEST_READ)
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(APOSTROPHES, "'")
    .replace(DEFINITE_T, 't ')
    .replaceAll("'", '')
    .replace(REPEATED, '$1$1');
}

/** An age ('4', '18month', with the unit before or after the space) or another number as its class; or null. */
function numberClass(word: string, next: string | undefined): string | null {
  const [, digits, ending] = NUMBER.exec(word) ?? [];
  if (digits === undefined) return null;
  const unit = ending === '' ? (next ?? '') : (ending ?? '');
  if (YEARS.test(unit)) return `#${band(Number(digits))}`;
  if (MONTHS.test(unit)) return '#baby';
  return ending === '' ? `#n${band(Number(digits))}` : null;
}

/** The upper end of the stage of childhood an age in years belongs to; 'x' for grown-ups. */
function band(years: number): string {
  return String(STAGES.find((upper) => years <= upper) ?? 'x');
}

const LONGEST_READ = 600;
const MOST_WORDS = 80;
const ACCENTS = /\p{M}+/gu;
const APOSTROPHES = /[’‘`´ʼ]/gu;
/** Yorkshire's definite article: t'babby. */
const DEFINITE_T = /(?<![\p{L}\p{N}'])t'(?=\p{L})/gu;
const REPEATED = /(\p{L})\1{2,}/gu;
const WORD = /\p{L}{1,40}\d{0,4}|\d{1,6}(?:\p{L}{1,12}(?![\p{L}\d]))?/gu;
const NUMBER = /^(\d+)(\p{L}*)$/u;
const YEARS = /^(y|yr|yrs|yo|year|years|yrold|yearold)$/;
const MONTHS = /^(m|mo|mth|mths|month|months|wk|wks|week|weeks|day|days)$/;
const STAGES = [0, 1, 4, 7, 10, 12, 18];
