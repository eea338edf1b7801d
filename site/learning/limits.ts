import { createHmac, randomBytes } from 'node:crypto';

/**
 * Keeps one sender from counting as many, and many from filling the disk. In memory only: nothing of it is ever
 * written, addresses stand in it as hashes under a salt that changes each day, and a restart forgets all.
 */
export class DailyLimits {
  private day = '';
  private salt = randomBytes(32);
  private readonly said = new Set<string>();
  private readonly senders = new Map<string, number>();
  private total = 0;

  /**
   * True when these words may count once more today.
   *
   * @param address the network address they came from
   * @param day YYYY-MM-DD
   */
  allows(address: string, words: string, day: string): boolean {
    if (day !== this.day) this.begin(day);
    const sender = this.hash(household(address));
    const both = this.hash(`${sender} ${words}`);
    const sent = this.senders.get(sender) ?? 0;
    if (this.total >= MOST_A_DAY || sent >= MOST_A_SENDER || this.said.has(both)) return false;
    this.total++;
    this.senders.set(sender, sent + 1);
    this.said.add(both);
    return true;
  }

  private begin(day: string): void {
    this.day = day;
    this.salt = randomBytes(32);
    this.said.clear();
    this.senders.clear();
    this.total = 0;
  }

  private hash(text: string): string {
    return createHmac('sha256', this.salt).update(text).digest('base64');
  }
}

/** An address, or for IPv6 its first half: one connection has all of the rest to itself (RFC 6177). */
function household(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const groups = [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  return groups.slice(0, 4).join(':');
}

/** Different searches that one connection may count in a day: a hub's families may share one. */
const MOST_A_SENDER = 30;
const MOST_A_DAY = 5000;
