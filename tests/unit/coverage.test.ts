import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverage, coverageTable } from '../../content/model/coverage.ts';
import { type Home, homesOf, needsNearHomes } from '../../content/model/nearness.ts';
import { distanceMetres, lookUp } from '../../content/model/places.ts';
import { freshnessByOrganisation, NO_PROVIDER, suspectedDuplicates } from '../../content/model/quality.ts';
import { directoryWith } from '../fixtures/directory.ts';
import { GROUP, HUB, NEED, SERVICE, VENUE } from '../fixtures/records.ts';

const catchment = JSON.parse(
  readFileSync(new URL('../../content/records/catchment/catchment.json', import.meta.url), 'utf8'),
);
const local = (name: string, more = '') =>
  `${SERVICE.replace('The line', name).replace('area: national', 'area: district')}${more}`;
const south = {
  'hubs/south.yaml': HUB.replace('North Family', 'South Family')
    .replace('area: North', 'area: South')
    .replace('E05001341', 'E05001342'),
};
const rowOf = async (changes: Record<string, string>) => coverage(await directoryWith(changes)).rows[0]!;

test('a national line is not local help, and help for the district is in every area', async () => {
  const row = await rowOf({ ...south, 'services/here.yaml': local('Here') });
  expect(row).toMatchObject({ national: 1, local: 2 });
  expect(row.areas.map(({ hub, local: count }) => [hub, count])).toEqual([
    ['north', 2],
    ['south', 2],
  ]);
});

test('help that names an area is counted there and nowhere else', async () => {
  const row = await rowOf({ ...south, 'groups/play.yaml': `${GROUP}hubs: [south]\n` });
  expect(row.areas).toMatchObject([
    { hub: 'north', local: 0, named: 0, gaps: ['none'] },
    { hub: 'south', local: 1, named: 1 },
  ]);
});

test('age 0 is an age, ages without an end are without an end, and a hole between ages is found', async () => {
  const row = await rowOf({
    'groups/play.yaml': `${GROUP}minimum_age: 0\nmaximum_age: 0\nchecked: 2026-11-01\n`,
    'services/teens.yaml': local('Teens', 'minimum_age: 16\n'),
  });
  expect(row.bands).toEqual([1, 0, 0, 0, 1, 1]);
  expect(row.areas[0]?.gaps).toEqual(['age-hole']);
});

test('one entry, only by referral, that nobody has confirmed, is thin in three ways', async () => {
  const row = await rowOf({ 'groups/play.yaml': GROUP.replace('drop-in', 'referral') });
  expect(row.areas[0]?.gaps).toEqual(['one', 'referral', 'unconfirmed']);
});

test('what is closed for now is not counted', async () => {
  const row = await rowOf({ 'services/shut.yaml': local('Shut', 'status: temporarily-closed\n') });
  expect(row.local).toBe(1);
});

test('the gaps name the rule, the need and the areas, and the table says them in words', async () => {
  const map = coverage(await directoryWith({ ...south, 'groups/play.yaml': `${GROUP}hubs: [south]\n` }));
  expect(map.gaps[0]).toEqual({
    rule: 'none',
    need: 'sleep',
    title: 'My child will not sleep',
    areas: ['north'],
    everywhere: false,
  });
  expect(coverageTable(map)[0]).toMatchObject({
    need: 'sleep',
    hub_area: 'North',
    local: 0,
    gaps: expect.stringMatching(/^Nothing local/),
  });
});

test('the share of homes near help is the same as counting each home by hand', async () => {
  const directory = await directoryWith({
    'groups/play.yaml': `${GROUP}venues: [hall]\n`,
    'needs/other.yaml': NEED.replace('My child will not sleep', 'Other'),
    'services/a.yaml': local('A').replace('[sleep]', '[other]'),
    'services/b.yaml': local('B', 'venues: [far]\n').replace('[sleep]', '[other]'),
    'venues/far.yaml': VENUE.replace('The hall', 'Far').replace('53.79', '53.9'),
  });
  const homes: Home[] = Array.from({ length: 500 }, (_, i) => ({
    hub: 'north',
    lat: 53.7 + (i % 25) * 0.01,
    lng: -1.9 + Math.floor(i / 25) * 0.015,
    postcodes: 1 + (i % 3),
  }));
  const all = homes.reduce((sum, home) => sum + home.postcodes, 0);
  for (const [need, lat] of [
    ['sleep', 53.79],
    ['other', 53.9],
  ] as const) {
    const by = homes
      .filter((home) => distanceMetres(home, { lat, lng: -1.75 }) <= 3000)
      .reduce((sum, home) => sum + home.postcodes, 0);
    expect(needsNearHomes(directory, homes, 3000).find((one) => one.need === need)?.share).toBeCloseTo(by / all, 10);
  }
});

test('homes from the catchment table are the district’s own postcodes, with a hub and a place', () => {
  const homes = homesOf(catchment);
  const postcodes = homes.reduce((sum, home) => sum + home.postcodes, 0);
  expect(postcodes).toBeGreaterThan(14_000);
  expect(homes.every(({ lat, lng }) => lat > 53.6 && lat < 54 && lng > -2.2 && lng < -1.5)).toBe(true);
});

const official = new URL('../../../shared/data/bradford_postcodes_2025-10.csv', import.meta.url);
test.skipIf(!existsSync(official))(
  '5,000 postcodes a second go through look-up and nearness (skipped where ../shared is not there)',
  async () => {
    const rows = readFileSync(official, 'utf8')
      .split('\n')
      .slice(1, 10_001)
      .map((line) => line.split(',')[0] ?? '');
    const directory = await directoryWith({ 'groups/play.yaml': `${GROUP}venues: [hall]\n` });
    // Processor time, so that whatever else the machine does is not measured.
    const started = process.cpuUsage();
    const homes = rows.flatMap((postcode): Home[] => {
      const answer = lookUp(catchment, postcode);
      return answer.kind === 'hub' && answer.position ? [{ hub: answer.hub, ...answer.position, postcodes: 1 }] : [];
    });
    needsNearHomes(directory, homes);
    const { user, system } = process.cpuUsage(started);
    const rate = rows.length / ((user + system) / 1e6);
    expect(homes.length).toBeGreaterThan(9_900);
    expect(rate).toBeGreaterThan(5000);
  },
);

test('freshness is counted for each organisation, and entries without one stand together', async () => {
  const directory = await directoryWith({
    'organisations/o.yaml': 'name: Org\n',
    'services/a.yaml': local('A', 'organisation: o\nchecked: 2026-11-01\n'),
    'services/b.yaml': local('B', 'organisation: o\nchecked: 2025-01-01\n'),
  });
  const found = new Map(freshnessByOrganisation(directory).map((one) => [one.organisation, one]));
  expect(found.get('Org')).toMatchObject({ entries: 2, checked: 1, old: 1, unconfirmed: 0, oldest: '2025-01-01' });
  expect(found.get(NO_PROVIDER)).toMatchObject({ entries: 2, unconfirmed: 2 });
});

test('the same thing twice is suspected, and the same course at two hubs is not', async () => {
  const directory = await directoryWith({
    ...south,
    'services/a.yaml': local('Sleep service for the North'),
    'services/b.yaml': local('The North sleep services').replace('0800 1111', '01274 435600'),
    'services/c.yaml': local('North sleep'),
    'groups/play.yaml': `${GROUP}hubs: [north]\n`,
    'groups/play-too.yaml': `${GROUP}hubs: [south]\n`,
  });
  const pairs = suspectedDuplicates(directory).map(({ a, b, rule }) => `${[a.id, b.id].sort().join('+')} ${rule}`);
  expect(pairs).toContain('a+c The same telephone number, and much the same name');
  expect(pairs.some((pair) => pair.startsWith('play'))).toBe(false);
});
