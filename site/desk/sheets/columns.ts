/**
 * The columns of a timetable's spreadsheet: what the template calls them, and what else staff call them.
 * `hint` stands under the heading of the template's second sheet.
 */
export const COLUMNS = [
  {
    key: 'group',
    heading: 'Group',
    others: ['activity', 'group or course', 'course'],
    width: 30,
    hint: "The group's name, as it stands in the list on this sheet",
  },
  {
    key: 'day',
    heading: 'Day',
    others: ['weekday', 'day of week'],
    width: 12,
    hint: 'Monday, or Mon. Leave out for a single event',
  },
  {
    key: 'times',
    heading: 'Time',
    others: ['times', 'time from and to'],
    width: 16,
    hint: 'Start and end, such as 9.30-11 or 1pm to 2.30pm. Or use Starts and Ends',
  },
  { key: 'start', heading: 'Starts', others: ['start', 'start time', 'from time'], width: 10, hint: 'Such as 9.30am' },
  {
    key: 'end',
    heading: 'Ends',
    others: ['end', 'finish', 'finishes', 'end time', 'to time'],
    width: 10,
    hint: 'Such as 11am',
  },
  {
    key: 'every',
    heading: 'How often',
    others: ['every', 'frequency', 'weekly or fortnightly'],
    width: 14,
    hint: 'Weekly, fortnightly or once. Weekly when left out',
  },
  {
    key: 'from',
    heading: 'First day',
    others: ['from', 'start date', 'first date', 'date'],
    width: 14,
    hint: 'Such as 4 January 2027. The first day of term when left out',
  },
  {
    key: 'to',
    heading: 'Last day',
    others: ['to', 'until', 'end date', 'last date'],
    width: 14,
    hint: 'The last day of term when left out',
  },
  {
    key: 'venue',
    heading: 'Place',
    others: ['venue', 'where', 'location', 'building'],
    width: 24,
    hint: 'As in the list on this sheet. To be confirmed when left out',
  },
  { key: 'room', heading: 'Room', others: [], width: 14, hint: '' },
  {
    key: 'leader',
    heading: 'Who runs it',
    others: ['leader', 'run by', 'staff', 'worker'],
    width: 16,
    hint: 'Only staff see this',
  },
  {
    key: 'minimum_age',
    heading: 'Youngest age',
    others: ['min age', 'minimum age', 'age from'],
    width: 12,
    hint: 'In years. 0 for babies',
  },
  { key: 'maximum_age', heading: 'Oldest age', others: ['max age', 'maximum age', 'age to'], width: 12, hint: '' },
  {
    key: 'booking',
    heading: 'How to get in',
    others: ['booking', 'access'],
    width: 18,
    hint: 'Drop in, book, contact or referral. As the group says when left out',
  },
  {
    key: 'capacity_note',
    heading: 'Places',
    others: ['capacity', 'how many'],
    width: 20,
    hint: 'Such as Room for 12 families',
  },
  {
    key: 'note',
    heading: 'Note',
    others: ['notes', 'what to bring', 'comments'],
    width: 30,
    hint: 'What to know or bring',
  },
  {
    key: 'title',
    heading: 'Own name',
    others: ['title', 'session name'],
    width: 20,
    hint: "When it is not the group's name",
  },
  {
    key: 'id',
    heading: 'Session id',
    others: ['id'],
    width: 20,
    hint: 'Leave as it is: it says which session a row changes. Empty for a new one',
  },
] as const;

/** Which column a heading names, whatever its capitals and spaces. */
export function columnNamed(heading: string): ColumnKey | undefined {
  const plain = heading
    .toLowerCase()
    .replace(/[^a-z ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return COLUMNS.find(
    (column) => column.heading.toLowerCase() === plain || (column.others as readonly string[]).includes(plain),
  )?.key;
}

/** A cell's name as a spreadsheet shows it: the first column of the first row is A1. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

export type ColumnKey = (typeof COLUMNS)[number]['key'];
export type Cell = string | number | boolean | Date | null | undefined;
