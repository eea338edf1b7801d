/**
 * Reads official postcode files: Code-Point Open (10 columns, no header), and
 * ONSPD and NSPL (columns found by header name), as a csv, a zip, or a folder of
 * them. A national file is read in pieces, never whole.
 */
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { strFromU8, Unzip, UnzipInflate } from 'fflate';
import Papa from 'papaparse';
import type { Problem } from '../content/problem.ts';
import { fromNationalGrid } from './postcodes-osgb.ts';
import type { PostcodeRow } from './postcodes.ts';

/**
 * Gives every postcode of a file, folder or zip to `onRow`, and reports what was
 * read and every problem (file, line, value, mend). Nothing is thrown for bad
 * content. In folders and zips, tables that are not postcode files (code lists, the
 * Code-Point header file) are passed over, and so is ONSPD's `multi_csv` copy.
 */
export async function readPostcodes(path: string, onRow: (row: PostcodeRow) => void): Promise<PostcodeSource> {
  const source: PostcodeSource = { format: null, files: [], rows: 0, metadata: '', newest: '', problems: [] };
  if (!existsSync(path)) {
    problem(
      source,
      path,
      '',
      path,
      'there is no such file or folder',
      'Check the path; put quotes round it if it has spaces.',
    );
  } else if (statSync(path).isDirectory()) {
    await readFolder(path, source, onRow);
  } else if (/\.zip$/i.test(path)) {
    await readZip(path, source, onRow);
  } else {
    source.metadata = metadataBeside(path);
    await readCsv(path, basename(path), source, onRow, true);
  }
  if (source.rows === 0 && source.problems.length === 0) {
    problem(source, path, '', '(no postcodes)', 'no postcode file was found in it', NEEDED);
  }
  return source;
}

async function readFolder(folder: string, source: PostcodeSource, onRow: (row: PostcodeRow) => void) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    if (METADATA.test(name)) source.metadata += readFileSync(join(folder, name), 'latin1');
    if (isTable(name)) await readCsv(join(folder, name), name, source, onRow, false);
  }
}

async function readCsv(
  path: string,
  name: string,
  source: PostcodeSource,
  onRow: (row: PostcodeRow) => void,
  alone: boolean,
) {
  const table = new PostcodeTable(name, source, onRow, alone);
  const decoder = new TextDecoder();
  for await (const bytes of createReadStream(path)) table.add(decoder.decode(bytes as Uint8Array, { stream: true }));
  table.end();
}

async function readZip(path: string, source: PostcodeSource, onRow: (row: PostcodeRow) => void) {
  if (!hasZipEnd(path)) {
    return problem(
      source,
      basename(path),
      '',
      `${statSync(path).size} bytes`,
      'the zip is cut short or is not a zip',
      'Download it again.',
    );
  }
  const open = new Set<string>();
  const unzip = new Unzip((entry) => {
    const wanted = isTable(entry.name);
    if (!wanted && !METADATA.test(entry.name)) return;
    const table = wanted ? new PostcodeTable(entry.name, source, onRow, false) : null;
    const decoder = new TextDecoder();
    open.add(entry.name);
    entry.ondata = (error, bytes, final) => {
      if (error) throw error;
      if (table) table.add(decoder.decode(bytes, { stream: !final }));
      else source.metadata += strFromU8(bytes, true);
      if (final) {
        open.delete(entry.name);
        table?.end();
      }
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const bytes of createReadStream(path)) unzip.push(bytes as Uint8Array);
    unzip.push(new Uint8Array(0), true);
  } catch (error) {
    problem(source, basename(path), '', String(error), 'the zip cannot be unpacked', 'Download it again.');
  }
  for (const name of open)
    problem(source, name, '', 'ends too early', 'the file in the zip is cut short', 'Download the zip again.');
}

/** Every zip ends with a directory; one that was cut short has lost it. */
function hasZipEnd(path: string): boolean {
  const { size } = statSync(path);
  const tail = Buffer.alloc(Math.min(size, ZIP_END_LONGEST));
  const file = openSync(path, 'r');
  readSync(file, tail, 0, tail.length, size - tail.length);
  closeSync(file);
  return tail.includes(Buffer.from('PK\x05\x06', 'latin1'));
}

/** One csv that arrives in pieces. It knows its columns once the first line is there. */
class PostcodeTable {
  readonly #name: string;
  readonly #source: PostcodeSource;
  readonly #onRow: (row: PostcodeRow) => void;
  readonly #alone: boolean;
  #rest = '';
  #line = 0;
  #rows = 0;
  #columns: Columns | null | undefined;

  constructor(name: string, source: PostcodeSource, onRow: (row: PostcodeRow) => void, alone: boolean) {
    this.#name = name;
    this.#source = source;
    this.#onRow = onRow;
    this.#alone = alone;
  }

  add(text: string): void {
    if (this.#columns === null) return;
    const upTo = text.lastIndexOf('\n') + 1;
    if (upTo === 0) {
      this.#rest += text;
      // No line ends: not a table. Do not gather a whole film in memory.
      if (this.#rest.length > LONGEST_LINE) this.#refuse(this.#rest);
      return;
    }
    this.#lines(this.#rest + text.slice(0, upTo));
    this.#rest = text.slice(upTo);
  }

  end(): void {
    if (this.#rest.trim() !== '' && this.#columns !== null) this.#lines(this.#rest);
    if (this.#columns === undefined && this.#alone) {
      problem(this.#source, this.#name, '', '(empty)', 'the file is empty', 'Download it again.');
    }
    if (this.#rows > 0) this.#source.files.push({ name: this.#name, rows: this.#rows });
  }

  #lines(text: string): void {
    for (const cells of Papa.parse<string[]>(text, { delimiter: ',' }).data) {
      this.#line += 1;
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      if (this.#columns === undefined) {
        this.#columns = columnsOf(cells);
        if (this.#columns === null) return this.#refuse(cells.join(','));
        if (this.#columns.hasHeader) continue;
      }
      if (this.#columns === null) return;
      this.#row(cells, this.#columns);
    }
    // Papa sees an empty line after the last line end of a piece.
    if (text.endsWith('\n')) this.#line -= 1;
  }

  #row(cells: string[], columns: Columns): void {
    const cell = (index: number): string => cells[index]?.trim() ?? '';
    const typed = cell(columns.postcode);
    if (columns.format === 'Code-Point Open' && /^postcode$/i.test(typed)) return; // the second header line
    const fault = (value: string, what: string) =>
      problem(
        this.#source,
        this.#name,
        `line ${this.#line}`,
        value,
        what,
        'Download the file again; do not save it from a spreadsheet program.',
      );
    if (cells.length !== columns.count) {
      return fault(`${cells.length} columns`, `a row must have ${columns.count} columns: the file may be cut short`);
    }
    if (typed === 'GIR 0AA') return; // a bank's own code, outside the pattern of all others
    const compact = typed.replace(/\s+/g, '');
    if (!POSTCODE.test(compact)) return fault(typed, 'is not a postcode');
    const [district, ward] = [areaCode(cell(columns.district)), areaCode(cell(columns.ward))];
    if (district === null || ward === null) {
      return fault(
        `${cell(columns.district)} ${cell(columns.ward)}`,
        'district and ward must be codes such as E08000032',
      );
    }
    const position = columns.position(cell);
    if (position === undefined) return fault(cells.join(',').slice(0, 80), 'the position is not numbers');
    const introduced = columns.introduced < 0 ? '' : cell(columns.introduced);
    if (introduced > this.#source.newest) this.#source.newest = introduced;
    this.#source.format ??= columns.format;
    this.#source.rows += 1;
    this.#rows += 1;
    const withdrawn = columns.ended >= 0 && cell(columns.ended) !== '';
    this.#onRow({
      postcode: `${compact.slice(0, -3)} ${compact.slice(-3)}`,
      district,
      ward,
      position,
      withdrawn,
    });
  }

  #refuse(found: string): void {
    this.#columns = null;
    this.#rest = '';
    if (this.#alone) problem(this.#source, this.#name, 'line 1', found.slice(0, 80), 'is not a postcode file', NEEDED);
  }
}

/** Where the columns are, from the first line; null when it is no postcode file. */
function columnsOf(cells: string[]): Columns | null {
  const names = cells.map((cell) =>
    cell
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  );
  const named = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name));
  if (names.includes('pcds')) return onsColumns(cells.length, named);
  const headed = /^(pc|postcode)$/.test(names[0] ?? '') && named(/^(ea|eastings)$/) > 0;
  if (headed) {
    return codePointColumns(cells.length, true, {
      postcode: 0,
      easting: named(/^(ea|eastings)$/),
      northing: named(/^(no|northings)$/),
      district: named(/^(dc|admin_district_code)$/),
      ward: named(/^(wc|admin_ward_code)$/),
    });
  }
  const headless = cells.length === 10 && POSTCODE.test((cells[0] ?? '').replace(/\s+/g, ''));
  return headless ? codePointColumns(10, false, { postcode: 0, easting: 2, northing: 3, district: 8, ward: 9 }) : null;
}

/** ONSPD and NSPL: the names change with the years (lad25cd, laua, oslaua), the parts of them do not. */
function onsColumns(count: number, named: (pattern: RegExp) => number): Columns | null {
  const [postcode, lat, long] = [named(/^pcds$/), named(/^lat$/), named(/^long$/)];
  const district = named(/^lad\d\dcd$|^laua$|^oslaua$/);
  const ward = named(/^wd\d\dcd$|^ward$|^osward$/);
  const ended = named(/^doterm$/);
  if ([postcode, lat, long, district, ward, ended].some((index) => index < 0)) return null;
  return {
    format: 'ONS postcode file',
    hasHeader: true,
    count,
    postcode,
    district,
    ward,
    ended,
    introduced: named(/^dointr$/),
    position(cell) {
      if (cell(lat) === '' || cell(long) === '') return null;
      const at = { lat: Number(cell(lat)), lng: Number(cell(long)) };
      if (!Number.isFinite(at.lat) || !Number.isFinite(at.lng)) return undefined;
      return at.lat > 90 || (at.lat > 99 && at.lng === 0) ? null : at;
    },
  };
}

function codePointColumns(
  count: number,
  hasHeader: boolean,
  at: { postcode: number; easting: number; northing: number; district: number; ward: number },
): Columns | null {
  if (Object.values(at).some((index) => index < 0)) return null;
  return {
    format: 'Code-Point Open',
    hasHeader,
    count,
    ...at,
    ended: -1,
    introduced: -1,
    position(cell) {
      const [easting, northing] = [Number(cell(at.easting)), Number(cell(at.northing))];
      if (!Number.isFinite(easting) || !Number.isFinite(northing)) return undefined;
      return easting === 0 && northing === 0 ? null : fromNationalGrid(easting, northing);
    },
  };
}

/** An ONS code, '' for none (blank, or all nines), null when it is neither. */
function areaCode(text: string): string | null {
  if (text === '' || /^[A-Z]99999999$/.test(text)) return '';
  return /^[A-Z]\d{8}$/.test(text) ? text : null;
}

function isTable(name: string): boolean {
  return /\.csv$/i.test(name) && !/(^|[\\/])(multi_csv|__MACOSX)[\\/]/i.test(name);
}

/** Code-Point's metadata.txt stands beside the csv, or in Doc/ beside Data/CSV/. */
function metadataBeside(path: string): string {
  const places = [join(dirname(path), 'metadata.txt'), join(dirname(path), '..', '..', 'Doc', 'metadata.txt')];
  const found = places.find((place) => existsSync(place));
  return found ? readFileSync(found, 'latin1') : '';
}

/** Notes a problem; after twenty of a kind in a file it only says that there are more. */
function problem(source: PostcodeSource, file: string, field: string, value: string, what: string, mend: string): void {
  const alike = source.problems.filter((one) => one.file === file && one.what === what);
  const last = alike[MOST_ALIKE - 1];
  if (last) last.mend = `${mend} (There are more like this.)`;
  else source.problems.push({ file, field, value, what, mend });
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/;
const METADATA = /(^|[\\/])metadata\.txt$/i;
/** The directory's last record: 22 bytes and a comment of at most 65,535. */
const ZIP_END_LONGEST = 22 + 65_535;
const LONGEST_LINE = 1_000_000;
const MOST_ALIKE = 20;
const NEEDED =
  'Give a Code-Point Open csv, folder or zip, or an ONSPD or NSPL csv or zip with its header line (pcds, doterm, lat, long, a lad.. and a wd.. column).';

export interface PostcodeSource {
  format: 'Code-Point Open' | 'ONS postcode file' | null;
  /** The postcode files that were read. */
  files: { name: string; rows: number }[];
  rows: number;
  /** Text of Code-Point's metadata.txt, or ''. */
  metadata: string;
  /** The newest month of introduction seen in an ONS file, as '202510', or ''. */
  newest: string;
  problems: Problem[];
}

interface Columns {
  format: 'Code-Point Open' | 'ONS postcode file';
  hasHeader: boolean;
  count: number;
  postcode: number;
  district: number;
  ward: number;
  /** Column of the month it ended, or -1. */
  ended: number;
  introduced: number;
  /** WGS84 position, null for none, undefined when it cannot be read. */
  position(cell: (index: number) => string): PostcodeRow['position'] | undefined;
}
