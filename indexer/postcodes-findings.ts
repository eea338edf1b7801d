import type { Finding, FindingCode } from './postcodes.ts';

/** A finding as lines for a person: what, how many, which, and what to do. */
export function printFinding(finding: Finding): string {
  const { what, mend } = FINDING_WORDS[finding.code];
  const examples = finding.examples.length > 0 ? ` (${finding.examples.join(', ')})` : '';
  return `${finding.level}: ${finding.subject}: ${what.replace('#', finding.count.toLocaleString('en-GB'))}${examples}\n  mend: ${mend}`;
}

/** '#' stands for the count. */
const FINDING_WORDS: Readonly<Record<FindingCode, { what: string; mend: string }>> = {
  'ward-in-two-hubs': {
    what: 'is in the wards of several hubs: #',
    mend: 'Leave it in one of content/records/hubs/*.yaml. A ward that is truly shared needs a decision by the council.',
  },
  'too-many-areas': {
    what: 'are more than the 52 that the table can tell apart',
    mend: 'List only neighbours that share postcodes.',
  },
  'unknown-ward': {
    what: 'no hub has this ward. Postcodes of our district in it: #',
    mend: "Add the ward's code and name to the `wards` of its hub in content/records/hubs. New wards keep their old ones beside them.",
  },
  'hub-without-postcodes': {
    what: 'has no postcode in the file: none of its wards is there',
    mend: 'Check its ward codes against the release, and that the file covers the whole district.',
  },
  'ward-without-postcodes': {
    what: 'has no postcode in the file',
    mend: 'Right when the ward belongs to another year; otherwise the file leaves out part of the district.',
  },
  'unlisted-district': {
    what: 'no hub and no neighbour has this district. Postcodes there, in an outcode that we share: #',
    mend: 'Add its code and name to `neighbours` in content/records/council.yaml.',
  },
  'no-district': {
    what: 'the file does not say where these are, and they are left out: #',
    mend: 'Nothing to do: large users and boxes are often so.',
  },
  'wrong-answer': {
    what: 'postcodes that get another answer than their row says: #',
    mend: 'This is a fault in the compiler: please report it with the file.',
  },
};
