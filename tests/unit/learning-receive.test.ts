import { createServer, request as send, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { trainVocabulary } from '../../indexer/vocabulary/train.ts';
import { receiveNothingFound } from '../../site/learning/receive.ts';
import type { PublishedUnderstanding } from '../../site/learning/published-understanding.ts';
import { NOTHING_FOUND_PATH } from '../../site/learning/rule.ts';
import { openModel, understand } from '../../site/search/understand.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import { NEEDS, NONE } from '../fixtures/small-vocabulary.ts';

const urgent = NEEDS.filter((need) => need.urgent).map(({ id }) => [id, { urgent: true as const }]);
const facts = { localities: [], languages: [], needs: Object.fromEntries(urgent) } as unknown as SearchFacts;
const model = openModel(trainVocabulary(NEEDS, NONE));
const opened = { facts, understand: (text: string) => understand(text, model, facts) };

let counted: string[] = [];
let on = true;
let vocabulary = true;
let address = 0;
let server: Server;
let port = 0;

beforeAll(async () => {
  const handler = receiveNothingFound({
    setting: () => Promise.resolve({ on, people: 5 }),
    counts: {
      count: (words, day, people) => {
        counted.push([words, day, people].join('|'));
        return Promise.resolve();
      },
    },
    understanding: { open: () => Promise.resolve(vocabulary ? opened : undefined) } as PublishedUnderstanding,
    today: () => '2026-11-22',
    addressOf: () => `192.0.2.${++address % 250}`,
  });
  server = createServer((request, response) => void handler(request, response, () => response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());
beforeEach(() => {
  counted = [];
  on = true;
  vocabulary = true;
});

const FROM_PAGE = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' };

/** Sends and waits until it would have been counted. */
async function ask(body: string, headers: Record<string, string> = {}, method = 'POST'): Promise<number> {
  const status = await new Promise<number>((resolve, reject) => {
    const asked = send({ port, path: NOTHING_FOUND_PATH, method, headers: { ...FROM_PAGE, ...headers } }, (answer) => {
      expect(answer.headers['set-cookie']).toBeUndefined();
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(body);
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  return status;
}
const words = (text: unknown) => JSON.stringify({ words: text });

test('words that found nothing are counted, with the day and nothing more', async () => {
  expect(await ask(words('qxzzv wjjkq'))).toBe(204);
  expect(counted).toEqual(['qxzzv wjjkq|2026-11-22|5']);
});

test('when it is off, and for anything but sending, it is as if it were not there', async () => {
  expect(await ask('', {}, 'GET')).toBe(404);
  on = false;
  expect(await ask(words('qxzzv wjjkq'))).toBe(404);
  expect(counted).toEqual([]);
});

test.each([
  ['danger, whatever the page thought', words('he hits me'), {}],
  ['a need', words('bedtime is a battle'), {}],
  ['a digit', words('qxzzv 7'), {}],
  ['a postcode', words('qxzzv BD5 0HD'), {}],
  ['an address', words('ann@example.org'), {}],
  ['markup', words('<script>qxzzv</script>'), {}],
  ['seven words', words('qx wj zv jk vq xw zq'), {}],
  ['too much', words('qxzzv '.repeat(4000)), {}],
  ['no words', '{}', {}],
  ['no object', 'null', {}],
  ['a number', words(7), {}],
  ['a list', words(['qxzzv']), {}],
  ['no JSON', 'qxzzv wjjkq', {}],
  ['an empty body', '', {}],
  ['broken bytes', '\ufffd{"words"', {}],
  ['another site', words('qxzzv wjjkq'), { 'Sec-Fetch-Site': 'cross-site' }],
  ['a plain form', words('qxzzv wjjkq'), { 'Content-Type': 'text/plain' }],
  ['Global Privacy Control', words('qxzzv wjjkq'), { 'Sec-GPC': '1' }],
  ['Do Not Track', words('qxzzv wjjkq'), { DNT: '1' }],
])('%s is refused as quietly as anything is taken', async (_name, body, headers) => {
  expect(await ask(body, headers)).toBe(204);
  expect(counted).toEqual([]);
});

test('without a vocabulary nobody can tell danger, so nothing is counted', async () => {
  vocabulary = false;
  expect(await ask(words('qxzzv wjjkq'))).toBe(204);
  expect(counted).toEqual([]);
});
