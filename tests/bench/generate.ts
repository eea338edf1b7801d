import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { loadContent } from '../../content/check.ts';

/**
 * Writes a whole records folder with many made-up services, the same every time, to measure with: the
 * repository's own council, needs and hubs, and services, organisations and venues that nobody runs.
 *
 *   node tests/bench/generate.ts <folder> <services>
 *
 * @param folder where to write; it is made
 * @param count how many services
 */
export async function generateRecords(folder: string, count: number): Promise<void> {
  const own = fileURLToPath(new URL('../../content/records', import.meta.url));
  for (const part of [
    'council.yaml',
    'themes',
    'needs',
    'hubs',
    'phrases',
    'guides',
    'localities',
    'groups',
    'organisations',
    'venues',
    'services',
    'catchment',
    'calendar',
    'forms',
  ]) {
    await cp(join(own, part), join(folder, part), { recursive: true }).catch(() => undefined);
  }
  const { records } = await loadContent(own);
  const needs = records.need.map(({ id }) => id);
  const random = generator(20261122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const organisations = Math.ceil(count / 12);
  const venues = Math.ceil(count / 16);

  for (const type of ['organisations', 'venues', 'services']) await mkdir(join(folder, type), { recursive: true });
  const write = (type: string, id: string, record: object) =>
    writeFile(join(folder, type, `${id}.yaml`), stringify(record));
  for (let index = 0; index < organisations; index++) {
    await write('organisations', `made-up-${index}`, {
      name: `${pick(PLACES)} ${pick(KINDS)} ${index}`,
      website: `https://org${index}.example.org`,
    });
  }
  for (let index = 0; index < venues; index++) {
    const position = { latitude: round(53.72 + random() * 0.2), longitude: round(-2 + random() * 0.4) };
    await write('venues', `made-up-${index}`, {
      name: `${pick(PLACES)} Hall ${index}`,
      hub: pick(records.hub).id,
      address_1: `${index + 1} ${pick(PLACES)} Road`,
      city: 'Madeup',
      position,
    });
  }
  for (let index = 0; index < count; index++) {
    const from = Math.floor(random() * 16);
    const placed = random() < 0.4;
    await write('services', `made-up-${index}`, {
      name: `${pick(PLACES)} ${pick(WORDS)} ${pick(KINDS)} ${index}`,
      organisation: `made-up-${Math.floor(random() * organisations)}`,
      summary: `${pick(WORDS)} and ${pick(WORDS).toLowerCase()} for families in ${pick(PLACES)}.`,
      description: [sentence(random), sentence(random)],
      needs: [...new Set([pick(needs), pick(needs)])],
      minimum_age: from,
      maximum_age: from + Math.floor(random() * 10),
      access: [pick(['drop-in', 'self-refer', 'book', 'referral'])],
      delivery: [placed ? 'in-person' : pick(['phone', 'online'])],
      cost: pick(['free', 'some-free', 'paid', 'to-be-confirmed']),
      area: 'district',
      ...(placed && { venues: [`made-up-${Math.floor(random() * venues)}`] }),
      contacts: [
        {
          label: 'Desk',
          phone: `01632 96${String(index % 10_000).padStart(4, '0')}`,
          email: `desk${index}@example.org`,
        },
      ],
      ...(random() < 0.5 && { checked: '2026-10-01' }),
    });
  }
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function sentence(random: () => number): string {
  const words = Array.from({ length: 18 }, () => WORDS[Math.floor(random() * WORDS.length)] ?? '');
  return `We help with ${words.join(', ').toLowerCase()}.`;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

const PLACES = [
  'Oakfield',
  'Millbrook',
  'Ashby',
  'Northgate',
  'Highcroft',
  'Westbeck',
  'Fairmoor',
  'Elmsley',
  'Stonebridge',
  'Claypit',
  'Ravens',
  'Thornby',
];
const KINDS = ['project', 'club', 'team', 'helpline', 'centre', 'network', 'drop-in', 'clinic'];
const WORDS = [
  'Sleep',
  'Feeding',
  'Play',
  'Talking',
  'Money',
  'Housing',
  'Reading',
  'Walking',
  'Cooking',
  'Music',
  'Listening',
  'Learning',
  'Swimming',
  'Gardening',
  'Autism',
  'Caring',
  'Safety',
  'Friendship',
];

if (import.meta.main) {
  const [folder, count = '10000'] = process.argv.slice(2);
  if (!folder) throw new Error('Say where to write: node tests/bench/generate.ts <folder> <services>');
  await generateRecords(folder, Number(count));
  console.log(`${count} made-up services in ${folder}`);
}
