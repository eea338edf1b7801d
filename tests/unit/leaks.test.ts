import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtWords, plain } from '../fixtures/built-words.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { GROUP, RIGHT, SERVICE, TIMETABLE, VENUE } from '../fixtures/records.ts';

/*
 * Builds a whole small site whose content carries secrets wherever the rules let one stand, and looks for
 * them in every byte of it. Each secret is a made-up word or number that nothing else can hold by chance.
 */
const SECRETS = [
  'Quillhaven Lodge', // the name of a confidential venue
  '47 Zephyrine Close', // its address
  'ZE7 4XQ', // its postcode
  '54.987613', // its position
  '-2.876541',
  '01632 960777', // its telephone
  'Ramp behind the quillwort hedge', // its access
  'Meets Fridays at the Vexillum Rooms', // where a source says that a group with no published dates meets
  'Ondine Thackthwaite', // who leads a session, for staff only
  'Draft Gyrfalcon', // a draft
  'Expired Gyrfalcon', // an entry after its last day
  'Future Gyrfalcon', // an entry before its first day
  'secret-import-marker', // where an entry was imported from
  'Gyrfalcon Hall', // a draft venue that a public service names
];
const PUBLIC = 'Wisteria playtime';

const confidential = `name: Quillhaven Lodge
confidential: true
hub: north
address_1: 47 Zephyrine Close
city: Northtown
postal_code: ZE7 4XQ
position: { latitude: 54.987613, longitude: -2.876541 }
access: [Ramp behind the quillwort hedge]
contacts: [{ phone: 01632 960777, checked: 2026-11-01 }]
`;
const records = {
  ...RIGHT,
  'venues/quillhaven.yaml': confidential,
  'venues/draft.yaml': `${VENUE.replace('The hall', 'Gyrfalcon Hall')}status: draft\n`,
  'groups/play.yaml': GROUP.replace('Play\n', `${PUBLIC}\n`),
  'groups/private.yaml': `${GROUP.replace('Play\n', 'Private course\n').replace('drop-in', 'referral')}publish_dates: false\nsources: [Meets Fridays at the Vexillum Rooms]\n`,
  'services/refuge.yaml': `${SERVICE.replace('The line', 'A refuge')}venues: [quillhaven, draft]\n`,
  'services/draft.yaml': `${SERVICE.replace('The line', 'Draft Gyrfalcon')}status: draft\n`,
  'services/expired.yaml': `${SERVICE.replace('The line', 'Expired Gyrfalcon')}visible_to: 2026-01-01\n`,
  'services/future.yaml': `${SERVICE.replace('The line', 'Future Gyrfalcon')}visible_from: 2099-01-01\n`,
  'services/imported.yaml': `${SERVICE.replace('The line', 'Imported line')}imported: { from: secret-import-marker, id: x, at: 2026-11-01, fingerprint: 0123456789abcdef }\n`,
  'timetables/autumn.yaml': TIMETABLE.replace("end: '11:00'", "end: '11:00'\n    leader: Ondine Thackthwaite"),
  'phrases/sleep.txt': 'my baby wont sleep\nawake all night\nbedtime battles\nshe will not settle\n',
  'phrases/none.txt': 'when are the bins collected\nparking permit\nfootball scores\n',
};

let dist: string;
beforeAll(async () => {
  const folder = await folderOf(
    Object.fromEntries(Object.entries(records).map(([file, text]) => [`records/${file}`, text])),
  );
  dist = join(folder, 'dist');
  const said = await build({ CONTENT: join(folder, 'records'), DIST: dist, TODAY: '2026-11-22' });
  expect(said.code, said.output).toBe(0);
}, 600_000);
afterAll(removeFolders);

test('no secret is in any byte of a built site: page, script, index, feed, table, calendar or paper, packed or not', async () => {
  const wanted = SECRETS.map((secret) => ({ secret, plain: plain(secret) }));
  const found: string[] = [];
  const kinds = new Set<string>();
  let files = 0;
  for await (const { file, text } of builtWords(dist)) {
    files += 1;
    if (text.includes(PUBLIC)) kinds.add(file.replace(/^.*?((?:\.[a-z]+)+)$/, '$1'));
    const squeezed = plain(text);
    for (const { secret, plain: letters } of wanted) {
      // Figures alone can stand anywhere by chance; words and whole numbers cannot.
      const there = /^[\d.-]+$/.test(secret) ? text.includes(secret) : squeezed.includes(letters);
      if (there) found.push(`${file} holds "${secret}"`);
    }
  }
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(100);
  // What is public is found in every kind of file, so the search does see into them.
  for (const kind of ['.html', '.html.br', '.html.gz', '.json', '.json.br', '.csv'])
    expect([...kinds], kind).toContain(kind);
});

function build(settings: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // Vitest's own settings would make Astro think that it is under test.
    const { NODE_ENV: _node, VITEST: _vitest, ...env } = process.env;
    const child = spawn(process.execPath, ['site/build/command.ts'], {
      cwd: new URL('../..', import.meta.url).pathname,
      env: { ...env, ...settings },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.slice(-4000) }));
  });
}
