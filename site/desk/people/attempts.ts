import type { DatabaseSync } from 'node:sqlite';

/** Wrong passwords in a row before an account rests. */
const ACCOUNT_LIMIT = 10;
/** Wrong passwords in a row from one address before it rests: a hub's staff may share one. */
const ADDRESS_LIMIT = 40;
const MINUTE = 60_000;
const FIRST_REST = 15 * MINUTE;
const LONGEST_REST = 24 * 60 * MINUTE;
/** A quiet time after which an old slip no longer counts. */
const FORGOTTEN_AFTER = 24 * 60 * MINUTE;

/**
 * Counts wrong passwords by account and by address, in the database, so that a restart forgets none. Each
 * try is counted before the password is looked at, so that a hundred at once count a hundred. An address
 * that nobody has is counted like any other: the answer tells nobody who has an account.
 */
export class Attempts {
  private readonly database: DatabaseSync;
  private readonly now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.database = database;
    this.now = now;
    database.exec(
      'create table if not exists attempt (key text primary key, wrong integer not null, last integer not null, until integer not null) strict',
    );
  }

  /**
   * Counts a try.
   *
   * @param account the e-mail address that was typed
   * @param address the network address it came from
   * @returns milliseconds to wait; 0 when the password may be looked at
   */
  begin(account: string, address: string): number {
    const keys = keysFor(account, address);
    const wait = Math.max(...keys.map(({ key }) => (this.row(key)?.until ?? 0) - this.now()));
    if (wait > 0) return wait;
    for (const { key, limit } of keys) this.count(key, limit);
    return 0;
  }

  /** A right password: the slips before it are forgiven, and the address is freed of this try. */
  succeeded(account: string, address: string): void {
    const [own, shared] = keysFor(account, address);
    if (own) this.database.prepare('delete from attempt where key = ?').run(own.key);
    // Not all of the address's: a thief with one right password must not wipe the slate as they go.
    if (shared)
      this.database.prepare('update attempt set wrong = max(0, wrong - 1), until = 0 where key = ?').run(shared.key);
  }

  /** An administrator lets an account try again. */
  release(account: string): void {
    this.database.prepare('delete from attempt where key = ?').run(accountKey(account));
  }

  /** True while an account rests. */
  resting(account: string): boolean {
    return (this.row(accountKey(account))?.until ?? 0) > this.now();
  }

  private count(key: string, limit: number): void {
    const now = this.now();
    const row = this.row(key);
    const wrong = row && now - row.last < FORGOTTEN_AFTER ? row.wrong + 1 : 1;
    const over = wrong - limit;
    const until = over < 0 ? 0 : now + Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(over, 10));
    this.database
      .prepare(
        'insert into attempt (key, wrong, last, until) values (?, ?, ?, ?) on conflict (key) do update set wrong = excluded.wrong, last = excluded.last, until = excluded.until',
      )
      .run(key, wrong, now, until);
  }

  private row(key: string): Row | undefined {
    return this.database.prepare('select wrong, last, until from attempt where key = ?').get(key) as Row | undefined;
  }
}

function keysFor(account: string, address: string): { key: string; limit: number }[] {
  return [
    { key: accountKey(account), limit: ACCOUNT_LIMIT },
    { key: `address ${address}`, limit: ADDRESS_LIMIT },
  ];
}

function accountKey(account: string): string {
  return `account ${account.trim().toLowerCase()}`;
}

type Row = { wrong: number; last: number; until: number };
