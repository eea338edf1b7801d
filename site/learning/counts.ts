import { createHmac, randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { addDays, mondayOf } from '../../content/model/day.ts';
import { replaceSafely } from '../../content/safe-file.ts';

/**
 * Opens the counts of searches that found nothing. Part 3 of the rule in rule.ts is kept here.
 *
 * @param database the file of the database, or ':memory:'
 * @param keyFile where this month's key lies, apart from the counts so that a copy of them alone tells nothing
 */
export function openCounts(database: string, keyFile: string): WordCounts {
  // A backup that is reading makes a count wait, not fail.
  const db = new DatabaseSync(database, { timeout: 5000 });
  // Deleted words are overwritten, not only unlinked; and tables without row numbers tell no order of arrival.
  db.exec('pragma journal_mode = truncate; pragma synchronous = full; pragma secure_delete = on');
  db.exec(`
    create table if not exists tally (mark text, day text, count integer not null, primary key (mark, day)) strict, without rowid;
    create table if not exists aside (mark text primary key) strict, without rowid;
    create table if not exists kept (words text, day text, count integer not null, primary key (words, day)) strict, without rowid;
  `);
  return new WordCounts(db, keyFile);
}

export class WordCounts {
  private readonly db: DatabaseSync;
  private readonly keyFile: string;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(db: DatabaseSync, keyFile: string) {
    this.db = db;
    this.keyFile = keyFile;
  }

  /**
   * Counts one person's words on one day. They are written down as words only when this one makes them enough.
   *
   * @param words as `mayBeCounted` gave them
   * @param day YYYY-MM-DD
   * @param people how many must have sent them
   */
  count(words: string, day: string, people: number): Promise<void> {
    return this.inTurn(async () => {
      const mark = await this.markOf(words, day);
      this.all(() => {
        if (this.db.prepare('select 1 from aside where mark = ?').get(mark)) return;
        if (this.has(words)) {
          this.add('kept', words, day, 1);
          return;
        }
        const known = this.db.prepare('select day, count from tally where mark = ?').all(mark) as DayCount[];
        if (known.length === 0 && this.size('tally', 'mark') >= MOST_MARKS) return;
        this.add('tally', mark, day, 1);
        const days = this.db.prepare('select day, count from tally where mark = ?').all(mark) as DayCount[];
        const total = days.reduce((sum, one) => sum + one.count, 0);
        if (total < people || days.length < FEWEST_DAYS || this.size('kept', 'words') >= MOST_KEPT) return;
        for (const one of days) this.add('kept', words, one.day, one.count);
        this.db.prepare('delete from tally where mark = ?').run(mark);
      });
    });
  }

  /** The words that enough people used, most often used first, with their counts by week. */
  list(): KeptWords[] {
    const rows = this.db.prepare('select words, day, count from kept order by day').all() as (DayCount & {
      words: string;
    })[];
    const kept = new Map<string, KeptWords>();
    for (const { words, day, count } of rows) {
      const one = kept.get(words) ?? { words, total: 0, weeks: [] };
      const monday = mondayOf(day);
      const week = one.weeks.at(-1);
      if (week?.monday === monday) week.count += count;
      else one.weeks.push({ monday, count });
      one.total += count;
      kept.set(words, one);
    }
    return [...kept.values()].sort((a, b) => b.total - a.total || a.words.localeCompare(b.words, 'en-GB'));
  }

  has(words: string): boolean {
    return this.db.prepare('select 1 from kept where words = ?').get(words) !== undefined;
  }

  /** Forgets words. Only their mark stays, until the key is renewed, so that they do not come back this month. */
  setAside(words: string, day: string): Promise<void> {
    return this.inTurn(async () => {
      const mark = await this.markOf(words, day);
      this.all(() => {
        this.db.prepare('delete from kept where words = ?').run(words);
        this.db.prepare('delete from tally where mark = ?').run(mark);
        this.db.prepare('insert or ignore into aside (mark) values (?)').run(mark);
      });
    });
  }

  /** Drops what is too old, and what was counted under a key of another month. */
  tidy(day: string): Promise<void> {
    return this.inTurn(async () => {
      this.db.prepare('delete from kept where day <= ?').run(addDays(day, -KEPT_DAYS));
      const key = await this.readKey();
      if (key !== undefined && key.month !== day.slice(0, 7)) await this.dropKey();
    });
  }

  /** Forgets everything, with the key: for a council that has turned it off. */
  forgetAll(): Promise<void> {
    return this.inTurn(async () => {
      this.db.exec('delete from kept');
      await this.dropKey();
    });
  }

  async close(): Promise<void> {
    await this.turn;
    this.db.close();
  }

  private async markOf(words: string, day: string): Promise<string> {
    const month = day.slice(0, 7);
    let key = await this.readKey();
    if (key?.month !== month) {
      await this.dropKey();
      key = { month, key: randomBytes(32) };
      await replaceSafely(this.keyFile, `${month} ${key.key.toString('base64')}\n`);
    }
    return createHmac('sha256', key.key).update(words).digest('base64url');
  }

  private async readKey(): Promise<{ month: string; key: Buffer } | undefined> {
    const text = await readFile(this.keyFile, 'utf8').catch(() => '');
    const [, month, key] = /^(\d{4}-\d{2}) ([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
    return month !== undefined && key !== undefined ? { month, key: Buffer.from(key, 'base64') } : undefined;
  }

  /** What was counted under a key goes before the key, so that a crash between the two leaves nothing behind. */
  private async dropKey(): Promise<void> {
    this.db.exec('delete from tally; delete from aside');
    await rm(this.keyFile, { force: true });
  }

  private add(table: 'tally' | 'kept', name: string, day: string, count: number): void {
    const column = table === 'tally' ? 'mark' : 'words';
    this.db
      .prepare(
        `insert into ${table} (${column}, day, count) values (?, ?, ?) on conflict do update set count = count + excluded.count`,
      )
      .run(name, day, count);
  }

  private size(table: 'tally' | 'kept', column: 'mark' | 'words'): number {
    const row = this.db.prepare(`select count(distinct ${column}) as size from ${table}`).get() as { size: number };
    return row.size;
  }

  private all(work: () => void): void {
    this.db.exec('begin immediate');
    try {
      work();
      this.db.exec('commit');
    } catch (error) {
      this.db.exec('rollback');
      throw error;
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}

/** One person who presses again and again on one evening is not several. */
const FEWEST_DAYS = 2;
const KEPT_DAYS = 90;
/** So that nobody can fill the disk: about a megabyte of marks, and more words than an editor will read. */
const MOST_MARKS = 10_000;
const MOST_KEPT = 500;

export type KeptWords = {
  words: string;
  total: number;
  /** Oldest first; `monday` is the first day of the week, YYYY-MM-DD. */
  weeks: { monday: string; count: number }[];
};
type DayCount = { day: string; count: number };
