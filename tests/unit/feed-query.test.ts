import { beforeAll, expect, test } from 'vitest';
import { envelopeFaults } from '../../indexer/feeds/envelope.ts';
import { openReferralFeed } from '../../indexer/feeds/openreferral.ts';
import { queryFeed, type Searchable, searchable } from '../../indexer/feeds/query.ts';
import { directoryWith } from '../fixtures/directory.ts';
import { SITE } from '../fixtures/feed.ts';
import { GROUP, SERVICE } from '../fixtures/records.ts';

let services: Searchable[];
let terms: { id: string; parent_id?: string }[];
beforeAll(async () => {
  const directory = await directoryWith({
    'groups/play.yaml': `${GROUP}venues: [hall]\nminimum_age: 0\nmaximum_age: 0\n`,
    'services/teens.yaml': `${SERVICE.replace('The line', 'Teens')}minimum_age: 13\nmaximum_age: 19\n`,
  });
  const feed = openReferralFeed(directory, {
    site: SITE,
    modified: new Map([['service/line', '2026-11-20T00:00:00Z']]),
  });
  services = feed.services.map(searchable);
  terms = feed.services[0]!.attributes!.map((attribute) => attribute.taxonomy_term);
});

const locate = (postcode: string) => (postcode === 'BD1 1HX' ? { lat: 53.79, lng: -1.75 } : null);
const ask = (query: string) => queryFeed(services, new URLSearchParams(query), locate);
const names = (query: string) => {
  const answer = ask(query);
  if ('faults' in answer) throw new Error(answer.faults.join('; '));
  expect(envelopeFaults(answer.page)).toEqual([]);
  return answer.page.contents.map(({ name }) => name);
};

test('pages hold as many as asked for, and the last says that it is the last', () => {
  expect(names('per_page=2&page=1')).toEqual(['Play', 'Teens']);
  expect(names('per_page=2&page=2')).toEqual(['The line']);
  expect(names('per_page=2&page=3')).toEqual([]);
});

test('search asks for every word, anywhere in name and description', () => {
  expect(names('search=PLAY%20together')).toEqual(['Play']);
  expect(names('search=play%20zebra')).toEqual([]);
});

test('age 0 is an age, and a service without limits is for everybody', () => {
  expect(names('minimum_age=0&maximum_age=0')).toEqual(['Play', 'The line']);
  expect(names('minimum_age=13')).toEqual(['Teens', 'The line']);
});

test('a taxonomy term finds what carries it, and a parent finds what carries its children', () => {
  const term = terms[0]!;
  expect(names(`taxonomy_term_id=${term.id}`)).toHaveLength(3);
  expect(names(`taxonomy_term_id=${term.parent_id}`)).toHaveLength(3);
  expect(names('taxonomy_term_id=none-such')).toEqual([]);
});

test('modified_after leaves out what is older or unknown', () => {
  expect(names('modified_after=2026-11-19')).toEqual(['The line']);
  expect(names('modified_after=2026-11-20T00:00:00Z')).toEqual(['The line']);
  expect(names('modified_after=2026-11-21')).toEqual([]);
});

test('a postcode with a proximity finds what is given near it', () => {
  expect(names('postcode=BD1%201HX&proximity=100')).toEqual(['Play']);
});

test('every wrong parameter is named', () => {
  expect(ask('page=0&per_page=x&minimum_age=-1&modified_after=soon&postcode=ZZ1%201ZZ')).toMatchObject({
    faults: [
      expect.stringContaining('page'),
      expect.stringContaining('per_page'),
      expect.stringContaining('minimum_age'),
      expect.stringContaining('modified_after'),
      expect.stringContaining('postcode'),
    ],
  });
  expect(ask('proximity=50')).toEqual({ faults: ['proximity needs a postcode'] });
  expect(ask('page=1&page=2&search=sleep')).toEqual({ faults: ['page is given twice'] });
  const words = Array.from({ length: 21 }, (_, index) => `word${index}`).join(' ');
  expect(ask(`search=${words}`)).toEqual({ faults: ['search may hold at most 20 words, not 21'] });
});
