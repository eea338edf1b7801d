/**
 * An adaptive binary range coder, after the one in the LZMA SDK (public domain):
 * every bit is coded with the probability its context has shown so far, so that a
 * list of small numbers takes hardly more room than it holds news. Contexts are
 * numbered by the caller; writer and reader must use them alike.
 */
export class BitWriter {
  private low = 0;
  private range = 0xffffffff;
  private held = 0;
  private waiting = 0;
  private started = false;
  private readonly odds: Odds;
  private readonly out: number[] = [];

  constructor(contexts: number) {
    this.odds = new Odds(contexts);
  }

  bit(context: number, bit: number): void {
    const bound = this.odds.bound(this.range, context);
    if (bit) {
      this.low += bound;
      this.range -= bound;
    } else this.range = bound;
    this.odds.learn(context, bit);
    while (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0;
      this.shift();
    }
  }

  /** A number of `bits` bits, highest first, each bit in the context of those before it. Uses 2^bits contexts. */
  number(context: number, bits: number, value: number): void {
    for (let at = bits - 1, node = 1; at >= 0; at--) {
      const bit = (value >> at) & 1;
      this.bit(context + node, bit);
      node = node * 2 + bit;
    }
  }

  finish(): Uint8Array {
    for (let byte = 0; byte < 5; byte++) this.shift();
    return Uint8Array.from(this.out);
  }

  private shift(): void {
    if (this.low < 0xff000000 || this.low > 0xffffffff) {
      const carry = this.low > 0xffffffff ? 1 : 0;
      if (this.started) this.out.push((this.held + carry) & 255);
      for (; this.waiting > 0; this.waiting--) this.out.push((255 + carry) & 255);
      this.held = Math.floor(this.low / 0x1000000) & 255;
      this.started = true;
    } else this.waiting++;
    this.low = (this.low % 0x1000000) * 256;
  }
}

/** Reads what BitWriter wrote. Past the end it reads zeros, so broken data gives wrong numbers, never an endless loop. */
export class BitReader {
  private code = 0;
  private range = 0xffffffff;
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly odds: Odds;

  constructor(bytes: Uint8Array, contexts: number) {
    this.bytes = bytes;
    this.odds = new Odds(contexts);
    for (let byte = 0; byte < 4; byte++) this.next();
  }

  bit(context: number): number {
    const bound = this.odds.bound(this.range, context);
    const bit = this.code >= bound ? 1 : 0;
    if (bit) {
      this.code -= bound;
      this.range -= bound;
    } else this.range = bound;
    this.odds.learn(context, bit);
    while (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0;
      this.next();
    }
    return bit;
  }

  number(context: number, bits: number): number {
    let node = 1;
    for (let at = 0; at < bits; at++) node = node * 2 + this.bit(context + node);
    return node - (1 << bits);
  }

  private next(): void {
    this.code = ((this.code << 8) | (this.bytes[this.at++] ?? 0)) >>> 0;
  }
}

/** How likely a 0 is in each context: learnt fast at first, then slower, as a running mean. */
class Odds {
  private readonly zero: Uint16Array;
  private readonly seen: Uint8Array;

  constructor(contexts: number) {
    this.zero = new Uint16Array(contexts).fill(0x8000);
    this.seen = new Uint8Array(contexts);
  }

  bound(range: number, context: number): number {
    return (range >>> 16) * (this.zero[context] ?? 0);
  }

  learn(context: number, bit: number): void {
    const odds = this.zero[context] ?? 0;
    const seen = this.seen[context] ?? 0;
    const next = odds + Math.trunc(((bit ? 0 : 0xffff) - odds) / (seen + 1.6));
    this.zero[context] = Math.min(0xffe0, Math.max(0x20, next));
    if (seen < 250) this.seen[context] = seen + 1;
  }
}
