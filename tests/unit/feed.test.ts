import { afterAll, beforeAll, expect, test } from 'vitest';
import { LISTS } from '../../indexer/feeds/about.ts';
import { envelope, envelopeFaults } from '../../indexer/feeds/envelope.ts';
import { listFiles } from '../../indexer/feeds/files.ts';
import { feedNamespace, uuidV5 } from '../../indexer/feeds/uuid.ts';
import { ownFeed } from '../fixtures/feed.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { GROUP, RIGHT, SERVICE, TIMETABLE, VENUE } from '../fixtures/records.ts';

let own: Awaited<ReturnType<typeof ownFeed>>;
beforeAll(async () => {
  own = await ownFeed();
});
afterAll(removeFolders);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const small = async (changes: Record<string, string> = {}) => ownFeed(await folderOf({ ...RIGHT, ...changes }));

test('a name-based id is the one that RFC 9562 gives for its own example', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('ids stay the same from build to build, and differ between councils', async () => {
  const again = await ownFeed();
  expect(again.feed.services.map(({ id }) => id)).toEqual(own.feed.services.map(({ id }) => id));
  expect(feedNamespace('E08000032')).not.toBe(feedNamespace('E09000030'));
});

test('every id in the feed is a UUID, no id is used twice for different things, and nothing is null or empty', () => {
  const seen = new Map<string, string>();
  const faults: string[] = [];
  const look = (value: unknown, path: string) => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) faults.push(`${path} is empty`);
    if (value === null || typeof value !== 'object') return;
    if ('id' in value && typeof value.id === 'string') {
      if (!UUID.test(value.id)) faults.push(`${path}.id ${value.id} is not a UUID`);
      const kind = path.replace(/\[\d+\]/g, '[]');
      const known = seen.get(value.id);
      if (known !== undefined && known.split('.').at(-1) !== kind.split('.').at(-1)) {
        faults.push(`${value.id} is both ${known} and ${kind}`);
      }
      seen.set(value.id, known ?? kind);
    }
    for (const [key, inner] of Object.entries(value))
      look(inner, Array.isArray(value) ? `${path}[]` : `${path}.${key}`);
  };
  look(own.feed.services, 'services');
  expect(faults).toEqual([]);
  expect(seen.size).toBeGreaterThan(2000);
});

test('every reference in the feed resolves', () => {
  const { services, organizations, taxonomies, terms } = own.feed;
  const ids = {
    organization: new Set(organizations.map(({ id }) => id)),
    taxonomy: new Set(taxonomies.map(({ id }) => id)),
    term: new Set(terms.map(({ id }) => id)),
  };
  for (const service of services) {
    if (service.organization_id !== undefined) expect(ids.organization).toContain(service.organization_id);
    expect(service.organization?.id).toBe(service.organization_id);
    const places = new Set((service.service_at_locations ?? []).map(({ id }) => id));
    for (const schedule of service.schedules ?? []) {
      expect(schedule.service_id).toBe(service.id);
      if (schedule.service_at_location_id !== undefined) expect(places).toContain(schedule.service_at_location_id);
    }
    for (const attribute of service.attributes ?? []) expect(ids.term).toContain(attribute.taxonomy_term.id);
    for (const part of [...(service.service_areas ?? []), ...(service.service_at_locations ?? [])]) {
      expect(part.service_id).toBe(service.id);
    }
  }
  for (const term of terms) {
    expect(ids.taxonomy).toContain(term.taxonomy_id);
    if (term.parent_id !== undefined) expect(ids.term).toContain(term.parent_id);
  }
});

test('every list is rightly wrapped on one page and holds all that is published one by one', () => {
  for (const list of LISTS) {
    const { list: page, each } = listFiles(own.feed, list);
    expect(envelopeFaults(page), list).toEqual([]);
    expect(page, list).toMatchObject({ total_pages: 1, total_items: each.length });
  }
  expect(own.feed.services).toHaveLength(own.directory.help.length);
});

test('a wrong wrapper has every fault named', () => {
  const right = envelope([1, 2, 3], 1, 2);
  expect(right).toMatchObject({ total_pages: 2, size: 2, last_page: false });
  expect(envelopeFaults({ ...right, size: 5, last_page: true, total_items: 1 }).map(({ field }) => field)).toEqual([
    'size',
    'last_page',
    'total_items',
  ]);
  expect(envelopeFaults({ ...right, contents: 'x', page_number: '1' }).map(({ field }) => field)).toEqual([
    'page_number',
    'contents',
  ]);
  expect(envelopeFaults([])).toHaveLength(1);
});

test('needs, ages, cost, languages, access and the day of the last check are in the feed', async () => {
  const { feed } = await small({
    'services/line.yaml': `${SERVICE.replace('area: national', 'area: district')}minimum_age: 0\nmaximum_age: 4\nlanguages: [Urdu]\nchecked: 2026-11-01\n`,
  });
  const service = feed.services.find(({ name }) => name === 'The line');
  expect(service).toMatchObject({
    minimum_age: 0,
    maximum_age: 4,
    assured_date: '2026-11-01',
    status: 'active',
    languages: [{ name: 'Urdu' }],
    cost_options: [{ option: 'Free', amount: 0 }],
    service_areas: [{ name: 'Northshire District' }],
  });
  expect(service?.attributes?.map(({ taxonomy_term }) => taxonomy_term.term)).toEqual([
    'sleep',
    'self-refer',
    'phone',
    'universal',
    'service',
  ]);
  expect(service?.contacts?.[0]?.phones?.[0]?.description).toBe('To be confirmed');
});

test('a timetable becomes schedules at its places, with the days it is not on', async () => {
  const { feed } = await small({
    'venues/hall.yaml': `${VENUE}access: [Step-free]\n`,
    'timetables/autumn.yaml': TIMETABLE.replace("end: '11:00'", "end: '11:00'\n    except: [2026-10-27]"),
  });
  const play = feed.services.find(({ name }) => name === 'Play');
  expect(play?.schedules).toMatchObject([
    {
      freq: 'WEEKLY',
      interval: 1,
      byday: 'TU',
      opens_at: '10:00:00',
      closes_at: '11:00:00',
      notes: expect.stringContaining('2026-10-27'),
    },
  ]);
  expect(play?.service_at_locations?.[0]?.location).toMatchObject({
    latitude: 53.79,
    addresses: [{ postal_code: 'BD1 1HX', country: 'GB' }],
    accessibility: [{ description: 'Step-free' }],
  });
});

test('a group whose dates are not published has no schedule and no place in the feed', async () => {
  const { feed } = await small({
    'groups/private.yaml': `${GROUP.replace('Play\n', 'Private\n')}publish_dates: false\n`,
  });
  const group = feed.services.find(({ name }) => name === 'Private');
  expect(group).toBeDefined();
  expect(group?.schedules).toBeUndefined();
  expect(group?.service_at_locations).toBeUndefined();
});
