/**
 * Reading postcodes as people type them. Pure text: it knows how UK postcodes
 * are shaped (the format Royal Mail publishes, and the list of postcode areas),
 * not which of them exist; places.ts asks the catchment table that.
 */

/**
 * Reads what somebody typed into a postcode field.
 *
 * Understood: any case, any or no spacing, punctuation, full-width characters,
 * Arabic, Urdu, Hindi, Bengali and Punjabi digits, O for 0, I or l for 1 and
 * the other way round where only one of them can stand, and a postcode standing
 * inside a longer text. `corrected` is true when a letter and a number were
 * exchanged, so that a page can show what it understood.
 *
 * A text with the first part only ('BD5', 'BD5 0') is `partial`. Anything else
 * is `not-a-postcode` with the reason as a code; WHY_NOT has the words.
 * Never throws; takes time in proportion to the text.
 */
export function readPostcode(text: string): Reading {
  const typed = lettersAndDigits(text);
  if (typed.tooMany) {
    return firstFullPostcode(text) ?? notAPostcode('too-long');
  }
  if (typed.otherLetters) return notAPostcode('other-characters');
  if (typed.compact === '') {
    return notAPostcode(typed.somethingElse ? 'other-characters' : 'empty');
  }
  return fullPostcode(typed.compact) ?? partialPostcode(typed.compact, typed.firstGap) ?? diagnose(typed.compact);
}

/**
 * Postcodes and outcodes standing inside a sentence, in order of appearance.
 * `start` and `end` are string positions (UTF-16), `text` what stood there.
 *
 * `knownOutcodes` are the outcodes of the catchment table. With them, only those
 * count when they stand alone ('near BD5'), so that 'vitamin B12' and 'CO2 alarm'
 * stay words. Without them a lone outcode needs a two-letter area. Ages and times
 * ('bd5 3yr old', 'be 5 2 day') are left as words.
 */
export function findPostcodes(text: string, knownOutcodes?: ReadonlySet<string>): FoundPostcode[] {
  const runs = wordRuns(text);
  const found: FoundPostcode[] = [];
  for (let at = 0; at < runs.length;) {
    const match = postcodeAt(runs, at, text, knownOutcodes);
    const start = runs[at]?.start;
    const end = match ? runs[at + match.runs - 1]?.end : undefined;
    if (match && start !== undefined && end !== undefined) {
      found.push({ reading: match.reading, start, end, text: text.slice(start, end) });
    }
    at += match?.runs ?? 1;
  }
  return found;
}

/**
 * The other way to read an unspaced beginning: 'BD50' is the outcode BD50, or
 * the sector BD5 0. Only a table of real outcodes can tell; null when there is
 * no second way.
 */
export function otherPartialReading(reading: PartialPostcode): PartialPostcode | null {
  if (reading.sector !== undefined) return null;
  const outcode = reading.outcode.slice(0, -1);
  const digit = reading.outcode.slice(-1);
  return OUTCODE.test(outcode) && DIGIT.test(digit) && isArea(outcode)
    ? { kind: 'partial', outcode, sector: `${outcode} ${digit}` }
    : null;
}

/** What is wrong with a text that is no postcode, in plain words for the page. */
export const WHY_NOT = {
  empty: 'Type your postcode.',
  'too-short': 'This postcode is too short. Some of the end is missing.',
  'too-long': 'This is too long for a postcode. Type only the postcode.',
  'other-characters': 'A postcode has only the letters A to Z and numbers.',
  'no-area': 'A postcode starts with one or two letters.',
  'no-district': 'A postcode starts with one or two letters and then a number, like AB1.',
  'not-uk-area': 'No UK postcode starts with these letters. Check the start.',
  'inward-shape': 'A postcode ends with a number and two letters, like 0HD.',
  'inward-letter': 'The last two letters of a postcode are never C, I, K, M, O or V. Check the end.',
} as const;

function firstFullPostcode(text: string): FullPostcode | null {
  for (const { reading } of findPostcodes(text)) if (reading.kind === 'postcode') return reading;
  return null;
}

/** The letters and digits of a text, upper case, and whether anything spoils it. */
function lettersAndDigits(text: string) {
  let compact = '';
  let firstGap = -1;
  let otherLetters = false;
  let somethingElse = false;
  for (const character of text) {
    const plain = asciiOf(character);
    if (LETTER_OR_DIGIT.test(plain)) {
      if (compact.length === LONGEST) return { compact, firstGap, otherLetters, somethingElse, tooMany: true };
      compact += plain;
    } else {
      otherLetters ||= ANY_LETTER_OR_NUMBER.test(character);
      somethingElse ||= !SPACE.test(character);
      if (firstGap < 0 && compact !== '') firstGap = compact.length;
    }
  }
  return { compact, firstGap, otherLetters, somethingElse, tooMany: false };
}

function fullPostcode(compact: string): FullPostcode | null {
  // A text without any digit is a word ('Ilkley'), however well letters could be exchanged.
  if (compact.length < 5 || compact.length > LONGEST || !HAS_DIGIT.test(compact)) return null;
  const outcode = readOutcode(compact.slice(0, -3));
  const inward = readInward(compact.slice(-3));
  if (outcode === null || inward === null) return null;
  const postcode = `${outcode} ${inward}`;
  return {
    kind: 'postcode',
    postcode,
    outcode,
    sector: postcode.slice(0, -2),
    unit: inward.slice(1),
    corrected: outcode + inward !== compact,
  };
}

function partialPostcode(compact: string, firstGap: number): PartialPostcode | null {
  if (compact.length > 5 || !HAS_DIGIT.test(compact)) return null;
  const spacedAsSector = firstGap === compact.length - 1;
  const whole = spacedAsSector ? null : readOutcode(compact);
  if (whole !== null) return { kind: 'partial', outcode: whole };
  const outcode = readOutcode(compact.slice(0, -1));
  const digit = asDigit(compact.slice(-1));
  if (outcode !== null && DIGIT.test(digit)) {
    return { kind: 'partial', outcode, sector: `${outcode} ${digit}` };
  }
  const spacedOddly = spacedAsSector ? readOutcode(compact) : null;
  return spacedOddly === null ? null : { kind: 'partial', outcode: spacedOddly };
}

/** Why a text of 1 to 7 letters and digits is no postcode: the first fault from the left. */
function diagnose(compact: string): NotAPostcode {
  const area = /^[A-Z]+/.exec(compact)?.[0] ?? '';
  if (area === '') return notAPostcode('no-area');
  if (!HAS_DIGIT.test(compact) || area.length > 2) return notAPostcode('no-district');
  if (!AREAS.has(area)) return notAPostcode('not-uk-area');
  const inward = compact.slice(-3);
  if (readOutcode(compact.slice(0, -3)) !== null) {
    return notAPostcode(
      /^\d[A-Z]{2}$/.test(asDigit(inward.slice(0, 1)) + inward.slice(1)) ? 'inward-letter' : 'inward-shape',
    );
  }
  // 'BD5 0H' and 'BD5 HD': a sound beginning, then too little.
  if (/\d[A-Z]$/.test(compact) && compact.length >= 5) return notAPostcode('too-short');
  if (compact.length < 5) return notAPostcode('too-short');
  return notAPostcode(/\d[A-Z]{2}$/.test(compact) && compact.length > 5 ? 'no-district' : 'inward-shape');
}

/** The outcode these 2 to 4 characters mean, exchanging as few of O0 and IL1 as possible; or null. */
function readOutcode(characters: string): string | null {
  if (characters.length < 2 || characters.length > 4) return null;
  let best: string | null = null;
  let fewest = Infinity;
  const tryFrom = (at: number, made: string, changes: number): void => {
    if (changes >= fewest) return;
    const character = characters[at];
    if (character === undefined) {
      if (OUTCODE.test(made) && isArea(made)) {
        best = made;
        fewest = changes;
      }
      return;
    }
    tryFrom(at + 1, made + character, changes);
    for (const instead of LOOK_ALIKE[character] ?? []) tryFrom(at + 1, made + instead, changes + 1);
  };
  tryFrom(0, '', 0);
  return best;
}

function readInward(characters: string): string | null {
  const inward = asDigit(characters.slice(0, 1)) + characters.slice(1).replaceAll('1', 'L');
  return INWARD.test(inward) ? inward : null;
}

function asDigit(character: string): string {
  if (character === 'O') return '0';
  return character === 'I' || character === 'L' ? '1' : character;
}

function isArea(outcode: string): boolean {
  const [, area = '', district = ''] = /^([A-Z]+)(.*)$/.exec(outcode) ?? [];
  return AREAS.has(area) && (!/[A-Z]$/.test(district) || LONDON_AREAS.has(area));
}

/** Runs of letters and digits with their positions: words, as far as postcodes care. */
function wordRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (const match of text.matchAll(WORD)) {
    let plain = '';
    // A long run cannot be part of a postcode: do not spend time on it.
    if (match[0].length <= LONGEST * 2) for (const character of match[0]) plain += asciiOf(character);
    const usable = plain.length <= LONGEST && /^[A-Z0-9]+$/.test(plain);
    runs.push({ start: match.index, end: match.index + match[0].length, plain: usable ? plain : '' });
  }
  return runs;
}

function postcodeAt(runs: Run[], at: number, text: string, known: ReadonlySet<string> | undefined) {
  const [first, second, third] = [runs[at], runs[at + 1], runs[at + 2]];
  if (!first || first.plain === '') return null;

  const whole = fullPostcode(first.plain);
  if (whole && trusted(whole, first.plain.slice(0, -3), known)) return { reading: whole, runs: 1 };

  if (second && isInwardRun(second) && near(first, second, text) && !isAgeOrTime(second, third, text)) {
    const pair = first.plain.length <= 4 ? fullPostcode(first.plain + second.plain) : null;
    if (pair && trusted(pair, first.plain, known)) return { reading: pair, runs: 2 };
  }
  if (second && third && isInwardRun(third) && near(first, second, text) && near(second, third, text)) {
    // 'BD 5 0HD': three pieces are believed only where the outcode is one of ours.
    const spread =
      LETTERS_ONLY.test(first.plain) && first.plain.length <= 2 && /^\d\d?$/.test(second.plain)
        ? fullPostcode(first.plain + second.plain + third.plain)
        : null;
    if (spread && known?.has(spread.outcode)) return { reading: spread, runs: 3 };
  }
  const alone = loneOutcode(first.plain, known);
  return alone && { reading: alone, runs: 1 };
}

/** An exchange of letters into digits makes postcodes of words, so then the outcode must be one of ours. */
function trusted(reading: FullPostcode, typedOutcode: string, known: ReadonlySet<string> | undefined): boolean {
  return HAS_DIGIT.test(typedOutcode) || known?.has(reading.outcode) === true;
}

function loneOutcode(plain: string, known: ReadonlySet<string> | undefined): PartialPostcode | null {
  if (!HAS_DIGIT.test(plain)) return null;
  const outcode = readOutcode(plain);
  if (outcode === null) return null;
  const believed = known ? known.has(outcode) : /^[A-Z]{2}\d/.test(plain) && plain === outcode && outcode !== 'CO2';
  return believed ? { kind: 'partial', outcode } : null;
}

function isInwardRun(run: Run): boolean {
  return run.plain.length === 3 && readInward(run.plain) !== null;
}

function near(left: Run, right: Run, text: string): boolean {
  return right.start - left.end <= 4 && !/[^\s\p{P}\u200b-\u200f\u2060\ufeff]/u.test(text.slice(left.end, right.start));
}

/** '3yr old', '2hr session', '1st floor': small letters and another word after them. */
function isAgeOrTime(run: Run, next: Run | undefined, text: string): boolean {
  return next !== undefined && /^(\dyrs?|\dhrs?|1st|2nd|3rd|\dth)$/.test(text.slice(run.start, run.end));
}

/** One character as plain upper-case ASCII where it has such a form, otherwise itself. */
function asciiOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128) return character.toUpperCase();
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toUpperCase();
  const zero = DIGIT_ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? character : String(code - zero);
}

function notAPostcode(why: WhyNot): NotAPostcode {
  return { kind: 'not-a-postcode', why };
}

const LONGEST = 7;
const LETTER_OR_DIGIT = /^[A-Z0-9]$/;
const LETTERS_ONLY = /^[A-Z]+$/;
const ANY_LETTER_OR_NUMBER = /^[\p{L}\p{N}]$/u;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const SPACE = /^[\s\p{Cf}]$/u;
const DIGIT = /^\d$/;
const HAS_DIGIT = /\d/;
const OUTCODE = /^[A-Z]{1,2}(\d|[1-9]\d|\d[A-Z])$/;
/** The last two letters are never C, I, K, M, O or V: Royal Mail, PAF programmers' guide. */
const INWARD = /^\d[ABD-HJLNP-UW-Z]{2}$/;
const LOOK_ALIKE: Readonly<Record<string, readonly string[]>> = {
  O: ['0'],
  I: ['1'],
  L: ['1'],
  0: ['O'],
  1: ['L', 'I'],
};
/** Zero in the digits of Arabic, Urdu, Hindi, Bengali and Punjabi keyboards. */
const DIGIT_ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66];

/** The postcode areas of the United Kingdom, the Channel Islands and the Isle of Man. */
const AREAS: ReadonlySet<string> = new Set(
  (
    'AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY ' +
    'E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN ' +
    'LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP ' +
    'SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);
/** Only central London has a letter after the district number, as in EC1A. */
const LONDON_AREAS: ReadonlySet<string> = new Set(['E', 'EC', 'N', 'NW', 'SE', 'SW', 'W', 'WC']);

export type Reading = FullPostcode | PartialPostcode | NotAPostcode;
export type WhyNot = keyof typeof WHY_NOT;

export interface FullPostcode {
  kind: 'postcode';
  /** As written on an envelope: 'BD5 0HD'. */
  postcode: string;
  /** 'BD5' */
  outcode: string;
  /** 'BD5 0' */
  sector: string;
  /** The last two letters: 'HD'. */
  unit: string;
  /** A letter and a number were exchanged (O and 0, I or l and 1). */
  corrected: boolean;
}

export interface PartialPostcode {
  kind: 'partial';
  outcode: string;
  sector?: string;
}

export interface NotAPostcode {
  kind: 'not-a-postcode';
  why: WhyNot;
}

export interface FoundPostcode {
  reading: FullPostcode | PartialPostcode;
  start: number;
  end: number;
  text: string;
}

interface Run {
  start: number;
  end: number;
  plain: string;
}
