import type { Problem } from '../../../content/problem.ts';
import { wordsOf } from '../../../content/rules/words-of.ts';
import type { Records } from '../../../content/schema/records.ts';
import type { Timetable } from '../../../content/schema/timetable.ts';

/**
 * A timetable is all days, times and places, so its words may not name a group whose dates are never
 * published, nor a confidential venue: 'Freedom Programme in the back room' in a note would tell the
 * person they fled where to wait.
 */
export function secretWords(records: Records, timetable: Timetable, file: string): Problem[] {
  const names = secretNames(records);
  return wordsOf(timetable).flatMap(({ field, text }) =>
    names.some((name) => plain(text).includes(name))
      ? [
          {
            file,
            field,
            value: '(not repeated here)',
            what: 'names a group or a place that no timetable may name',
            mend: 'take the name out; families who are in it are told in private',
          },
        ]
      : [],
  );
}

/** True when words name something whose days and places are never published. */
export function namesASecret(records: Records, text: string): boolean {
  return secretNames(records).some((name) => plain(text).includes(name));
}

function secretNames(records: Records): string[] {
  const groups = records.group
    .filter((group) => !group.publish_dates)
    .flatMap((group) => [group.id, group.name, ...group.alternate_names]);
  const venues = records.venue
    .filter((venue) => venue.confidential)
    .flatMap((venue) => [venue.name, venue.address_1, venue.postal_code].filter((text) => text !== undefined));
  // A name of two or three letters would be found in half of all words.
  return [...groups, ...venues].map(plain).filter((name) => name.length > 3);
}

/** Spelling that spaces, capitals and punctuation cannot hide. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]/g, '');
}
