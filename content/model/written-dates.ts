/**
 * Reads a date as people write it: '3 May 2019', '3rd of May 2019', '3/5/19', '03.05.2019', '2019-05-03'.
 * The day comes before the month, as in Britain. A year of two figures is the latest one that is not
 * after `today` when the date is in the past by its nature, and this century's otherwise.
 *
 * @param text what was typed
 * @param today YYYY-MM-DD
 * @param past true for a date of birth
 * @returns the day as YYYY-MM-DD, or what is wrong, as words that can follow the name of the question
 */
export function readDate(text: string, today: string, past = false): { day: string } | { fault: string } {
  const parts = datePartsOf(plainDigits(text));
  if (!parts) return { fault: 'must be a date, such as 3 May 2019 or 3/5/2019' };
  const { day, month, year: written } = parts;
  if (month < 1 || month > 12) return { fault: `has no month ${month}: write the day first, then the month` };
  const year = written < 100 ? wholeYear(written, today, past, month, day) : written;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > last)
    return { fault: `cannot be day ${day}: ${MONTHS[month - 1] ?? ''} ${year} has ${last} days` };
  if (year < 1900 || year > 2200) return { fault: `has the year ${year}: check it` };
  return { day: `${year}-${two(month)}-${two(day)}` };
}

/** Whole years between a birth and a day, both YYYY-MM-DD. */
export function yearsOld(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

/** YYYY-MM-DD as it stands on paper: 3 May 2019. */
export function dateOnPaper(day: string): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

function datePartsOf(text: string): { day: number; month: number; year: number } | undefined {
  const words = text.toLowerCase().replace(/[,]/g, ' ').replace(/\s+/g, ' ').trim();
  const named =
    /^(?:[a-z]+day )?(\d{1,2})(?:st|nd|rd|th)?[ .\-/]*(?:of )?([a-z]{3,9})[ .\-/]*'?(\d{4}|\d{2})$/.exec(words) ??
    swapped(/^([a-z]{3,9})[ .]*(\d{1,2})(?:st|nd|rd|th)? '?(\d{4}|\d{2})$/.exec(words));
  if (named) {
    const month = monthNamed(named[2] ?? '');
    return month === 0 ? undefined : { day: Number(named[1]), month, year: Number(named[3]) };
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words);
  if (iso) return { day: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) };
  const figures =
    /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/.exec(words) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(words);
  return figures ? { day: Number(figures[1]), month: Number(figures[2]), year: Number(figures[3]) } : undefined;
}

function swapped(found: RegExpExecArray | null): (string | undefined)[] | null {
  return found ? [found[0], found[2], found[1], found[3]] : null;
}

/** 1 to 12, from the whole name or its first three letters or more; 0 when it is no month. */
function monthNamed(word: string): number {
  return (
    MONTHS.findIndex((month) => month.toLowerCase().startsWith(word) || (word === 'sept' && month === 'September')) + 1
  );
}

function wholeYear(written: number, today: string, past: boolean, month: number, day: number): number {
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  const year = century + written;
  return past && `${year}-${two(month)}-${two(day)}` > today ? year - 100 : year;
}

/** Arabic, Urdu, Hindi and Bengali figures, and full-width ones, as 0 to 9. */
function plainDigits(text: string): string {
  return text.normalize('NFKC').replace(/[٠-٩۰-۹०-९০-৯]/g, (figure) => {
    const code = figure.codePointAt(0) ?? 0;
    const zero = [0x660, 0x6f0, 0x966, 0x9e6].find((start) => code >= start && code < start + 10) ?? code;
    return String(code - zero);
  });
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** The months as people write them, January first. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
