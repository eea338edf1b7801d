import type { SearchDocument } from '../../indexer/documents.ts';
import type { Filters, Found } from './engines/engine.ts';
import { milesBetween } from './miles.ts';
import { reasons } from './reasons.ts';

/**
 * Puts what was found in the order people see, the same for every engine. Pure.
 *
 * What is called exactly what was typed stands first. Then help for the needs that were understood: the main
 * help for the surest need before side help, what fits the age and is near, what the editors put first, what
 * is easy to get into, local before national, checked before unconfirmed. The first five seats are shared out
 * between needs by how sure each is, so that a second meaning is not hidden. What meets at a time that was asked
 * for comes before what does not. What is closed comes last.
 */
export function rank(found: readonly Found[], wanted: Wanted): Ranked[] {
  const scored = found
    .filter(({ document }) => document.kind !== 'need')
    .filter(({ document }) => wanted.time?.chosen !== true || wanted.time.fits(document))
    .map((entry) => score(entry, wanted))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score || a.document.title.localeCompare(b.document.title, 'en-GB'));
  const shown = withoutStrays(scored, wanted);
  const open = shown.filter(({ document }) => !document.closed);
  const closed = shown.filter(({ document }) => document.closed);
  return [...thenFirst(sharedOut(open), wanted), ...closed].map(({ document, matched, miles, score, highlight }) => ({
    document,
    score,
    ...(highlight && { highlight }),
    ...(miles !== undefined && { miles }),
    why: reasons(document, wanted, { matched, miles }),
  }));
}

function score(entry: Found, wanted: Wanted): Scored {
  const { document, words, matched = [], highlight } = entry;
  const help = bestHelp(document, wanted);
  const miles = milesTo(document, wanted);
  const meaning = help.sum + (words >= CALLED_THAT ? 2 * words : words * (wanted.needs.length > 0 ? 0.5 : 1));
  const nothingAsked = wanted.needs.length === 0 && !wanted.words;
  const fit = meaning > 0 || nothingAsked ? fitOf(document, wanted, miles) : 0;
  return {
    document,
    matched,
    highlight,
    miles,
    named: words >= CALLED_THAT,
    need: help.need,
    words,
    meaning,
    score: Math.max(meaning > 0 ? 0.001 : 0, meaning + fit + (nothingAsked ? 1 : 0)),
  };
}

/** How much a document helps with all the needs together, and which one it helps with most. */
function bestHelp(document: SearchDocument, wanted: Wanted): { sum: number; need: string | undefined } {
  let missed = 1;
  let best = 0;
  let need: string | undefined;
  for (const { id, confidence } of wanted.needs) {
    const place = document.needs.indexOf(id);
    if (place === -1) continue;
    const share = confidence * (PLACE_WORTH[place] ?? 0.6);
    missed *= 1 - share;
    if (share > best) [best, need] = [share, id];
  }
  const first = need === undefined ? undefined : wanted.shownFirst?.(need);
  const position = first?.indexOf(document.id.replace(/^.*\//, '')) ?? -1;
  return { sum: 1 - missed + (first && position >= 0 ? best * 0.3 * (1 - position / first.length) : 0), need };
}

/** Everything that makes help easier or harder to use for this family. Small beside what it is about. */
function fitOf(document: SearchDocument, wanted: Wanted, miles: number | undefined): number {
  let fit = 0;
  if (wanted.ages) {
    const limited = document.minimum_age !== undefined || document.maximum_age !== undefined;
    if (limited) fit += agesMeet(document, wanted.ages) ? 0.12 : -0.5;
  }
  if (miles !== undefined) fit += 0.25 * Math.max(0, 1 - miles / 6) - (miles > 15 ? 0.1 : 0);
  if (wanted.hub !== undefined && isForSomeHubs(document, wanted))
    fit += document.hubs.includes(wanted.hub) ? 0.15 : -0.4;
  if (wanted.language !== undefined && document.languages.includes(wanted.language)) fit += 0.3;
  if (wanted.free && document.free) fit += 0.12;
  if (wanted.access && document.access.includes(wanted.access)) fit += 0.2;
  if (wanted.delivery && document.delivery.includes(wanted.delivery)) fit += 0.2;
  if (wanted.send && document.send) fit += 0.2;
  fit += Math.max(0, ...document.access.map((way) => EASE[way]));
  fit += document.area === undefined ? 0 : CLOSENESS[document.area];
  if (document.checked !== undefined) fit += 0.03;
  return fit;
}

function milesTo(document: SearchDocument, wanted: Wanted): number | undefined {
  if (!wanted.near || document.positions.length === 0) return undefined;
  return Math.min(...document.positions.map((position) => milesBetween(position, wanted.near as Place)));
}

/**
 * Drops what met the search by accident. Once a need is understood, a stray word of the sentence is no reason
 * to show something else; without one, a match far weaker than the best is none.
 */
function withoutStrays(scored: Scored[], wanted: Wanted): Scored[] {
  if (wanted.needs.length > 0) {
    return scored.filter((entry) => entry.need !== undefined || entry.words >= (isHelp(entry.document) ? 0.5 : 0.7));
  }
  const best = Math.max(0, ...scored.map((entry) => entry.words));
  return scored.filter((entry) => entry.words >= (best === 0 ? 0 : Math.max(CLOSE_ENOUGH, best * 0.4)));
}

/**
 * Shares the first seats between needs as seats are shared between parties (D'Hondt): each seat goes to the
 * need whose sureness, divided by one more than the seats it has, is highest. Names keep the places they won.
 */
function sharedOut(scored: Scored[]): Scored[] {
  const named = scored.filter((entry) => entry.named);
  const rest = scored.filter((entry) => !entry.named);
  const lists = new Map<string, Scored[]>();
  for (const entry of rest) {
    if (entry.need === undefined) continue;
    const list = lists.get(entry.need);
    if (list) list.push(entry);
    else lists.set(entry.need, [entry]);
  }
  if (lists.size < 2) return scored;
  const seated: Scored[] = [];
  const seats = new Map<string, number>();
  while (named.length + seated.length < SEATS) {
    let winner: { need: string; entry: Scored; claim: number } | undefined;
    for (const [need, list] of lists) {
      const taken = seats.get(need) ?? 0;
      const entry = list[taken];
      const claim = (list[0]?.score ?? 0) / (taken + 1);
      if (entry && (!winner || claim > winner.claim)) winner = { need, entry, claim };
    }
    if (!winner) break;
    seats.set(winner.need, (seats.get(winner.need) ?? 0) + 1);
    seated.push(winner.entry);
  }
  const first = new Set(seated);
  return [...named, ...rest.filter((entry) => first.has(entry)), ...rest.filter((entry) => !first.has(entry))];
}

/**
 * What meets at the time somebody told of goes before the rest, in the order it has, but what has far less to do
 * with the search is not lifted over what it is about. Names keep the places they won.
 */
function thenFirst(list: Scored[], { time }: Wanted): Scored[] {
  if (time === undefined || time.chosen) return list;
  const best = Math.max(0, ...list.filter(({ named }) => !named).map(({ meaning }) => meaning));
  const seat = (entry: Scored) => {
    if (entry.named) return 0;
    return entry.meaning >= best * MUCH_TO_DO_WITH_IT && time.fits(entry.document) ? 1 : 2;
  };
  const seats = new Map(list.map((entry) => [entry, seat(entry)]));
  return [...list].sort((a, b) => (seats.get(a) ?? 2) - (seats.get(b) ?? 2));
}

function agesMeet(document: SearchDocument, ages: { from: number; to: number }): boolean {
  return (document.minimum_age ?? 0) <= ages.to && (document.maximum_age ?? Infinity) >= ages.from;
}

function isForSomeHubs(document: SearchDocument, wanted: Wanted): boolean {
  return document.hubs.length > 0 && document.hubs.length < wanted.hubCount;
}

function isHelp(document: SearchDocument): boolean {
  return document.kind === 'group' || document.kind === 'service';
}

/** What it is first for, second for, and so on. */
const PLACE_WORTH = [1, 0.85, 0.75, 0.65];
const EASE = { 'drop-in': 0.06, 'self-refer': 0.05, book: 0.03, referral: 0 } as const;
const CLOSENESS = { hub: 0.1, district: 0.07, region: 0.03, national: 0 } as const;
/** From here on the document is called what was typed. */
const CALLED_THAT = 0.95;
const SEATS = 5;
/** Less than this is one common word of many. */
const CLOSE_ENOUGH = 0.15;
/** A share of the best. What has a need as its third is above it. */
const MUCH_TO_DO_WITH_IT = 0.5;

type Place = { latitude: number; longitude: number };

type Scored = {
  document: SearchDocument;
  matched: string[];
  highlight: Found['highlight'];
  miles: number | undefined;
  named: boolean;
  need: string | undefined;
  words: number;
  /** How much it has to do with what was asked, before how well it fits the family. */
  meaning: number;
  score: number;
};

/** What the order depends on: what was understood and what was asked for. */
export type Wanted = {
  /** Needs that were understood or chosen, surest first. */
  needs: readonly { id: string; confidence: number }[];
  /** True when words were looked for; without words or needs everything is listed. */
  words: boolean;
  ages?: { from: number; to: number };
  near?: Place;
  /** The hub area the visitor is in. */
  hub?: string;
  hubCount: number;
  language?: string;
  free?: boolean;
  access?: NonNullable<Filters['access']>;
  delivery?: NonNullable<Filters['delivery']>;
  send?: boolean;
  /** What meets at the time that was asked for; `chosen` leaves out whatever does not. */
  time?: { chosen: boolean; fits(document: SearchDocument): boolean };
  titleOf(need: string): string | undefined;
  /** What the editors show first under a need, by record id. */
  shownFirst?(need: string): readonly string[] | undefined;
};

export type Ranked = {
  document: SearchDocument;
  score: number;
  miles?: number;
  why: string[];
  highlight?: NonNullable<Found['highlight']>;
};
