import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { listFiles } from '../../indexer/feeds/files.ts';
import { feedNamespace, uuidV5 } from '../../indexer/feeds/uuid.ts';
import { readFeedFolder } from '../../indexer/import/feed-folder.ts';
import { importCommand } from '../../indexer/import-command.ts';
import { fromOpenReferral } from '../../indexer/import/openreferral.ts';
import { changedFields } from '../../indexer/import/plan.ts';
import { ownFeed, TODAY } from '../fixtures/feed.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT } from '../fixtures/records.ts';

afterAll(removeFolders);
const silent = () => undefined;

describe('our own feed, imported into content that has none', () => {
  /** What the standard has no field for, or what we do not believe from elsewhere. */
  const NOT_CARRIED = new Set([
    'alternate_names',
    'audience',
    'how_to_join',
    'sources',
    'visible_from',
    'visible_to',
    'organisation',
    'venues',
    'contacts',
  ]);
  let own: Awaited<ReturnType<typeof ownFeed>>;
  let into: string;
  beforeAll(async () => {
    own = await ownFeed();
    const files = Object.fromEntries(
      listFiles(own.feed, 'services').each.map((service) => [`services/${service.id}.json`, JSON.stringify(service)]),
    );
    const feed = await folderOf(files);
    into = await folderOf({});
    for (const part of ['council.yaml', 'themes', 'needs', 'hubs'])
      await cp(new URL(`../../content/records/${part}`, import.meta.url), `${into}/${part}`, { recursive: true });
    // What a need shows first is not there yet.
    for (const need of await readdir(`${into}/needs`)) {
      const { shown_first: _gone, ...rest } = parse(await readFile(`${into}/needs/${need}`, 'utf8')) as object & {
        shown_first?: string[];
      };
      await writeFile(`${into}/needs/${need}`, stringify(rest));
    }
    expect(await importCommand(['openreferral', feed, '--into', into, '--from', 'own', '--write'], silent)).toBe(0);
  });

  test('gives the same services, and every field that the standard carries is equal', async () => {
    const { records } = await loadContent(into);
    const back = new Map(records.service.map((service) => [service.imported?.id, service]));
    const namespace = feedNamespace(own.directory.council.district.code);
    const differences: string[] = [];
    for (const help of own.directory.help) {
      const service = back.get(uuidV5(namespace, `${help.kind}/${help.id}`));
      if (!service) {
        differences.push(`${help.id} is missing`);
        continue;
      }
      const {
        quick_guide: _q,
        publish_dates: _p,
        hubs_confirmed: _h,
        length: _l,
        referrals_to: _r,
        ...group
      } = help as unknown as Record<string, unknown>;
      const { kind: _k, provider: _o, places: _v, areas: _a, ...before } = group;
      if (help.kind === 'group') before.area = help.hubs.length > 0 ? 'hub' : 'district';
      const fields = changedFields('service', before, service).filter((field) => !NOT_CARRIED.has(field));
      if (fields.length > 0) differences.push(`${help.id}: ${fields.join(', ')}`);
    }
    expect(back.size).toBe(own.directory.help.length);
    expect(differences).toEqual([]);
  });

  test('keeps every telephone number, provider and place by name, and none arrives as checked', async () => {
    const { records } = await loadContent(into);
    const directory = buildDirectory(records, TODAY);
    const namespace = feedNamespace(own.directory.council.district.code);
    const back = new Map(directory.services.map((service) => [service.imported?.id, service]));
    for (const help of own.directory.help) {
      const service = back.get(uuidV5(namespace, `${help.kind}/${help.id}`))!;
      const phones = (contacts: typeof help.contacts) => contacts.flatMap(({ phone }) => phone ?? []);
      expect(phones(service.contacts), help.id).toEqual(phones(help.contacts));
      expect(service.provider?.name, help.id).toBe(help.provider?.name);
      expect(
        service.places.map(({ name }) => name),
        help.id,
      ).toEqual(expect.arrayContaining(help.places.map(({ name }) => name)));
      expect(service.contacts.every(({ checked }) => checked === undefined)).toBe(true);
    }
  });
});

const examples = new URL('../../../shared/openreferral/validator/', import.meta.url).pathname;
describe.skipIf(!existsSync(examples))(
  'the example feeds of the standard’s validator (skipped where ../shared is not there)',
  () => {
    const take = async (name: string) => {
      const { records } = await loadContent(await folderOf(RIGHT));
      return fromOpenReferral(await readFeedFolder(`${examples}${name}`, silent), records, {
        from: name,
        need: 'sleep',
      });
    };

    test('the good one is read, and nothing of it is rejected', async () => {
      const { candidates, rejected } = await take('feed-good');
      expect(rejected).toEqual([]);
      expect(candidates.map(({ name }) => name)).toEqual([
        'Example Organization Inc.',
        'MyCity Civic Center',
        'Community Counselling',
      ]);
    });

    test('the bad one has every fault named, and what is right in it is read', async () => {
      const { candidates, rejected, faults } = await take('feed-bad');
      const named = faults.map(({ file, field, what }) => `${file.replace(/#\d+$/, '')} ${field} ${what}`);
      for (const fault of [
        /^api_details\.json profile is missing/,
        /^api_details\.json openapi_url is not a whole web address/,
        /^service_full\.json url is not/,
        /^service_full\.json email is not/,
        /^service_list\.json name is missing/,
        /^service_list\.json url is not/,
        /^service_list\.json email is not/,
        /^service_list\.json organization\.id is also/,
        /^service_list\.json size is not/,
        /^service_list\.json id is the id of another/,
        /^service_at_location_full\.json location\.id is also/,
        /^taxonomy_term\.json description is missing/,
        /^taxonomy_term\.json term_uri is not/,
        /^taxonomy_term_list\.json parent_id is its own/,
      ])
        expect(
          named.some((line) => fault.test(line)),
          String(fault),
        ).toBe(true);
      expect(rejected.map(({ reasons }) => reasons.join())).toEqual(['it has no name', 'it has no name']);
      expect(candidates.some(({ name }) => name === 'Community Counselling')).toBe(true);
    });
  },
);
