import type { RuleContext } from '../check.ts';
import { findClashes, type Placed } from '../model/clashes.ts';
import { dayInWords, shortDay, timesInWords } from '../model/day.ts';
import { datesOf, daysOff, type DaysOff, inTerm, ruleDates } from '../model/timetable.ts';
import { dateOnPaper } from '../model/written-dates.ts';
import type { Problem } from '../problem.ts';
import type { Identified } from '../schema/records.ts';
import type { Session, Timetable } from '../schema/timetable.ts';

/**
 * Timetables agree with themselves, their hub's venues, the calendar and one another. What cannot be so is
 * refused; what may be meant is a warning, which never stops a build.
 */
export function timetablesAgree({ records, fileOf }: RuleContext): Problem[] {
  const off = daysOff(records.calendar);
  const venues = new Map(records.venue.map((venue) => [venue.id, venue]));
  const groups = new Map(records.group.map(({ id, name }) => [id, name]));
  const timetables = new Map(records.timetable.map((timetable) => [timetable.id, timetable]));

  const within = records.timetable.flatMap((timetable) => {
    const found = timetable.sessions.flatMap((session, index) =>
      [
        ...inOwnDates(session, timetable),
        ...inOwnHub(session, timetable, venues.get(session.venue ?? '')),
        ...onItsOwnDays(session),
        ...onDaysOff(session, timetable, off),
      ].map((fault) => ({ ...fault, field: `sessions.${index}.${fault.field}` })),
    );
    const sample = timetable.demonstration && records.council?.live ? [SAMPLE_WHILE_LIVE] : [];
    return [...found, ...sameIds(timetable), ...sample].map((fault) => ({ file: fileOf(timetable), ...fault }));
  });

  const published = records.timetable.filter((timetable) => timetable.status === 'published');
  const between = findClashes(published, off).map(({ kind, a, b, dates }): Problem => {
    const timetable = timetables.get(b.timetable);
    return {
      file: timetable ? fileOf(timetable) : b.timetable,
      field: `sessions.${b.index}.${kind}`,
      value: String(b.session[kind]),
      what: CLASHES[kind](named(a, b, groups), days(dates)),
      mend: 'move one of them to another time or place, or cancel it on those days',
      ...(kind !== 'room' && { severity: 'warning' }),
    };
  });
  return [...within, ...between];
}

function inOwnDates(session: Session, timetable: Timetable): Fault[] {
  if (timetable.from <= session.from && session.to <= timetable.to) return [];
  return [
    {
      field: session.from < timetable.from || session.from > timetable.to ? 'from' : 'to',
      value: `${session.from} to ${session.to}`,
      what: `runs outside the timetable (${dateOnPaper(timetable.from)} to ${dateOnPaper(timetable.to)})`,
      mend: "keep the session inside the timetable's dates, or put it in another timetable",
    },
  ];
}

function inOwnHub(
  session: Session,
  timetable: Timetable,
  venue: RuleContext['records']['venue'][number] | undefined,
): Fault[] {
  // A venue that is not there at all, or is confidential, is named by a rule of its own.
  if (session.venue === undefined || !venue || venue.confidential) return [];
  if (venue.hub !== timetable.hub) {
    return [
      {
        field: 'venue',
        value: session.venue,
        what: `is not a venue of ${timetable.hub}`,
        mend: "choose one of this hub's venues, or correct the venue's own hub",
      },
    ];
  }
  if (venue.status === 'published') return [];
  return [
    {
      field: 'venue',
      value: session.venue,
      what: 'is not published, so families see "place to be confirmed"',
      mend: 'publish the venue, or choose one that is',
      severity: 'warning',
    },
  ];
}

/** Cancelling a day on which nothing runs would leave the right day on: so it is refused, not passed over. */
function onItsOwnDays(session: Session): Fault[] {
  const dates = ruleDates(session);
  if (dates.length === 0) {
    const value = `${session.from} to ${session.to}`;
    return [
      {
        field: 'day',
        value,
        what: `has no ${session.day} in it, so it never runs`,
        mend: 'correct the day or the dates',
      },
    ];
  }
  const given = [
    ...session.cancelled.map(({ date }, index) => ({ field: `cancelled.${index}.date`, date })),
    ...session.except.map((date, index) => ({ field: `except.${index}`, date })),
  ];
  return given
    .filter(({ date }) => !dates.includes(date))
    .map(({ field, date }) => ({
      field,
      value: date,
      what: `is not a day this session runs (it is a ${dayInWords(date).split(' ')[0]})`,
      mend: `use one of its days, such as ${dates.slice(0, 3).join(', ')}`,
    }));
}

/** Says when the calendar has something to say that the timetable has not answered with "on" or "off". */
function onDaysOff(session: Session, timetable: Timetable, off: DaysOff): Fault[] {
  const dates = ruleDates(session).filter((date) => !session.except.includes(date));
  const faults: Fault[] = [];
  const holidays = dates.filter((date) => off.bankHolidays.has(date) && !closed(date, timetable));
  if (holidays.length > 0 && (session.bank_holidays ?? timetable.bank_holidays) === undefined) {
    faults.push({
      field: 'bank_holidays',
      value: '(missing)',
      what: `falls on a bank holiday and is left out then: ${days(holidays)}`,
      mend: 'write "off" if that is right, or "on" if it runs all the same',
      severity: 'warning',
    });
  }
  const inHolidays = datesOf(session, timetable, off).filter(({ date }) => inTerm(date, off) === false);
  if (inHolidays.length > 0 && (session.school_holidays ?? timetable.school_holidays) === undefined) {
    faults.push({
      field: 'school_holidays',
      value: '(missing)',
      what: `runs outside school terms: ${days(inHolidays.map(({ date }) => date))}`,
      mend: 'write "on" if that is meant, or "off" to leave those days out',
      severity: 'warning',
    });
  }
  return faults;
}

function sameIds(timetable: Identified<Timetable>): Fault[] {
  return timetable.sessions.flatMap(({ id }, index) =>
    timetable.sessions.findIndex((other) => other.id === id) === index
      ? []
      : [
          {
            field: `sessions.${index}.id`,
            value: id,
            what: 'is the id of another session in this timetable',
            mend: 'give the newer of the two another id; the older keeps its own',
          },
        ],
  );
}

function closed(date: string, timetable: Timetable): boolean {
  return timetable.closed.some(({ from, to }) => from <= date && date <= (to ?? from));
}

/** The first days and how many more. */
function days(dates: string[]): string {
  const more = dates.length - 3;
  return dates.slice(0, 3).map(shortDay).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function named(other: Placed, here: Placed, groups: ReadonlyMap<string, string>): string {
  const { id, group, title } = other.session;
  const where = other.timetable === here.timetable ? '' : ` in ${other.timetable}`;
  return `${title ?? groups.get(group) ?? group}${where} (${timesInWords(other.session)}, "${id}")`;
}

const CLASHES = {
  room: (other: string, when: string) => `is in use by ${other} at the same time: ${when}`,
  venue: (other: string, when: string) => `also has ${other} at the same time, and not both say which room: ${when}`,
  leader: (other: string, when: string) => `is in two places at once, here and in ${other}: ${when}`,
};

const SAMPLE_WHILE_LIVE: Fault = {
  field: 'demonstration',
  value: 'true',
  what: 'is a sample, and the council record says live: true',
  mend: 'take the sample timetable away, or set live: false',
};

type Fault = Omit<Problem, 'file'>;
