import { type Moment, momentIn } from '../../content/model/day.ts';
import { type Catalogue, type PackedCatalogue, unpackCatalogue } from '../../indexer/catalogue.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import type { Engine, Filters } from './engines/engine.ts';
import { openEngine, type SearchSettings } from './engines/open.ts';
import { type Meeting, openMeetings } from './meetings.ts';
import { rank, type Ranked } from './rank.ts';
import { timeAsked } from './time-asked.ts';
import {
  NOTHING_UNDERSTOOD,
  openUnderstanding,
  type Understand,
  type Understanding,
  withoutModel,
} from './understanding.ts';
import { whereabouts, type Whereabouts } from './whereabouts.ts';
import { wantedFrom } from './wanted.ts';

/**
 * Opens everything a search needs, once: the catalogue, the vocabulary model and the engine. Without its
 * vocabulary the search still finds words and names, so only a missing catalogue is a failure.
 *
 * @throws when the catalogue cannot be fetched
 */
export async function openSession(): Promise<Session> {
  const chosen = fetchOk(SETTINGS, AbortSignal.timeout(LONGEST_WAIT)).then(
    async (response) => (await response.json()) as SearchSettings,
    (): SearchSettings => ({ engine: 'pagefind' }),
  );
  const vocabulary = fetchOk(VOCABULARY, AbortSignal.timeout(LONGEST_WAIT)).then(
    async (response) => new Uint8Array(await response.arrayBuffer()),
    () => undefined,
  );
  const packed = (await (await fetchOk(CATALOGUE)).json()) as PackedCatalogue;
  const catalogue = unpackCatalogue(packed);
  const [engine, bytes] = await Promise.all([chosen.then((settings) => openEngine(settings, catalogue)), vocabulary]);
  return sessionOver(catalogue, engine, openUnderstanding(bytes, catalogue.facts));
}

/** A session over parts that are already open. Understands, retrieves and ranks, in this order. */
export function sessionOver(catalogue: Catalogue, engine: Engine, understand: Understand): Session {
  const needs = new Map(
    catalogue.documents.flatMap((one) => (one.kind === 'need' ? [[one.needs[0] ?? '', one] as const] : [])),
  );
  const meetingOf = openMeetings(catalogue);
  return {
    catalogue,
    understand: understand === withoutModel ? undefined : understand,
    async search(text, filters, ignore, { quick = false, signal, now = new Date() } = {}) {
      const understood = text.trim() === '' ? NOTHING_UNDERSTOOD : understand(text, ignore, now);
      const where = await whereabouts(understood.place, catalogue.facts);
      const wanted = wantedFrom({ understood, filters, where, catalogue, needs });
      const found = await engine.find(
        {
          words: understood.rest,
          needs: wanted.needs.map((need) => need.id),
          filters,
          ...(where.position && { near: where.position }),
          ...(where.around && { around: where.around }),
          quick,
          most: MOST_CANDIDATES,
        },
        signal,
      );
      const { facts } = catalogue;
      const moment = momentIn(now);
      const time = timeAsked({ understood, filters, facts, today: moment.date });
      const meets: Results['meets'] = (document, at) =>
        meetingOf(
          document,
          {
            ...(time && { when: time.when }),
            ...(wanted.ages && { ages: wanted.ages }),
            ...(wanted.hub !== undefined && { hub: wanted.hub }),
            ...(filters.hub !== undefined && { only: filters.hub }),
            ...(filters.access === 'drop-in' && { dropIn: true }),
          },
          at,
        );
      const fits = (document: SearchDocument) => meets(document, moment)?.fits === true;
      const list = rank(found, { ...wanted, ...(time && { time: { chosen: time.chosen, fits } }) });
      const named = found
        .filter(({ document, words }) => document.kind === 'need' && words >= 0.95)
        .map(({ document }) => document);
      const likely = wanted.understood.flatMap((id) => needs.get(id) ?? []);
      return {
        understood,
        where,
        needs: [...new Set([...named, ...likely])].slice(0, MOST_NEEDS),
        list,
        meets,
        ...(time && { time: { chosen: time.chosen, found: list.filter(({ document }) => fits(document)).length } }),
        perhaps: wanted.perhaps.flatMap((id) => needs.get(id) ?? []),
        nearestNeeds: understood.ranked
          .filter(({ confidence }) => confidence >= UNRELATED)
          .slice(0, 4)
          .flatMap(({ id }) => needs.get(id) ?? []),
        fallingBack: 'resting' in engine && engine.resting === true,
      };
    },
  };
}

async function fetchOk(path: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

const SETTINGS = '/search/settings.json';
const CATALOGUE = '/search/catalogue.json';
const VOCABULARY = '/search/vocabulary.bin';
/** A search without its vocabulary is better than none, after this many milliseconds. */
const LONGEST_WAIT = 20_000;
const MOST_NEEDS = 3;
/** A need with less chance than this has nothing to do with the search. */
const UNRELATED = 0.05;
/** All of an ordinary directory: `rank` wants every candidate, and they are in memory already. */
const MOST_CANDIDATES = 1000;

export type Session = {
  catalogue: Catalogue;
  /** Undefined when the vocabulary could not be had: then nobody can tell what is meant, nor danger. */
  understand: Understand | undefined;
  /**
   * @param ignore keys of what was understood and then taken away by the visitor
   * @param how `quick` answers from what is on the device already; `signal` stops a search that nobody waits
   *   for any more; `now` is when it is asked
   */
  search(
    text: string,
    filters: Filters,
    ignore: readonly string[],
    how?: { quick?: boolean; signal?: AbortSignal; now?: Date },
  ): Promise<Results>;
};

export type Results = {
  understood: Understanding;
  where: Whereabouts;
  /** Needs it looks like, surest first. */
  needs: SearchDocument[];
  list: Ranked[];
  /** When a group of the list is next on, at a moment: the page asks again as time passes. */
  meets(document: SearchDocument, now: Moment): Meeting | undefined;
  /** The time that was asked for: chosen or only understood, and how many of the list meet then. */
  time?: { chosen: boolean; found: number };
  /** Needs it might be, when none is sure enough to say. Their help is in the list. */
  perhaps: SearchDocument[];
  /** The nearest needs, however unsure, for when nothing was found. */
  nearestNeeds: SearchDocument[];
  /** True while the embedded engine answers for a server that cannot. */
  fallingBack: boolean;
};
