import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';
import { RECORD_TYPES, type RecordType } from '../schema/records.ts';
import { wordsOf } from './words-of.ts';

/**
 * A confidential venue's address, postcode and position appear nowhere in any output: somebody may be
 * looking for the family who lives there. The model leaves them out; this rule refuses them written
 * by hand into the words of any other record, and refuses a timetable that names the venue.
 */
export function confidentialVenues({ records, fileOf }: RuleContext): Problem[] {
  const secrets = records.venue
    .filter((venue) => venue.confidential)
    .flatMap((venue) => [venue.address_1, venue.postal_code].filter((text) => text !== undefined).map(plain));
  const confidential = new Set(records.venue.filter((venue) => venue.confidential).map((venue) => venue.id));
  const problems: Problem[] = [];

  for (const record of everyOtherRecord(records)) {
    for (const { field, text } of wordsOf(record)) {
      if (secrets.some((secret) => plain(text).includes(secret))) {
        problems.push({
          file: fileOf(record),
          field,
          value: '(not repeated here)',
          what: 'gives the address or postcode of a confidential venue',
          mend: 'take it out; say "we will tell you where when you have a place"',
        });
      }
    }
  }
  for (const timetable of records.timetable) {
    timetable.sessions.forEach((session, index) => {
      if (session.venue === undefined || !confidential.has(session.venue)) return;
      problems.push({
        file: fileOf(timetable),
        field: `sessions.${index}.venue`,
        value: session.venue,
        what: 'is a confidential venue, which is never placed',
        mend: 'take the session out of the timetable',
      });
    });
  }
  return problems;
}

function everyOtherRecord(records: RuleContext['records']): object[] {
  const types = Object.keys(RECORD_TYPES) as RecordType[];
  const all = types.flatMap((type) => records[type] as object[]);
  const others = all.filter((record) => !('confidential' in record && record.confidential === true));
  return records.council ? [...others, records.council] : others;
}

/** Spelling that spaces, capitals and punctuation cannot hide. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
