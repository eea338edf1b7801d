import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Envelope, envelopeFaults } from '../../indexer/feeds/envelope.ts';
import { type Feed, type FeedService, openReferralFeed } from '../../indexer/feeds/openreferral.ts';
import { type Served, serveSite } from '../../site/build/serve.ts';
import { writeBuiltFeed } from '../fixtures/built-feed.ts';
import { directoryWith } from '../fixtures/directory.ts';
import { ownFeed, SITE } from '../fixtures/feed.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { officialAreThere, officialSchema } from '../fixtures/official-schemas.ts';
import { GROUP, SERVICE } from '../fixtures/records.ts';

/* The feed, asked over HTTP of the server that `npm start` runs. */
let feed: Feed;
let folder: string;
const servers: Served[] = [];
const serve = async (site: string) => {
  const served = await serveSite(site, 0);
  servers.push(served);
  return served;
};
const asked = async (served: Served, path: string, more: RequestInit = {}) =>
  fetch(new URL(`/openreferral/${path}`, served.address), more);
const page = async (served: Served, path: string) =>
  (await (await asked(served, path)).json()) as Envelope<FeedService>;
const names = async (served: Served, path: string) => (await page(served, path)).contents.map(({ name }) => name);

beforeAll(async () => {
  ({ feed } = await ownFeed());
  folder = await folderOf({});
  await writeBuiltFeed(folder, feed);
});
afterAll(() => {
  for (const { server } of servers) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(removeFolders);

test('a question that asks nothing gets the very bytes of the file', async () => {
  const served = await serve(folder);
  const file = await readFile(join(folder, 'openreferral/services.json'), 'utf8');
  for (const path of ['services', 'services.json', 'services/', 'services?utm_source=elsewhere'])
    expect(await (await asked(served, path)).text(), path).toBe(file);
});

test('where the feed has nothing, the answer is data too, and says where to begin', async () => {
  const served = await serve(folder);
  for (const path of ['services/no-such-id', 'services/no-such-id?page=1', 'venues', 'taxonomies/x/y']) {
    const answer = await asked(served, path);
    expect([answer.status, answer.headers.get('content-type')], path).toEqual([404, 'application/json']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const { faults } = (await answer.json()) as { faults: string[] };
    expect(faults[0]).toContain('The feed begins at /openreferral/');
  }
});

test('page after page gives the whole list, in its order, each page rightly wrapped', async () => {
  const served = await serve(folder);
  const all: unknown[] = [];
  for (let number = 1; ; number++) {
    const one = await page(served, `services?page=${number}&per_page=37`);
    expect(envelopeFaults(one)).toEqual([]);
    all.push(...one.contents);
    if (one.last_page) break;
  }
  const file = JSON.parse(await readFile(join(folder, 'openreferral/services.json'), 'utf8')) as Envelope<unknown>;
  expect(all).toEqual(file.contents);
  expect(await page(served, 'services?page=9999')).toMatchObject({ empty: true, contents: [] });
  expect(await page(served, 'taxonomy_terms?page=2&per_page=5')).toMatchObject({ page_number: 2, size: 5 });
});

test.skipIf(!officialAreThere)(
  'every page is valid against the official schemas (skipped where ../shared is not there)',
  async () => {
    const served = await serve(folder);
    const check = officialSchema('validator/schemas/service_list.json')!;
    for (const query of ['page=2', 'search=sleep', 'minimum_age=0&maximum_age=1', 'postcode=BD1%201HX']) {
      const one = await page(served, `services?${query}`);
      check(one);
      expect(check.errors ?? [], query).toEqual([]);
    }
  },
);

test('every parameter narrows the list, also together', async () => {
  const directory = await directoryWith({
    'groups/play.yaml': `${GROUP}venues: [hall]\nminimum_age: 0\nmaximum_age: 0\n`,
    'services/teens.yaml': `${SERVICE.replace('The line', 'Teens')}minimum_age: 13\nmaximum_age: 19\n`,
  });
  const small = await folderOf({});
  const modified = new Map([['service/line', '2026-11-20T00:00:00Z']]);
  const made = openReferralFeed(directory, { site: SITE, modified });
  await writeBuiltFeed(small, made);
  const served = await serve(small);
  const term = made.services[0]!.attributes![0]!.taxonomy_term.id;
  expect(await names(served, 'services?search=TEENS')).toEqual(['Teens']);
  expect(await names(served, 'services?minimum_age=0&maximum_age=0')).toEqual(['Play', 'The line']);
  expect(await names(served, `services?taxonomy_term_id=${term}`)).toEqual(['Play', 'Teens', 'The line']);
  expect(await names(served, 'services?modified_after=2026-11-19')).toEqual(['The line']);
  expect(await names(served, 'services?postcode=bd1%201hx&proximity=2000')).toEqual(['Play']);
  expect(await names(served, 'services?postcode=BD1%201HX&search=teens')).toEqual([]);
});

test('a wrong question is answered with every fault, as JSON, to any other site', async () => {
  const served = await serve(folder);
  const answer = await asked(
    served,
    'services?page=0&per_page=x&maximum_age=1.5&modified_after=soon&postcode=ZZ1%201ZZ',
  );
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { faults } = (await answer.json()) as { faults: string[] };
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'page',
    'per_page',
    'maximum_age',
    'modified_after',
    'postcode',
  ]);
});

test('an answer is marked, pressed, kept by whoever asks again, and open to any other site', async () => {
  const served = await serve(folder);
  const first = await asked(served, 'services?page=1', { headers: { 'Accept-Encoding': 'gzip' } });
  const mark = first.headers.get('etag') ?? '';
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: 'Accept-Encoding',
  });
  const again = await asked(served, 'services?page=1', { headers: { 'If-None-Match': mark } });
  expect([again.status, await again.text(), again.headers.get('access-control-allow-origin')]).toEqual([304, '', '*']);
  const other = await asked(served, 'services?page=2', { headers: { 'If-None-Match': mark } });
  expect(other.status).toBe(200);
});

test('HEAD, OPTIONS and what is not reading are answered as HTTP asks', async () => {
  const served = await serve(folder);
  const head = await asked(served, 'services?page=1', { method: 'HEAD', headers: { 'Accept-Encoding': 'identity' } });
  const whole = await asked(served, 'services?page=1', { headers: { 'Accept-Encoding': 'identity' } });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(await whole.text())));
  const options = await asked(served, 'services?page=1', { method: 'OPTIONS' });
  expect([options.status, options.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  const post = await asked(served, 'services', { method: 'POST', body: '{}' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
});

test('what is confidential, a draft or without published dates is in no answer', async () => {
  const directory = await directoryWith({
    'venues/refuge.yaml': 'name: Zebra refuge\nhub: north\nconfidential: true\n',
    'services/line.yaml': `${SERVICE}venues: [refuge]\n`,
    'services/draft.yaml': `${SERVICE.replace('The line', 'Zebra draft')}status: draft\n`,
    'groups/secret.yaml': `${GROUP.replace('Play', 'Quiet group')}publish_dates: false\n`,
  });
  const small = await folderOf({});
  await writeBuiltFeed(small, openReferralFeed(directory, { site: SITE }));
  const served = await serve(small);
  expect(await names(served, 'services?search=zebra')).toEqual([]);
  expect(await names(served, 'services?search=quiet')).toEqual(['Quiet group']);
  expect(await names(served, 'services?search=quiet&postcode=BD1%201HX&proximity=999999')).toEqual([]);
  expect(await (await asked(served, 'services?per_page=500')).text()).not.toMatch(/zebra/i);
});

test('a publish is seen by the next question: another site shown, and the same folder built anew', async () => {
  const sites = await Promise.all(
    ['First', 'Second', 'Third'].map(async (name) => {
      const directory = await directoryWith({ 'services/line.yaml': SERVICE.replace('The line', name) });
      const site = await folderOf({});
      await writeBuiltFeed(site, openReferralFeed(directory, { site: SITE }));
      return site;
    }),
  );
  const [first = '', second = '', third = ''] = sites;
  const served = await serve(first);
  expect(await names(served, 'services?page=1')).toContain('First');
  served.show(second);
  expect(await names(served, 'services?page=1')).toContain('Second');
  await rename(second, `${second}.old`);
  await rename(third, second);
  expect(await names(served, 'services?page=1')).toContain('Third');
  await rm(`${second}.old`, { recursive: true });
});

test('a feed that cannot be read is a passing fault, and the next question reads it again', async () => {
  const directory = await directoryWith();
  const site = await folderOf({});
  const made = openReferralFeed(directory, { site: SITE });
  await writeBuiltFeed(site, made);
  const one = join(site, 'openreferral/services', `${made.services[0]!.id}.json`);
  await rename(one, `${one}.away`);
  const served = await serve(site);
  const answer = await asked(served, 'services?page=1');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
  await rename(`${one}.away`, one);
  expect((await asked(served, 'services?page=1')).status).toBe(200);
});

test('thousands of services are asked as well as few', async () => {
  const many = Array.from({ length: 3000 }, (_, index): FeedService => {
    const service = feed.services[index % feed.services.length]!;
    return { ...service, id: `${String(index).padStart(8, '0')}${service.id.slice(8)}`, name: `Number ${index}` };
  });
  const site = await folderOf({});
  await writeBuiltFeed(site, { services: many, organizations: [], taxonomies: [], terms: [] });
  const served = await serve(site);
  expect(await page(served, 'services?per_page=500&page=6')).toMatchObject({ total_items: 3000, total_pages: 6 });
  expect(await names(served, 'services?search=number%202999')).toEqual(['Number 2999']);
});
