import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { searchDocuments } from '../../indexer/documents.ts';
import { COUNCIL, GROUP, HUB, NEED, RIGHT, SERVICE, TIMETABLE, VENUE } from '../fixtures/records.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Writes the right set of records with some files changed, and checks it. */
async function check(changes: Record<string, string | undefined> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'records-'));
  folders.push(folder);
  for (const [file, text] of Object.entries({ ...RIGHT, ...changes })) {
    if (text === undefined) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return loadContent(folder);
}

const summary = (problems: { file: string; field: string }[]) => problems.map((p) => `${p.file} ${p.field}`);

test('the repository’s own content has no problem', async () => {
  const { problems, records } = await loadContent(new URL('../../content/records', import.meta.url).pathname);
  expect(problems).toEqual([]);
  expect(records.need).toHaveLength(66);
  expect(records.service.length).toBeGreaterThanOrEqual(120);
  expect(records.group.length).toBeGreaterThanOrEqual(20);
});

test('a right set of records has no problem', async () => {
  expect((await check()).problems).toEqual([]);
});

test('an unknown field is refused, by name, with the nearest right one', async () => {
  const { problems } = await check({ 'services/line.yaml': `${SERVICE}summery: Hello\n` });
  expect(problems).toMatchObject([
    { file: 'services/line.yaml', field: 'summery', value: 'Hello', mend: expect.stringContaining('"summary"') },
  ]);
});

test('an unknown field deep inside a record is refused', async () => {
  const { problems } = await check({ 'services/line.yaml': SERVICE.replace('phone:', 'fone: x\n    phone:') });
  expect(summary(problems)).toEqual(['services/line.yaml contacts.0.fone']);
});

test('every fault is listed, in every file, not only the first', async () => {
  const { problems } = await check({
    'services/line.yaml': SERVICE.replace('0800 1111', '12').replace('free', 'gratis'),
    'groups/play.yaml': GROUP.replace('needs: [sleep]', 'needs: [sleeep]'),
    'venues/hall.yaml': VENUE.replace('BD1 1HX', 'bd11hx'),
    'hubs/north.yaml': 'name: [broken\n',
  });
  expect(new Set(problems.map((p) => p.file))).toEqual(
    new Set(['services/line.yaml', 'groups/play.yaml', 'venues/hall.yaml', 'hubs/north.yaml']),
  );
  expect(problems.filter((p) => p.file === 'services/line.yaml')).toHaveLength(2);
  for (const problem of problems) {
    expect(problem.what).not.toBe('');
    expect(problem.mend).not.toBe('');
  }
});

test('broken YAML is named with its line, and the other records are still read', async () => {
  const { problems, records } = await check({ 'groups/bad.yaml': 'name: "never closed\nsummary: x\n' });
  expect(problems.some((p) => p.file === 'groups/bad.yaml' && p.field.startsWith('line '))).toBe(true);
  expect(records.group.map((group) => group.id)).toEqual(['play']);
});

test('the same key written twice is refused', async () => {
  const { problems } = await check({ 'venues/hall.yaml': `${VENUE}name: Another\n` });
  expect(problems[0]?.what).toContain('unique');
});

test.each([
  ['need', 'groups/play.yaml', GROUP.replace('[sleep]', '[nothing]'), 'groups/play.yaml needs'],
  ['organisation', 'services/line.yaml', `${SERVICE}organisation: nobody\n`, 'services/line.yaml organisation'],
  ['venue', 'services/line.yaml', `${SERVICE}venues: [nowhere]\n`, 'services/line.yaml venues'],
  ['hub', 'venues/hall.yaml', VENUE.replace('hub: north', 'hub: south'), 'venues/hall.yaml hub'],
  ['theme', 'needs/sleep.yaml', NEED.replace('theme: growing', 'theme: shrinking'), 'needs/sleep.yaml theme'],
  ['urgent line', 'needs/sleep.yaml', `${NEED}urgent_lines: [nobody]\n`, 'needs/sleep.yaml urgent_lines'],
])('a reference to a %s that does not exist is refused', async (_what, file, text, expected) => {
  expect(summary((await check({ [file]: text })).problems)).toContain(expected);
});

test('two records with one id are refused, also when one ends in .yml', async () => {
  const { problems } = await check({ 'venues/hall.yml': VENUE });
  expect(problems).toMatchObject([{ field: 'id', value: 'hall' }]);
});

test('a group and a service with one id are refused, because they share the list and the index', async () => {
  expect(summary((await check({ 'services/play.yaml': SERVICE })).problems)).toEqual(['services/play.yaml id']);
});

test.each(['0800 11', '+44 1274 435600', 'ring us', '01274-435600', '1234567890'])(
  '%s is refused as a phone',
  async (phone) => {
    const { problems } = await check({ 'services/line.yaml': SERVICE.replace('0800 1111', phone) });
    expect(summary(problems)).toEqual(['services/line.yaml contacts.0.phone']);
  },
);

test.each([
  '01274 435600',
  '0800 1111',
  "'999'",
  "'111'",
  '116 123',
  '0300 0300 363',
  '0800 02 888 40',
  '020 7008 0151',
])('%s is accepted as a phone', async (phone) => {
  expect((await check({ 'services/line.yaml': SERVICE.replace('0800 1111', phone) })).problems).toEqual([]);
});

test.each(['javascript:alert(1)', 'example.org', 'ftp://example.org'])(
  '%s is refused as a web address',
  async (website) => {
    const { problems } = await check({
      'services/line.yaml': SERVICE.replace('phone: 0800 1111', `website: "${website}"`),
    });
    expect(summary(problems)).toContain('services/line.yaml contacts.0.website');
  },
);

test('markup in words is refused', async () => {
  const { problems } = await check({
    'services/line.yaml': SERVICE.replace('Somebody to talk to.', '"<b>Bold</b> words"'),
  });
  expect(summary(problems)).toEqual(['services/line.yaml summary']);
});

test('a record of 5 MB is named and not read', async () => {
  const { problems } = await check({ 'services/huge.yaml': `name: ${'x'.repeat(5_000_000)}\n` });
  expect(problems).toMatchObject([{ file: 'services/huge.yaml', what: expect.stringContaining('larger') }]);
});

test('a file that nobody would ever see is named', async () => {
  const { problems } = await check({ 'services/Line Two.yaml': SERVICE, 'services/notes.doc': 'x' });
  expect(problems.map((p) => p.file).sort()).toEqual(['services/Line Two.yaml', 'services/notes.doc']);
});

test('an empty folder is refused with what is missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'records-'));
  folders.push(folder);
  const { problems } = await loadContent(folder);
  expect(problems.map((p) => p.file)).toEqual(
    expect.arrayContaining(['council.yaml', 'needs/', 'hubs/', 'services/', 'themes/']),
  );
});

test('age 0 is an age, and ages the wrong way round are refused', async () => {
  const babies = await check({ 'groups/play.yaml': `${GROUP}minimum_age: 0\nmaximum_age: 0\n` });
  expect(babies.problems).toEqual([]);
  expect(babies.records.group[0]?.minimum_age).toBe(0);
  const wrong = await check({ 'groups/play.yaml': `${GROUP}minimum_age: 5\nmaximum_age: 0\n` });
  expect(summary(wrong.problems)).toEqual(['groups/play.yaml maximum_age']);
});

test('a need that leads to fewer than two services or groups is refused', async () => {
  const { problems } = await check({ 'groups/play.yaml': `${GROUP}status: draft\n` });
  expect(problems).toMatchObject([{ file: 'needs/sleep.yaml', value: '1 found' }]);
});

test('an urgent need that names nobody to ring is refused', async () => {
  const { problems } = await check({ 'needs/sleep.yaml': `${NEED}urgent: true\n` });
  expect(summary(problems)).toEqual(['needs/sleep.yaml urgent_lines']);
});

test('phrases for a need that does not exist are named', async () => {
  const { problems } = await check({ 'phrases/slep.txt': 'no sleep\n' });
  expect(problems.map((p) => p.file)).toEqual(['phrases/slep.txt']);
});

test('phrases are read one a line, and notes for people are passed over', async () => {
  const { records } = await check({ 'phrases/sleep.txt': '# voices\nup all night\n\n  will not go down \r\n' });
  expect(records.need[0]?.phrases).toEqual(['up all night', 'will not go down']);
});

// Rules that cannot be broken.

const REFUGE =
  'name: Safe house\nconfidential: true\naddress_1: 12 Hidden Row\npostal_code: BD9 9ZZ\nposition: { latitude: 53.8, longitude: -1.75 }\nhub: north\n';

test('a confidential venue’s address, postcode and position are in nothing that is built from the directory', async () => {
  const { records, problems } = await check({
    'venues/refuge.yaml': REFUGE,
    'services/line.yaml': `${SERVICE}venues: [refuge]\n`,
  });
  expect(problems).toEqual([]);
  const directory = buildDirectory(records, '2026-11-22');
  const everything = JSON.stringify([directory, searchDocuments(directory)]);
  expect(everything).not.toContain('Hidden Row');
  expect(everything).not.toContain('BD9 9ZZ');
  expect(everything).not.toContain('refuge.yaml');
  expect(directory.help.find((help) => help.id === 'line')?.places).toEqual([]);
});

test('a confidential address written into another record’s words is refused, however it is spelt, and not repeated', async () => {
  const { problems } = await check({
    'venues/refuge.yaml': REFUGE,
    'services/line.yaml': SERVICE.replace('Somebody to talk to.', 'Come to bd99zz.'),
    'groups/play.yaml': GROUP.replace('Play together.', 'Meet at 12, Hidden row'),
  });
  expect(summary(problems).sort()).toEqual(['groups/play.yaml summary', 'services/line.yaml summary']);
  expect(JSON.stringify(problems)).not.toMatch(/bd99zz|hidden row/i);
});

test('a confidential venue in a timetable is refused', async () => {
  const { problems } = await check({
    'venues/refuge.yaml': REFUGE,
    'timetables/autumn.yaml': TIMETABLE.replace('venue: hall', 'venue: refuge'),
  });
  expect(summary(problems)).toEqual(['timetables/autumn.yaml sessions.0.venue']);
});

const UNDATED = `${GROUP}publish_dates: false\n`;

test.each(['Tuesdays', 'at 10am', 'from 9.30', '4 March', 'Friday'])(
  'a group whose dates are never published may not say “%s”, and the message does not repeat it',
  async (when) => {
    const { problems } = await check({
      'groups/play.yaml': UNDATED.replace('Play together.', `Meet ${when} with us.`),
    });
    expect(summary(problems)).toEqual(['groups/play.yaml summary']);
    expect(JSON.stringify(problems)).not.toContain(when);
  },
);

test('a group whose dates are never published has no venue', async () => {
  expect(summary((await check({ 'groups/play.yaml': `${UNDATED}venues: [hall]\n` })).problems)).toEqual([
    'groups/play.yaml venues',
  ]);
});

test('a group whose dates are never published has no session in any timetable', async () => {
  const { problems } = await check({ 'groups/play.yaml': UNDATED, 'timetables/autumn.yaml': TIMETABLE });
  expect(summary(problems)).toEqual(['timetables/autumn.yaml sessions.0.group']);
});

test('a session must end after it starts, in a venue of its own hub, inside its timetable', async () => {
  expect((await check({ 'timetables/autumn.yaml': TIMETABLE })).problems).toEqual([]);
  const wrong = await check({
    'hubs/south.yaml': HUB.replace('E05001341', 'E05001342'),
    'venues/far.yaml': VENUE.replace('hub: north', 'hub: south'),
    'timetables/autumn.yaml': TIMETABLE.replace('venue: hall', 'venue: far').replace(
      'to: 2026-12-11',
      'to: 2027-02-01',
    ),
  });
  expect(summary(wrong.problems).sort()).toEqual([
    'timetables/autumn.yaml sessions.0.to',
    'timetables/autumn.yaml sessions.0.venue',
  ]);
  const backwards = await check({ 'timetables/autumn.yaml': TIMETABLE.replace("end: '11:00'", "end: '09:00'") });
  expect(summary(backwards.problems)).toEqual(['timetables/autumn.yaml sessions.0.end']);
});

test('live: true refuses while anything people act on is unconfirmed, and names each', async () => {
  const live = COUNCIL.replace('live: false', 'live: true');
  const { problems } = await check({ 'council.yaml': live });
  expect(summary(problems).sort()).toEqual([
    'council.yaml corrections.0',
    'council.yaml gateway.contacts.0',
    'groups/play.yaml hubs_confirmed',
    'hubs/north.yaml wards_confirmed',
    'services/line.yaml contacts.0',
  ]);
});

test('live: true is accepted once everything is confirmed', async () => {
  const confirmed = (text: string) =>
    text.replaceAll('to_be_confirmed: Not known yet', 'phone: 01274 435600\n    checked: 2026-11-01');
  const { problems } = await check({
    'council.yaml': confirmed(COUNCIL.replace('live: false', 'live: true')).replace(
      'corrections:\n  phone: 01274 435600\n    checked',
      'corrections:\n  phone: 01274 435600\n  checked',
    ),
    'groups/play.yaml': `${GROUP}hubs_confirmed: true\n`,
    'hubs/north.yaml': `${HUB}wards_confirmed: true\n`,
    'services/line.yaml': SERVICE.replace('phone: 0800 1111', 'phone: 0800 1111\n    checked: 2026-11-01'),
  });
  expect(problems).toEqual([]);
});

test('drafts and entries outside their dates are not shown', async () => {
  const { records } = await check({
    'services/soon.yaml': `${SERVICE}visible_from: 2027-01-01\n`,
    'services/gone.yaml': `${SERVICE}visible_to: 2026-01-01\n`,
    'services/draft.yaml': `${SERVICE}status: draft\n`,
    'services/closed.yaml': `${SERVICE}status: temporarily-closed\n`,
  });
  const shown = buildDirectory(records, '2026-11-22').services.map((service) => service.id);
  expect(shown.sort()).toEqual(['closed', 'line']);
});

test('the README’s rule holds: no file of the content room imports from another room', async () => {
  const { glob } = await import('node:fs/promises');
  const root = new URL('../../', import.meta.url).pathname;
  const crossing: string[] = [];
  for await (const file of glob('content/**/*.ts', { cwd: root })) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, from = ''] of text.matchAll(/from '([^']+)'/g)) {
      if (from.startsWith('.') && !join(dirname(file), from).startsWith('content')) crossing.push(`${file}: ${from}`);
    }
  }
  for await (const file of glob('indexer/**/*.ts', { cwd: root })) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, from = ''] of text.matchAll(/from '([^']+)'/g)) {
      if (from.startsWith('.') && !/^(content|indexer)/.test(join(dirname(file), from)))
        crossing.push(`${file}: ${from}`);
    }
  }
  expect(crossing).toEqual([]);
});
