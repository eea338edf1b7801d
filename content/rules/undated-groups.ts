import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';
import { wordsOf } from './words-of.ts';

/** Days, clock times and dates as people write them. */
const WHEN =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)\b|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

/** Fields that hold a date about the record, not about the group, or lines people ring at published hours. */
const ABOUT_THE_RECORD = /^(?:checked|sources|visible_from|visible_to|contacts|referrals_to)(?:\.|$)/;

/**
 * A group with `publish_dates: false` (the Freedom Programme, in Bradford) has no session in any
 * timetable, not even as the title of another group's, and no day, time, date or venue in any words of ours:
 * an abuser must not learn where to wait.
 */
export function undatedGroups({ records, fileOf }: RuleContext): Problem[] {
  const undated = records.group.filter((group) => !group.publish_dates);
  const ids = new Set(undated.map((group) => group.id));
  const names = undated.flatMap((group) => [group.name, ...group.alternate_names]);
  const problems: Problem[] = [];

  for (const group of undated) {
    for (const { field, text } of wordsOf(group)) {
      if (ABOUT_THE_RECORD.test(field) || !WHEN.test(text)) continue;
      problems.push({
        file: fileOf(group),
        field,
        value: '(not repeated here)',
        what: 'gives a day, date or time of a group whose dates are never published',
        mend: 'take it out; families are told in private when they have a place',
      });
    }
  }
  for (const timetable of records.timetable) {
    timetable.sessions.forEach((session, index) => {
      if (!ids.has(session.group)) return;
      problems.push({
        file: fileOf(timetable),
        field: `sessions.${index}.group`,
        value: session.group,
        what: 'is a group whose dates are never published',
        mend: 'take the session out of the timetable',
      });
    });
    for (const { field, text } of wordsOf(timetable)) {
      if (field.endsWith('.group') || !names.some((name) => isNamed(name, text))) continue;
      problems.push({
        file: fileOf(timetable),
        field,
        value: '(not repeated here)',
        what: 'names a group whose dates are never published',
        mend: 'take the session out of the timetable; another group must not stand in for it',
      });
    }
  }
  return problems;
}

/** True when words name a group. A short name ('DAPP') must stand alone; a long one is found however it is spelt. */
function isNamed(name: string, text: string): boolean {
  if (plain(name).length < SHORTEST_ANYWHERE) return text.split(/[^\p{L}\p{N}]+/u).includes(name);
  return plain(text).includes(plain(name));
}

/** Spelling that spaces, capitals and punctuation cannot hide. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const SHORTEST_ANYWHERE = 8;
