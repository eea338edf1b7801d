import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAreas, UNITS, writeAreas } from '../../content/model/catchment.ts';
import {
  distanceMetres,
  findPostcodes,
  lookUp,
  nearest,
  outcodesOf,
  readPostcode,
  WHY_NOT,
  type Answer,
  type Catchment,
  type UnitFile,
} from '../../content/model/places.ts';
import { run } from '../../indexer/postcodes-command.ts';
import { fromNationalGrid } from '../../indexer/postcodes-osgb.ts';
import { readPostcodes } from '../../indexer/postcodes-reader.ts';
import { loadRules } from '../../indexer/postcodes-rules.ts';
import { compileCatchment, compileUnits, type PostcodeRow, type PostcodeRules } from '../../indexer/postcodes.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'tests/fixtures/postcodes');
const SHARED = join(ROOT, '../shared/data');
const NO_SHARED = !existsSync(join(SHARED, 'bradford_postcodes_2025-10.csv'));
const ABOUT = { release: 'Made up', notices: ['Nobody'] };
const MADE_UP: PostcodeRules = loadRules(join(FIXTURES, 'records')).rules;
const DEFAULT = JSON.parse(readFileSync(join(ROOT, 'content/records/catchment/catchment.json'), 'utf8')) as Catchment;

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'postcodes-'));
  folders.push(made);
  return made;
}
afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

async function rowsOf(path: string) {
  const rows: PostcodeRow[] = [];
  const source = await readPostcodes(path, (row) => rows.push(row));
  return { rows, source };
}

describe('reading a postcode', () => {
  it.each([
    'BD5 0HD',
    'bd5 0hd',
    'bd50hd',
    'Bd50Hd',
    ' BD5  0HD ',
    'B D 5 0 H D',
    'BD5\t0HD',
    'BD5\u00a00HD',
    'BD5\u20090HD',
    'BD5-0HD',
    'BD5.0HD.',
    '"BD5 0HD"',
    '(BD5,0HD)',
    'BD50 HD',
    'BD5\n0HD',
    '\u200fBD5 0HD\u200e',
    'ＢＤ５　０ＨＤ',
    'ｂｄ５０ｈｄ',
    'BD٥ ٠HD',
    'BD۵ ۰HD',
    'BD५ ०HD',
    'BD5 0HD 😀',
    'My postcode is BD5 0HD, thanks',
    '<b>BD5 0HD</b>',
  ])('understands %j', (typed) => {
    expect(readPostcode(typed)).toEqual({
      kind: 'postcode',
      postcode: 'BD5 0HD',
      outcode: 'BD5',
      sector: 'BD5 0',
      unit: 'HD',
      corrected: false,
    });
  });

  it.each([
    ['BD5 OHD', 'BD5 0HD'],
    ['bd5ohd', 'BD5 0HD'],
    ['BDl 1AF', 'BD1 1AF'],
    ['BDI IAF', null],
    ['BDI 1AF', 'BD1 1AF'],
    ['BD1 lAF', 'BD1 1AF'],
    ['BD1O 0AA', 'BD10 0AA'],
    ['BDIO OAA', null],
    ['BD1O OAA', 'BD10 0AA'],
    ['1S29 8AA', 'LS29 8AA'],
    ['S016 4GX', 'SO16 4GX'],
    ['SO16 4GX', 'SO16 4GX'],
    ['HX3 61B', 'HX3 6LB'],
    ['WlA 1AA', 'W1A 1AA'],
  ])('mends O and 0, I, l and 1 where only one can stand: %j', (typed, meant) => {
    const reading = readPostcode(typed);
    if (meant === null) return expect(reading.kind).toBe('not-a-postcode'); // no digit at all: a word
    expect(reading).toMatchObject({ kind: 'postcode', postcode: meant, corrected: typed !== meant });
  });

  it.each([
    ['BD5', { outcode: 'BD5' }],
    ['bd12', { outcode: 'BD12' }],
    ['BD5 0', { outcode: 'BD5', sector: 'BD5 0' }],
    ['bd13 4', { outcode: 'BD13', sector: 'BD13 4' }],
    ['bd134', { outcode: 'BD13', sector: 'BD13 4' }],
    ['EC1A', { outcode: 'EC1A' }],
    ['BD O', null],
  ])('sees the first part alone in %j', (typed, parts) => {
    expect(readPostcode(typed)).toEqual(
      parts ? { kind: 'partial', ...parts } : expect.objectContaining({ kind: 'not-a-postcode' }),
    );
  });

  it.each([
    ['', 'empty'],
    ['  \t\u00a0\u200b', 'empty'],
    ['B', 'no-district'],
    ['BD', 'no-district'],
    ['Shipley', 'no-district'],
    ['Ilkley', 'no-district'],
    ['BDX5 0HD', 'no-district'],
    ['5', 'no-area'],
    ['550 0HD', 'no-area'],
    ['QQ1 1AA', 'not-uk-area'],
    ['ZZ99 9ZZ', 'not-uk-area'],
    ['BD5 0H', 'too-short'],
    ['BD5 HD', 'inward-shape'],
    ['BD5 0H1', 'inward-letter-or-L'],
    ['BD5 HHD', 'inward-shape'],
    ['BD5 0CD', 'inward-letter'],
    ['BD5 0HK', 'inward-letter'],
    ['BD5X 0HD', 'no-district'],
    ['Bradford city centre', 'too-long'],
    ['BD5 0HDD 12', 'too-long'],
    ['😀', 'other-characters'],
    ['برادفورد', 'other-characters'],
    ['ВD5 0HD', 'other-characters'],
    ['!!!', 'other-characters'],
    ['<script>alert(1)</script>', 'too-long'],
    ['a'.repeat(10_000), 'too-long'],
  ])('says what is wrong with %j', (typed, why) => {
    const reading = readPostcode(typed);
    if (why === 'inward-letter-or-L') return expect(reading).toMatchObject({ postcode: 'BD5 0HL', corrected: true });
    expect(reading).toEqual({ kind: 'not-a-postcode', why });
  });

  it('has short plain words for each fault', () => {
    for (const words of Object.values(WHY_NOT)) expect(words).toMatch(/^[A-Z].{10,80}\.$/);
  });

  it('gives every spelling of the same postcode the same answer', () => {
    const random = seeded(7);
    for (let turn = 0; turn < 500; turn++) {
      const postcode = pick(['BD5 0HD', 'LS29 8AA', 'BD10 8QX', 'HX3 6LB', 'W1A 1AA', 'BD1 1AF'], random);
      const typed = [...postcode].map((c) => respell(c, random)).join(pick(['', '', ' '], random));
      if (!/\d|[\uff10-\uff19]/.test(typed)) continue; // without any digit it is a word
      const reading = readPostcode(typed);
      expect(reading, typed).toMatchObject({ kind: 'postcode', postcode });
      expect(lookUp(DEFAULT, typed)).toEqual({
        ...lookUp(DEFAULT, postcode),
        corrected: (reading as { corrected: boolean }).corrected,
      });
    }
  });

  it('never throws, whatever is typed', () => {
    const random = seeded(11);
    const pieces = [
      'B',
      'd',
      '5',
      '0',
      'O',
      'l',
      'I',
      ' ',
      '\u00a0',
      '-',
      '<',
      '>',
      '"',
      '😀',
      'ش',
      '\u202e',
      '\ud800',
      '９',
      'é',
      '\0',
      'HD',
      'LS29',
      '{{',
      '__proto__',
    ];
    for (let turn = 0; turn < 3_000; turn++) {
      const typed = Array.from({ length: Math.floor(random() * 14) }, () => pick(pieces, random)).join('');
      expect(lookUp(DEFAULT, typed).kind).toMatch(/^(hub|choose|outside|elsewhere|not-a-postcode)$/);
      for (const { start, end, text } of findPostcodes(typed, outcodesOf(DEFAULT)))
        expect(typed.slice(start, end)).toBe(text);
    }
  });

  it('reads a million characters without dawdling', () => {
    for (const piece of ['B', 'BD5 0H', 'bd5 ', '1', ' ', '😀', 'BD5-']) {
      const long = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const started = performance.now();
      readPostcode(long);
      findPostcodes(long, outcodesOf(DEFAULT));
      expect(performance.now() - started).toBeLessThan(4_000);
    }
  });

  it('says back a short piece of what was typed', () => {
    const answer = lookUp(DEFAULT, '<img src=x onerror=alert(1)>'.repeat(400));
    expect(answer).toMatchObject({ kind: 'not-a-postcode', why: 'too-long' });
    expect((answer as { given: string }).given.length).toBeLessThanOrEqual(41);
  });
});

describe('finding a postcode in a sentence', () => {
  const known = outcodesOf(DEFAULT);
  it.each([
    ['baby group near BD5 0HD tuesday', 'BD5 0HD', 'BD5 0HD'],
    ['bd50hd', 'bd50hd', 'BD5 0HD'],
    ['something for my 2 year old near bd5 0hd please', 'bd5 0hd', 'BD5 0HD'],
    ['(BD5-0HD)', 'BD5-0HD', 'BD5 0HD'],
    ['near bd5 ohd', 'bd5 ohd', 'BD5 0HD'],
    ['near BDl 1AF', 'BDl 1AF', 'BD1 1AF'],
    ['BD 5 0HD mums', 'BD 5 0HD', 'BD5 0HD'],
    ['baby group bd5', 'bd5', 'BD5'],
    ['BD5 baby group', 'BD5', 'BD5'],
    ['bd5, age 2', 'bd5', 'BD5'],
    ['ls29 8aa', 'ls29 8aa', 'LS29 8AA'],
    ['baby group bd5 3yr old', 'bd5', 'BD5'],
    ['play bd5 2 year old', 'bd5', 'BD5'],
    ['😀 bd5 0hd', 'bd5 0hd', 'BD5 0HD'],
    ['near bd1 1hr', 'bd1 1hr', 'BD1 1HR'],
    ['group in SW1A 1AA', 'SW1A 1AA', 'SW1A 1AA'],
  ])('sees it in %j', (typed, stood, meant) => {
    const [first] = findPostcodes(typed, known);
    expect(first?.text).toBe(stood);
    expect(first && typed.slice(first.start, first.end)).toBe(stood);
    expect(first && (first.reading.kind === 'postcode' ? first.reading.postcode : first.reading.outcode)).toBe(meant);
  });

  it.each([
    'be 5 2 day',
    'my 5 year old',
    'age 2 and 3',
    'vitamin B12',
    'CO2 alarm',
    'KS1 sats',
    'covid19',
    'to be or no 2nd chance',
    'sol ill',
    'I am so ill',
    'open 9 to 5',
    '0 to 19 nurse',
    'year 1 2nd term',
    '',
    '🙂🙂',
    'ring 01274 437500',
    'autism ADHD under5s',
    'e1',
    'level 3',
    'born 2nd may',
  ])('leaves the words of %j alone', (typed) => {
    expect(findPostcodes(typed, known)).toEqual([]);
  });

  it('wants a two-letter area for a lone outcode when it has no table', () => {
    expect(findPostcodes('near BD5')).toHaveLength(1);
    expect(findPostcodes('vitamin B12 and CO2')).toEqual([]);
  });

  it('gives several in order', () => {
    expect(findPostcodes('BD5 0HD or LS29', known).map((found) => found.text)).toEqual(['BD5 0HD', 'LS29']);
  });
});

describe('the file formats', () => {
  it('reads a Code-Point Open folder: no header, padded postcodes, grid positions, its release', async () => {
    const { rows, source } = await rowsOf(join(FIXTURES, 'code-point-open'));
    expect(source).toMatchObject({ format: 'Code-Point Open', rows: 14, problems: [] });
    expect(source.metadata).toContain('2031.2.0');
    expect(rows[0]).toMatchObject({
      postcode: 'AB9 1AA',
      district: 'E08999901',
      ward: 'E05999901',
      withdrawn: false,
    });
    expect(rows[0]?.position?.lng).toBeCloseTo(-2.0015, 3);
    expect(rows.find((row) => row.postcode === 'AB10 1AA')).toBeDefined();
    expect(rows.at(-1)).toEqual({
      postcode: 'AB9 5AA',
      district: '',
      ward: '',
      position: null,
      withdrawn: false,
    });
  });

  it.each(['onspd-2023', 'nspl-2023', 'nspl-2025', 'nspl-2026'])('reads %s by its header names', async (name) => {
    const { rows, source } = await rowsOf(join(FIXTURES, `${name}.csv`));
    expect(source).toMatchObject({ format: 'ONS postcode file', rows: 16, newest: '203104', problems: [] });
    expect(rows[0]).toEqual({
      postcode: 'AB9 1AA',
      district: 'E08999901',
      ward: 'E05999901',
      position: { lat: 53.9, lng: -2 },
      withdrawn: false,
    });
    expect(rows.find((row) => row.postcode === 'AB9 5AA')).toMatchObject({
      district: '',
      ward: '',
      position: null,
    });
    expect(rows.filter((row) => row.withdrawn).map((row) => row.postcode)).toEqual(['AB9 1AE', 'AB9 2AA']);
  });

  it('reads a zip as it reads the folder, and passes over code lists and multi_csv', async () => {
    const text = readFileSync(join(FIXTURES, 'nspl-2025.csv'), 'utf8');
    const path = join(folder(), 'NSPL_NOV_2031.zip');
    writeFileSync(
      path,
      zipSync({
        'Documents/ward names.csv': strToU8('WD25CD,WD25NM\nE05999901,Upper\n'),
        'Data/multi_csv/NSPL_AB.csv': strToU8(text),
        'Data/NSPL_NOV_2031_UK.csv': strToU8(text),
        'readme.pdf': new Uint8Array(5000),
      }),
    );
    const { rows, source } = await rowsOf(path);
    expect(source.files).toEqual([{ name: 'Data/NSPL_NOV_2031_UK.csv', rows: 16 }]);
    expect(rows).toEqual((await rowsOf(join(FIXTURES, 'nspl-2025.csv'))).rows);
  });

  it('reads Code-Point files that have been given a header, and Windows line ends', async () => {
    const path = join(folder(), 'ab.csv');
    const header = readFileSync(join(FIXTURES, 'code-point-open/Doc/Code-Point_Open_Column_Headers.csv'), 'utf8');
    const body = readFileSync(join(FIXTURES, 'code-point-open/Data/CSV/ab.csv'), 'utf8');
    writeFileSync(path, (header + body).replaceAll('\n', '\r\n'));
    expect((await rowsOf(path)).source).toMatchObject({ rows: 14, problems: [] });
  });

  it('names file, line, value and mend for every fault', async () => {
    const path = join(folder(), 'ab.csv');
    const good = '"AB9 1AA",10,400000,450000,"E92000001","","","","E08999901","E05999901"';
    writeFileSync(
      path,
      [
        good,
        good.replace('AB9 1AA', 'hello'),
        good.replace('400000', 'x'),
        good.replace('E08999901', 'Leeds'),
        good.slice(0, 40),
      ].join('\n'),
    );
    const { source } = await rowsOf(path);
    expect(source.problems.map((one) => [one.file, one.field])).toEqual(
      [2, 3, 4, 5].map((line) => ['ab.csv', `line ${line}`]),
    );
    for (const one of source.problems) expect(one.value && one.what && one.mend).toBeTruthy();
  });

  it('gives the lines of a big file their right numbers, however it is cut into pieces', async () => {
    const path = join(folder(), 'ab.csv');
    const line = '"AB9 1AA",10,400000,450000,"E92000001","","","","E08999901","E05999901"\n';
    writeFileSync(path, `${line.repeat(20_000)}nonsense\n`);
    const { source } = await rowsOf(path);
    expect(source.rows).toBe(20_000);
    expect(source.problems.map((one) => one.field)).toEqual(['line 20001']);
  });
});

describe('the compiler', () => {
  let rows: PostcodeRow[] = [];
  let table: Catchment;
  beforeAll(async () => {
    rows = (await rowsOf(join(FIXTURES, 'nspl-2025.csv'))).rows;
    table = compileCatchment(
      rows.filter((row) => !row.withdrawn),
      MADE_UP,
      ABOUT,
    ).catchment;
  });

  it('writes areas so that they read back, for any sector', () => {
    const random = seeded(3);
    for (let turn = 0; turn < 200; turn++) {
      const units = new Map(
        UNITS.filter(() => random() < 0.4).map((unit) => [unit, pick(['a', 'a', 'a', 'b', 'f'], random)]),
      );
      const areas = readAreas(writeAreas(units));
      if (areas.only === null)
        expect(
          new Map(
            UNITS.flatMap((unit, at) => (areas.marks[at] && areas.marks[at] !== '.' ? [[unit, areas.marks[at]]] : [])),
          ),
        ).toEqual(units);
      else expect(areas.counts).toEqual(new Map([[areas.only, units.size]]));
    }
  });

  it('keeps a whole sector as a count and lists a shared one', () => {
    expect(table.outcodes['AB9']?.['1']?.[0]).toBe('3a');
    expect(table.outcodes['AB9']?.['2']?.[0]).toBe('2ab17.b');
    expect(table.outcodes['AB9']?.['4']?.[0]).toBe('bc');
  });

  it('answers with the hub, and says whether the sector or the listed postcode is why', () => {
    expect(lookUp(table, 'ab91zz')).toMatchObject({
      kind: 'hub',
      hub: 'north',
      why: { basis: 'sector', sector: 'AB9 1', wards: [{ code: 'E05999901', name: 'Upper Made-up' }] },
    });
    expect(lookUp(table, 'AB9 2AD')).toMatchObject({
      kind: 'hub',
      hub: 'south',
      why: { basis: 'listed', wards: [{ name: 'Lower Made-up' }] },
      position: { precision: 'sector' },
    });
  });

  it('offers a choice for an unknown postcode of a shared sector, the neighbour in the alphabet first', () => {
    expect(lookUp(table, 'AB9 2ZZ')).toMatchObject({
      kind: 'choose',
      reason: 'unknown',
      hubs: ['south', 'north'],
      districts: [],
    });
    expect(lookUp(table, 'AB9 2AE')).toMatchObject({ kind: 'choose', hubs: ['south', 'north'] });
    expect(lookUp(table, 'AB9 4ZZ')).toMatchObject({
      kind: 'choose',
      hubs: ['south'],
      districts: [{ name: 'Next Door' }],
    });
  });

  it('offers a choice for the first part alone, and for a sector that is not in use', () => {
    expect(lookUp(table, 'AB9')).toMatchObject({
      kind: 'choose',
      reason: 'partial',
      postcode: 'AB9',
      hubs: ['north', 'south'],
      position: { precision: 'outcode' },
    });
    expect(lookUp(table, 'AB9 2')).toMatchObject({ kind: 'choose', reason: 'partial', postcode: 'AB9 2' });
    expect(lookUp(table, 'AB91')).toMatchObject({ kind: 'choose', postcode: 'AB9 1', hubs: ['north'] });
    expect(lookUp(table, 'AB9 9AA')).toMatchObject({ kind: 'choose', reason: 'unknown' });
  });

  it('knows the neighbour, and what it does not know', () => {
    expect(lookUp(table, 'AB9 3AA')).toMatchObject({
      kind: 'outside',
      districts: [{ code: 'E08999902', name: 'Next Door' }],
    });
    expect(lookUp(table, 'AB9 3')).toMatchObject({ kind: 'outside' });
    expect(lookUp(table, 'SW1A 1AA')).toEqual({ kind: 'elsewhere', postcode: 'SW1A 1AA', corrected: false });
    expect(lookUp(table, 'SW1A')).toMatchObject({ kind: 'elsewhere' });
    expect(lookUp(table, 'AB9 0')).toMatchObject({ kind: 'choose' });
  });

  it('is exact to the postcode when the unit file is there', () => {
    const units = compileUnits(rows, MADE_UP, ABOUT).get('AB9');
    expect(lookUp(table, 'AB9 1AB', units)).toMatchObject({
      kind: 'hub',
      hub: 'north',
      certain: true,
      why: { basis: 'unit', wards: [{ code: 'E05999901' }] },
      position: { lat: 53.9, precision: 'unit' },
    });
    expect(lookUp(table, 'AB9 1ZZ', units)).toMatchObject({
      kind: 'hub',
      hub: 'north',
      certain: false,
      why: { basis: 'sector' },
    });
    expect(lookUp(table, 'AB9 1AE', units)).toMatchObject({
      kind: 'hub',
      hub: 'south',
      why: { basis: 'unit' },
    }); // withdrawn
    expect(lookUp(table, 'AB9 2AA', units)).toMatchObject({ hub: 'north' }); // the live row stands
    expect(lookUp(table, 'AB9 3AA', units)).toMatchObject({ kind: 'outside', certain: true });
    expect(lookUp(table, 'AB10 1AA', units)).toMatchObject({ kind: 'hub', why: { basis: 'listed' } }); // another outcode's file
  });

  it('believes a sector of which only withdrawn postcodes are known no further than those', () => {
    const old: PostcodeRow = {
      postcode: 'AB30 1AA',
      district: 'E08999901',
      ward: 'E05999901',
      position: null,
      withdrawn: true,
    };
    const { catchment } = compileCatchment([...rows, old], MADE_UP, ABOUT);
    expect(lookUp(catchment, 'AB30 1AA')).toMatchObject({ kind: 'hub', hub: 'north', position: null });
    expect(lookUp(catchment, 'AB30 1AB')).toMatchObject({ kind: 'elsewhere' });
    expect(lookUp(catchment, 'AB30')).toMatchObject({ kind: 'elsewhere' });
  });

  it('finds wards that no hub has, or that two have, and hubs without any postcode', () => {
    const stranger: PostcodeRow = {
      postcode: 'AB9 1BB',
      district: 'E08999901',
      ward: 'E05777777',
      position: null,
      withdrawn: false,
    };
    const rules = {
      ...MADE_UP,
      hubs: [
        ...MADE_UP.hubs,
        {
          id: 'empty',
          wards: [
            { code: 'E05999999', name: 'Nowhere' },
            { code: 'E05999901', name: 'Upper' },
          ],
        },
      ],
    };
    const { findings } = compileCatchment([...rows, stranger], rules, ABOUT);
    expect(findings).toContainEqual({
      level: 'problem',
      code: 'unknown-ward',
      subject: 'E05777777',
      count: 1,
      examples: ['AB9 1BB'],
    });
    expect(findings.map((finding) => finding.code)).toContain('ward-in-two-hubs');
    expect(
      compileCatchment([], MADE_UP, ABOUT).findings.filter((finding) => finding.code === 'hub-without-postcodes'),
    ).toHaveLength(2);
  });

  it('leaves far outcodes of a neighbour out of the table', () => {
    const far: PostcodeRow = {
      postcode: 'YO1 1AA',
      district: 'E08999902',
      ward: '',
      position: { lat: 53.96, lng: -1.08 },
      withdrawn: false,
    };
    const beside: PostcodeRow = {
      postcode: 'HX1 1AA',
      district: 'E08999902',
      ward: '',
      position: { lat: 53.905, lng: -2.001 },
      withdrawn: false,
    };
    const { catchment, counts } = compileCatchment([...rows, far, beside], MADE_UP, ABOUT);
    expect(Object.keys(catchment.outcodes)).toEqual(['AB9', 'AB10', 'HX1']);
    expect(counts.tooFar).toBe(1);
  });
});

describe('the command', () => {
  const records = join(FIXTURES, 'records');
  async function command(...args: string[]) {
    const lines: string[] = [];
    const code = await run(args, (line) => lines.push(line));
    return { code, said: lines.join('\n') };
  }

  it.each(['code-point-open', 'onspd-2023.csv', 'nspl-2023.csv', 'nspl-2025.csv', 'nspl-2026.csv'])(
    'compiles %s into a table and unit files, and says so',
    async (name) => {
      const out = folder();
      const { code, said } = await command(join(FIXTURES, name), '--out', out, '--records', records);
      expect(code, said).toBe(0);
      expect(readdirSync(out).sort()).toEqual(['catchment.json', 'units']);
      expect(readdirSync(join(out, 'units')).sort()).toEqual(['ab10.json', 'ab9.json']);
      const table = JSON.parse(readFileSync(join(out, 'catchment.json'), 'utf8')) as Catchment;
      const units = JSON.parse(readFileSync(join(out, 'units/ab9.json'), 'utf8')) as UnitFile;
      expect(lookUp(table, 'AB9 2AD', units)).toMatchObject({
        kind: 'hub',
        hub: 'south',
        why: { basis: 'unit' },
      });
      expect(table.notices.join()).toContain('2031');
      expect(said).toMatch(/10 {2}ours, together[\s\S]*3 {2}neighbours[\s\S]*bytes, [\d,]+ compressed[\s\S]*Next: /);
    },
  );

  it('refuses what is wrong, names it, and leaves the present files alone', async () => {
    const out = folder();
    await command(join(FIXTURES, 'nspl-2025.csv'), '--out', out, '--records', records);
    const before = readFileSync(join(out, 'catchment.json'), 'utf8');
    const text = readFileSync(join(FIXTURES, 'nspl-2025.csv'), 'utf8');
    const at = folder();
    const zip = zipSync({ 'Data/NSPL.csv': strToU8(text.repeat(1)) });
    const wrong: [string, string | Uint8Array, RegExp][] = [
      ['empty.csv', '', /the file is empty/],
      ['cut.csv', text.slice(0, -60), /columns: the file may be cut short/],
      ['cut-at-line.csv', text.slice(0, text.indexOf('"AB101AA"')), /AB10[\s\S]*present table has/],
      ['photo.csv', new Uint8Array(2_000_000).fill(7), /is not a postcode file/],
      ['other.csv', 'name,age\nAnna,3\n', /is not a postcode file/],
      ['no-ward.csv', text.replace('wd25cd', 'wdxxcd'), /is not a postcode file/],
      ['header-only.csv', `${text.split('\n')[0]}\n`, /no postcode file was found/],
      [
        'new-wards.csv',
        text.replaceAll('E05999902', 'E05123456'),
        /E05123456: [^\n]*: 4 \(AB9 2AD[\s\S]*mend: Add the ward/,
      ],
      [
        'stranger.csv',
        text.replaceAll('E08999902', 'E08777777'),
        /E08777777 in AB9: [^\n]*: 3 \(AB9 3AA\)[\s\S]*council\.yaml/,
      ],
      ['cut.zip', zip.slice(0, zip.length / 2), /cut short or is not a zip/],
      ['empty.zip', zipSync({}), /no postcode file was found/],
    ];
    for (const [name, content, says] of wrong) {
      writeFileSync(join(at, name), content);
      const { code, said } = await command(join(at, name), '--out', out, '--records', records);
      expect(said, name).toMatch(says);
      expect(said, name).toContain('Nothing was written');
      expect(code, name).toBe(1);
      expect(readFileSync(join(out, 'catchment.json'), 'utf8')).toBe(before);
      expect(readdirSync(out).sort()).toEqual(['catchment.json', 'units']);
    }
    expect((await command(join(at, 'none.csv'), '--out', out, '--records', records)).said).toMatch(/no such file/);
    expect(await command('--out', out)).toMatchObject({ code: 2 });
    expect(await command('a', '--wrong')).toMatchObject({ code: 2 });
  });

  it('takes fewer postcodes when told that this is meant', async () => {
    const [out, at] = [folder(), folder()];
    await command(join(FIXTURES, 'nspl-2025.csv'), '--out', out, '--records', records);
    const text = readFileSync(join(FIXTURES, 'nspl-2025.csv'), 'utf8');
    writeFileSync(join(at, 'less.csv'), text.slice(0, text.indexOf('"AB101AA"')));
    expect(await command(join(at, 'less.csv'), '--out', out, '--records', records, '--accept-fewer')).toMatchObject({
      code: 0,
    });
    expect(readdirSync(join(out, 'units'))).toEqual(['ab9.json']);
  });

  it('lists every fault of the hub and council records', async () => {
    const broken = folder();
    cpSync(records, broken, { recursive: true });
    writeFileSync(join(broken, 'hubs/north.yaml'), 'wards:\n  - { code: 12, name: Upper }\n');
    mkdirSync(join(broken, 'hubs'), { recursive: true });
    writeFileSync(join(broken, 'hubs/south.yaml'), 'wards: [\n');
    rmSync(join(broken, 'council.yaml'));
    const { code, said } = await command(
      join(FIXTURES, 'nspl-2025.csv'),
      '--out',
      join(broken, 'out'),
      '--records',
      broken,
    );
    expect(code).toBe(1);
    for (const name of ['hubs/north.yaml', 'hubs/south.yaml', 'council.yaml']) expect(said).toContain(name);
    expect(existsSync(join(broken, 'out'))).toBe(false);
  });
});

describe('distance', () => {
  it('is right between two known places', () => {
    // Bradford City Hall to Leeds Town Hall: 13.1 km by the map.
    expect(distanceMetres({ lat: 53.7925, lng: -1.7533 }, { lat: 53.8003, lng: -1.5497 })).toBeCloseTo(13_400, -3);
    expect(distanceMetres({ lat: 53.8, lng: -1.7 }, { lat: 53.8, lng: -1.7 })).toBe(0);
  });

  it('gives the nearest first and leaves out what has no position', () => {
    const venues = [
      { id: 'far', position: { lat: 54, lng: -1.7 } },
      { id: 'secret', position: null },
      { id: 'near', position: { lat: 53.81, lng: -1.7 } },
    ];
    const found = nearest(venues, { lat: 53.8, lng: -1.7 }, 5);
    expect(found.map(({ item }) => item.id)).toEqual(['near', 'far']);
    expect(found[0]?.metres).toBeCloseTo(1112, -1);
    expect(nearest(venues, { lat: 53.8, lng: -1.7 }, 1)).toHaveLength(1);
  });

  it("turns Ordnance Survey's own worked example into its position", () => {
    // Caister water tower, of the OS guide: TG 51409 13177 is 52°39'28.72" N 1°42'57.79" E (WGS84, some metres).
    const at = fromNationalGrid(651_409.903, 313_177.27);
    expect(distanceMetres(at, { lat: 52.657977, lng: 1.716038 })).toBeLessThan(10);
  });
});

describe('the default table', () => {
  it('is at most 6 KB compressed, and shows its notices', () => {
    const text = readFileSync(join(ROOT, 'content/records/catchment/catchment.json'));
    const bytes = gzipSync(text, { level: 9 }).length;
    console.log(`catchment.json: ${text.length} bytes, ${bytes} compressed`);
    expect(bytes).toBeLessThanOrEqual(6_000);
    expect(gzipSync(text).length).toBeLessThanOrEqual(6_000);
    expect(DEFAULT.notices.join()).toMatch(/OS data.*Royal Mail data.*National Statistics data/);
  });

  it('has the hubs, wards and neighbours that the records have', () => {
    const { rules, problems } = loadRules(join(ROOT, 'content/records'));
    expect(problems).toEqual([]);
    expect(DEFAULT.hubs).toEqual(rules.hubs.map((hub) => hub.id));
    expect(DEFAULT.wards).toEqual(
      rules.hubs.flatMap((hub, index) => hub.wards.map((ward) => [ward.code, ward.name, index])),
    );
    expect(DEFAULT.districts).toEqual(rules.districts.neighbours);
  });
});

describe.skipIf(NO_SHARED)(
  `every postcode of ../shared/data${NO_SHARED ? ' (SKIPPED: the folder is not here)' : ''}`,
  () => {
    const HUB: Record<string, string> = {
      East: 'bradford-east',
      South: 'bradford-south',
      West: 'bradford-west',
      'Keighley and Shipley': 'keighley-shipley',
    };
    const table = (name: string) =>
      Papa.parse<Record<string, string>>(readFileSync(join(SHARED, name), 'utf8').trim(), { header: true }).data;
    const hubOf = (answer: Answer) => (answer.kind === 'hub' ? answer.hub : answer.kind);

    it('gets its own hub: 14,864 of 14,864 live ones', () => {
      const rows = table('bradford_postcodes_2025-10.csv');
      const right = rows.filter(
        (row) => hubOf(lookUp(DEFAULT, row['postcode']!.toLowerCase().replace(' ', ''))) === HUB[row['hub_area']!],
      );
      console.log(`live: ${right.length} of ${rows.length}`);
      expect([right.length, rows.length]).toEqual([14_864, 14_864]);
    });

    it('gets its own district: 8,959 of 8,959 neighbours', () => {
      const rows = table('neighbour_postcodes_2025-10.csv');
      const right = rows.filter((row) => {
        const answer = lookUp(DEFAULT, row['postcode']!);
        return (
          answer.kind === 'outside' &&
          answer.districts.length === 1 &&
          answer.districts[0]?.code === row['district_code']
        );
      });
      console.log(`neighbours: ${right.length} of ${rows.length}`);
      expect([right.length, rows.length]).toEqual([8_959, 8_959]);
    });

    it('gets its hub when withdrawn: 661 of 661', () => {
      const rows = table('bradford_postcodes_withdrawn_since_2014.csv');
      const right = rows.filter((row) => hubOf(lookUp(DEFAULT, row['postcode']!)) === HUB[row['hub_area']!]);
      console.log(`withdrawn: ${right.length} of ${rows.length}`);
      expect([right.length, rows.length]).toEqual([661, 661]);
    });

    it('has a sector position near it', () => {
      const off = table('bradford_postcodes_2025-10.csv')
        .flatMap((row) => {
          const answer = lookUp(DEFAULT, row['postcode']!);
          return answer.kind === 'hub' && answer.position
            ? [distanceMetres(answer.position, { lat: Number(row['lat']), lng: Number(row['lon']) })]
            : [];
        })
        .sort((a, b) => a - b);
      const [half, most] = [off[Math.floor(off.length / 2)]!, off[Math.floor(off.length * 0.95)]!];
      console.log(`sector position: half within ${Math.round(half)} m, 95% within ${Math.round(most)} m`);
      expect(off).toHaveLength(14_864);
      expect(half).toBeLessThan(1_000);
    });

    it('offers its own hub first when it is new in a shared sector, nine times in ten', () => {
      const rows = table('bradford_postcodes_2025-10.csv');
      let [first, offered, asked] = [0, 0, 0];
      for (const row of rows) {
        const [outcode, sector, unit] = [
          row['postcode']!.slice(0, -4),
          row['postcode']!.at(-3)!,
          row['postcode']!.slice(-2),
        ];
        const entry = DEFAULT.outcodes[outcode]![sector]!;
        const areas = readAreas(entry[0]);
        if (areas.only !== null) continue;
        const without = new Map(
          UNITS.flatMap((each, at) =>
            each !== unit && areas.marks[at] && areas.marks[at] !== '.' ? [[each, areas.marks[at]]] : [],
          ),
        );
        const table = {
          ...DEFAULT,
          outcodes: {
            [outcode]: { [sector]: [writeAreas(without, true), ...entry.slice(1)] as typeof entry },
          },
        };
        const answer = lookUp(table, row['postcode']!);
        asked += 1;
        if (answer.kind === 'choose' && answer.hubs[0] === HUB[row['hub_area']!]) first += 1;
        if (answer.kind === 'choose' && answer.hubs.includes(HUB[row['hub_area']!]!)) offered += 1;
      }
      console.log(`left out and asked again: own hub first ${first}, offered ${offered}, of ${asked}`);
      expect(first / asked).toBeGreaterThan(0.9);
    });

    it('has grid references that come out within 10 metres', () => {
      const furthest = Math.max(
        ...table('bradford_postcodes_2025-10.csv').map((row) =>
          distanceMetres(fromNationalGrid(Number(row['easting']), Number(row['northing'])), {
            lat: Number(row['lat']),
            lng: Number(row['lon']),
          }),
        ),
      );
      console.log(`grid to degrees: at most ${furthest.toFixed(2)} m from the shared positions`);
      expect(furthest).toBeLessThan(10);
    });

    it('compiles the whole bd.csv in seconds, every postcode known to its unit file', async () => {
      const started = performance.now();
      const { rows, source } = await rowsOf(join(SHARED, 'codepoint-2025-original/bd.csv'));
      const { rules } = loadRules(join(ROOT, 'content/records'));
      const { catchment, findings } = compileCatchment(rows, rules, ABOUT);
      const units = compileUnits(rows, rules, ABOUT);
      console.log(`bd.csv: ${source.rows} rows read and compiled in ${Math.round(performance.now() - started)} ms`);
      expect(source).toMatchObject({ rows: 17_305, problems: [] });
      expect(findings.filter((finding) => finding.level === 'problem')).toEqual([]);
      for (const row of rows) {
        if (row.district === '') continue;
        const answer = lookUp(catchment, row.postcode, units.get(row.postcode.slice(0, -4))!);
        expect(answer.kind).toBe(row.district === 'E08000032' ? 'hub' : 'outside');
      }
      // The default table knows the other areas too: one area's file must not replace it unasked.
      expect(lookUp(DEFAULT, 'LS29 8AA').kind).toBe('hub');
    });
  },
);

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)]!;
}

/** One character as somebody might type it. */
function respell(character: string, random: () => number): string {
  if (character === ' ') return pick(['', ' ', '  ', '\t', '\u00a0', '-', '.'], random);
  const wide = String.fromCharCode(character.charCodeAt(0) + 0xfee0);
  return pick(
    [
      character,
      character.toLowerCase(),
      wide,
      ...(character === '0' ? ['O', 'o'] : []),
      ...(character === '1' ? ['l', 'I'] : []),
    ],
    random,
  );
}
