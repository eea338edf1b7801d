import { afterAll, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { fetchFeed } from '../../indexer/import/fetch-feed.ts';
import { fromOpenReferral } from '../../indexer/import/openreferral.ts';
import { feedServer, feedService, json, page, stopFeeds } from '../fixtures/feed-server.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT } from '../fixtures/records.ts';

afterAll(stopFeeds);
afterAll(removeFolders);

const QUICK = { firstPause: 5, timeout: 2000 };
const read = (address: string, more = {}) => fetchFeed(address, { ...QUICK, ...more }, () => undefined);
const whats = (feed: { faults: { what: string }[] }) => feed.faults.map(({ what }) => what);
const idsOf = (feed: { services: { value: unknown }[] }) =>
  feed.services.map(({ value }) => (value as { id: string }).id);
const candidates = async (values: unknown[], options: Record<string, string> = {}) => {
  const { records } = await loadContent(await folderOf(RIGHT));
  const feed = { services: values.map((value, index) => ({ value, where: `#${index}` })), faults: [], complete: true };
  return fromOpenReferral(feed, records, { from: 'test', ...options });
};

test('all pages are read, and each service that a list shortens is asked for in full', async () => {
  const address = await feedServer((_, response, url) => {
    const number = Number(url.searchParams.get('page') ?? 1);
    if (url.pathname === '/services')
      return json(response, page([{ id: `s${number}`, name: 'Short', status: 'active' }], number, 3, 3));
    const id = /^\/services\/(.+)$/.exec(url.pathname)?.[1];
    return id === undefined ? json(response, {}, 404) : json(response, feedService(id));
  });
  const feed = await read(address);
  expect(feed.complete).toBe(true);
  expect(feed.services.map(({ value }) => (value as { name: string }).name)).toEqual([
    'Service s1',
    'Service s2',
    'Service s3',
  ]);
});

test('a server that is busy is asked again, and what it then says is read', async () => {
  let asked = 0;
  const address = await feedServer((_, response, url) => {
    if (url.pathname === '/services' && asked++ < 3) return json(response, {}, 503);
    return json(response, page([feedService('s1')], 1, 1, 1));
  });
  const feed = await read(address);
  expect(idsOf(feed)).toEqual(['s1']);
  expect(asked).toBeGreaterThan(3);
});

test('a feed that stops half-way keeps what came, and says that it is not whole', async () => {
  const address = await feedServer((_, response, url) => {
    const number = Number(url.searchParams.get('page') ?? 1);
    return number > 2 ? json(response, {}, 500) : json(response, page([feedService(`s${number}`)], number, 5, 5));
  });
  const feed = await read(address);
  expect(idsOf(feed)).toEqual(['s1', 's2']);
  expect(feed.complete).toBe(false);
  expect(feed.faults.at(-1)).toMatchObject({ what: 'could not be read', value: expect.stringContaining('500') });
});

test('a feed whose pages go round in a loop is left at the first repeat', async () => {
  let asked = 0;
  const address = await feedServer((_, response) => {
    asked += 1;
    return json(response, { ...page([feedService('s1')], 1, 1, 1), total_pages: 9999, last_page: false });
  });
  const feed = await read(address);
  expect(idsOf(feed)).toEqual(['s1']);
  expect(feed.complete).toBe(false);
  expect(whats(feed).join()).toMatch(/loop/);
  expect(asked).toBeLessThan(8);
});

test('a feed in the shape of version 1 is read too', async () => {
  const service = {
    id: 'old',
    name: 'Old shape',
    status: 'active',
    description: 'Help.',
    eligibilitys: [{ minimum_age: 0, maximum_age: 4 }],
    service_taxonomys: [{ taxonomy: { id: 't', name: 'sleep', vocabulary: 'x' } }],
    languages: [{ language: 'Urdu' }],
    service_at_locations: [
      {
        location: {
          id: 'l',
          name: 'Hall',
          latitude: '53.79',
          longitude: '-1.75',
          physical_addresses: [{ address_1: '1 High Street', city: 'Northtown', postal_code: 'bd11hx' }],
        },
      },
    ],
    contacts: [{ name: 'Desk', phones: [{ number: '+44 (0)1274 435600' }] }],
    cost_options: [{ amount: 0, amount_description: 'Nothing to pay' }],
  };
  const address = await feedServer((_, response) =>
    json(response, { totalElements: 1, totalPages: 1, number: 1, first: true, last: true, content: [service] }),
  );
  const feed = await read(address);
  const { candidates: found, rejected } = await candidates(feed.services.map(({ value }) => value));
  expect(rejected).toEqual([]);
  expect(found.find(({ type }) => type === 'venue')?.record).toMatchObject({
    postal_code: 'BD1 1HX',
    position: { latitude: 53.79 },
  });
  expect(found.find(({ type }) => type === 'service')?.record).toMatchObject({
    minimum_age: 0,
    maximum_age: 4,
    needs: ['sleep'],
    languages: ['Urdu'],
    cost: 'free',
    contacts: [{ label: 'Desk', phone: '01274 435600' }],
  });
});

test('an answer that is too large, too slow or a web page is refused in one sentence', async () => {
  const large = await feedServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const send = () => {
      while (response.write(' '.repeat(65_536)));
      response.once('drain', send);
    };
    send();
  });
  expect((await read(large, { mostBytes: 1024 * 1024 })).faults.at(-1)?.value).toMatch(/larger than 1 MB/);
  const slow = await feedServer(() => undefined);
  expect((await read(slow, { timeout: 100, tries: 2 })).faults.at(-1)?.value).toMatch(/did not answer in time/);
  const html = await feedServer((_, response) => response.end('<!doctype html><p>Hello'));
  expect((await read(html)).faults.at(-1)?.value).toMatch(/not JSON; it begins "<!doctype html>/);
  const nobody = await read('http://localhost:1', { tries: 1 });
  expect(nobody).toMatchObject({ complete: false, services: [] });
});

test('nulls, wrong types and missing names are named, and only what cannot be used is rejected', async () => {
  const {
    candidates: found,
    rejected,
    faults,
  } = await candidates([
    feedService('a', { minimum_age: null, url: 7, contacts: 'ring us', maximum_age: '4' }),
    feedService('b', { name: null }),
    { ...feedService('c'), id: 5 },
    'nonsense',
    null,
    feedService('d', { minimum_age: 12, maximum_age: 4 }),
  ]);
  expect(found.map(({ sourceId }) => sourceId)).toEqual(['a', 'd']);
  expect(found[0]?.record).toMatchObject({ maximum_age: 4 });
  expect(found[1]?.record).not.toHaveProperty('minimum_age');
  expect(rejected.map(({ reasons }) => reasons.join())).toEqual([
    'it has no name',
    'it has no id',
    'it has no id,it has no name',
    'it has no id,it has no name',
  ]);
  expect(faults.map(({ field, what }) => `${field} ${what}`)).toEqual(
    expect.arrayContaining([
      'minimum_age is null',
      'url is not a whole web address',
      'contacts is not a list',
      'name is null',
      'maximum_age is younger than minimum_age (12), so both are left out',
    ]),
  );
});

test('the second of two services with one id is rejected', async () => {
  const { rejected, candidates: found } = await candidates([feedService('a'), feedService('a', { name: 'Again' })]);
  expect(found).toHaveLength(1);
  expect(rejected[0]?.reasons[0]).toMatch(/same id/);
});

test('terms that none of our needs answers are counted by service, so that a council can map them', async () => {
  const called = (...names: string[]) => ({
    attributes: names.map((name) => ({ id: `a-${name}`, taxonomy_term: { id: `t-${name}`, name } })),
  });
  const { unknownTerms, rejected } = await candidates([
    feedService('a', called('Gardening')),
    feedService('b', called('Gardening', 'Chess', 'Chess')),
    feedService('c'),
  ]);
  expect(rejected).toHaveLength(2);
  expect([...unknownTerms]).toEqual([
    ['Gardening', 2],
    ['Chess', 1],
  ]);
});

test('a service whose need cannot be told is rejected with its terms, unless a need is given', async () => {
  const strange = feedService('a', { attributes: [{ taxonomy_term: { name: 'Gardening' } }] });
  expect((await candidates([strange])).rejected[0]?.reasons[0]).toMatch(/Gardening.*--need/);
  expect((await candidates([strange], { need: 'sleep' })).candidates[0]?.record).toMatchObject({ needs: ['sleep'] });
});

test('no telephone number arrives as checked, and one that is not of this country is left out and named', async () => {
  const { candidates: found, faults } = await candidates([
    feedService('a', { contacts: [{ phones: [{ number: '01274 435600' }, { number: '+1 555 0100' }] }] }),
  ]);
  expect(found[0]?.record.contacts).toEqual([{ phone: '01274 435600' }]);
  expect(faults.some(({ what }) => what === 'is not a UK telephone number')).toBe(true);
});
