import { expect, test } from 'vitest';
import { packCatalogue, searchFacts, unpackCatalogue } from '../../indexer/catalogue.ts';
import { allWords, contentWords, stem } from '../../indexer/content-words.ts';
import { searchDocuments } from '../../indexer/documents.ts';
import { slipsApart } from '../../site/search/slips.ts';
import { directoryWith } from '../fixtures/directory.ts';
import { GROUP, SERVICE, VENUE } from '../fixtures/records.ts';

test('needs, groups, services and hubs all become documents, each with its own address', async () => {
  const documents = searchDocuments(await directoryWith());
  expect(documents.map(({ id }) => id)).toEqual(['need/sleep', 'group/play', 'service/line', 'hub/north']);
  expect(new Set(documents.map(({ url }) => url)).size).toBe(documents.length);
});

test('a baby’s age is kept: 0 is not nothing', async () => {
  const documents = searchDocuments(
    await directoryWith({ 'services/line.yaml': `${SERVICE}minimum_age: 0\nmaximum_age: 0\n` }),
  );
  expect(documents.find(({ id }) => id === 'service/line')).toMatchObject({ minimum_age: 0, maximum_age: 0 });
});

test('only a telephone number that somebody has checked is in the index', async () => {
  const unchecked = searchDocuments(await directoryWith());
  expect(unchecked.find(({ id }) => id === 'service/line')?.phone).toBeUndefined();
  const checked = searchDocuments(await directoryWith({ 'services/line.yaml': `${SERVICE}    checked: 2026-11-01\n` }));
  expect(checked.find(({ id }) => id === 'service/line')?.phone).toBe('0800 1111');
});

test('drafts and a confidential venue’s name are not in any document', async () => {
  const secret =
    VENUE.replace('The hall', 'Haven house').replace(/^(address_1|postal_code|position).*\n/gm, '') +
    'confidential: true\n';
  const documents = searchDocuments(
    await directoryWith({
      'venues/secret.yaml': secret,
      'services/draft.yaml': `${SERVICE.replace('The line', 'Not yet')}status: draft\n`,
    }),
  );
  expect(JSON.stringify(documents)).not.toMatch(/Haven house|Not yet/);
});

const TIMETABLE = `hub: north
name: Autumn
from: 2026-09-01
to: 2026-12-18
sessions:
  - { id: a, group: play, venue: hall, day: tuesday, start: '10:00', end: '11:00', from: 2026-09-08, to: 2026-12-15 }
  - { id: b, group: play, venue: hall, day: friday, start: '10:00', end: '11:00', from: 2026-09-11, to: 2026-12-18 }
`;
const placeOfPlay = async (changes: Record<string, string>, today?: string) =>
  searchDocuments(await directoryWith({ 'timetables/north.yaml': TIMETABLE, ...changes }, today)).find(
    ({ id }) => id === 'group/play',
  )?.positions;

test('a group is found near where its sessions are, once for each place, while it still meets there', async () => {
  expect(await placeOfPlay({})).toEqual([{ latitude: 53.79, longitude: -1.75 }]);
  expect(await placeOfPlay({ 'groups/play.yaml': `${GROUP}venues: [hall]\n` })).toHaveLength(1);
  expect(await placeOfPlay({}, '2026-12-20')).toEqual([]);
});

test('the catalogue gives every document back as it was, without its words', async () => {
  const directory = await directoryWith({
    'groups/play.yaml': `${GROUP}minimum_age: 0\nmaximum_age: 4\nlanguages: [Urdu]\nvenues: [hall]\nhubs: [north]\n`,
  });
  const documents = searchDocuments(directory);
  const fragments = new Map(documents.map(({ id }, index) => [id, `unknown_${index}`]));
  const packed = JSON.parse(JSON.stringify(packCatalogue(documents, fragments, searchFacts(directory), []))) as never;
  const catalogue = unpackCatalogue(packed);
  expect(catalogue.documents).toEqual(documents.map((document) => ({ ...document, words: '' })));
  expect(catalogue.fragments.get('unknown_1')?.id).toBe('group/play');
});

test('a catalogue of another version is refused', () => {
  expect(() => unpackCatalogue({ version: 99 } as never)).toThrow(/version/);
});

test('content words leave out little words, accents, apostrophes and markup', () => {
  expect(contentWords("My baby WON'T sleep, café <b>x</b>")).toEqual(['baby', 'sleep', 'cafe']);
  expect(contentWords('what about me')).toEqual(['what', 'about', 'me']);
  expect(contentWords('👶 !!')).toEqual([]);
  expect(contentWords('نیند نہیں آتی')).toHaveLength(3);
  expect(allWords('x'.repeat(10_000))[0]?.length).toBeLessThanOrEqual(40);
});

test('a stem meets the other forms of its word', () => {
  for (const [a, b] of [
    ['classes', 'class'],
    ['swimming', 'swim'],
    ['families', 'family'],
    ['babies', 'baby'],
    ['groups', 'group'],
    ['sleeping', 'sleep'],
  ]) {
    expect(stem(a ?? '')).toBe(stem(b ?? ''));
  }
});

test('typing slips are counted: changed, left out, added and exchanged letters', () => {
  expect(slipsApart('samaratans', 'samaritans', 2)).toBe(1);
  expect(slipsApart('cygent', 'cygnet', 2)).toBe(1);
  expect(slipsApart('comunity', 'community', 2)).toBe(1);
  expect(slipsApart('sleep', 'sleep', 2)).toBe(0);
  expect(slipsApart('sleep', 'money', 2)).toBe(3);
  expect(slipsApart('a', 'abcdef', 2)).toBe(3);
});
