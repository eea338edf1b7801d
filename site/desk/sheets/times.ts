/**
 * Reads a time as people write it: '9.30', '9:30am', '7pm', '1900', 'noon'. An hour of 9 to 11 without am
 * or pm is the morning, 12 is noon and 1 to 5 the afternoon; 6 to 8 could be either and is asked about.
 *
 * @param text what was typed
 * @param hint 'am' or 'pm' from the other end of a span
 * @returns the time as HH:MM on the 24-hour clock, or what is wrong with it
 */
export function readClock(text: string, hint?: 'am' | 'pm'): { time: string } | { fault: string } {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/\.m\.?/g, 'm')
    .replace(/o'?clock$/, '');
  if (/^(?:12)?noon$|^midday$/.test(plain)) return { time: '12:00' };
  const found = /^(\d{1,2})(?:[:.h](\d{2})(?::00)?|(\d{2}))?(am|pm|hrs?)?$/.exec(plain);
  if (!found) return { fault: `"${shortened(text)}" is not a time: write it like 9:30am or 14:15` };
  const [, hours = '', minutes = found[3] ?? '00', , half] = found;
  const hour = Number(hours);
  const minute = Number(minutes);
  if (hour > 23) return { fault: `there is no ${shortened(text)}: hours go from 0 to 23` };
  if (minute > 59) return { fault: `there is no ${shortened(text)}: minutes go from 00 to 59` };
  const asWritten = { time: `${two(hour)}:${two(minute)}` };
  if (half === 'am' || half === 'pm') {
    if (hour > 12 || hour === 0)
      return hour > 12 && half === 'pm'
        ? asWritten
        : { fault: `"${shortened(text)}" says both a 24-hour time and ${half}` };
    return { time: `${two((hour % 12) + (half === 'pm' ? 12 : 0))}:${two(minute)}` };
  }
  if (hours.length === 2 && hours.startsWith('0')) return asWritten;
  if (hour >= 9 && hour < 12 && hint === 'pm') return { time: `${two(hour + 12)}:${two(minute)}` };
  if (hour >= 9) return asWritten;
  if (hour === 0) return asWritten;
  if (hour <= 5) return { time: `${two(hour + 12)}:${two(minute)}` };
  if (hint) return { time: `${two(hour + (hint === 'pm' ? 12 : 0))}:${two(minute)}` };
  return { fault: `"${shortened(text)}" could be morning or evening: write ${hour}am or ${hour}pm` };
}

/**
 * Reads a span of time: '9.30-11', '10 to 12', '7-8pm', '11am – 1pm'.
 *
 * @returns both ends as HH:MM, or what is wrong
 */
export function readSpan(text: string): { start: string; end: string } | { fault: string } {
  // A spreadsheet makes a date of 9-11: the ninth of November.
  const day =
    /^(?:\d{4}-(\d{2})-(\d{2})|(\d{1,2})[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)$/i.exec(
      text.trim(),
    );
  if (day)
    return {
      fault: `"${shortened(text)}" is a date: the spreadsheet has changed what was typed. Write it like 9am to 11am`,
    };
  const ends = text
    .normalize('NFKC')
    .split(/\s*(?:-|–|—|−|\bto\b|\btill?\b|\buntil\b)\s*/i)
    .filter((part) => part !== '');
  if (ends.length !== 2)
    return { fault: `"${shortened(text)}" is not a start and an end: write it like 9.30-11 or 1pm to 2.30pm` };
  const [first = '', second = ''] = ends;
  const end = readClock(second, halfOf(first));
  if ('fault' in end) return end;
  const hint = halfOf(second) ?? (end.time < '12:00' ? 'am' : undefined);
  const late = readClock(first, hint);
  // 9-11pm is an evening; in 11-1pm only the end is after noon.
  const start = 'time' in late && late.time >= end.time ? readClock(first) : late;
  if ('fault' in start) return start;
  if (start.time >= end.time) return { fault: `it ends (${end.time}) before it starts (${start.time})` };
  return { start: start.time, end: end.time };
}

function halfOf(text: string): 'am' | 'pm' | undefined {
  const half = /([ap])\.?m\.?\s*$/i.exec(text)?.[1]?.toLowerCase();
  return half === 'a' ? 'am' : half === 'p' ? 'pm' : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').replace(/[<>]/g, '');
  return line.length > 24 ? `${line.slice(0, 23)}…` : line;
}
