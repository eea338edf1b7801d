import type { NamedTime } from '../../../content/model/when.ts';
import type { SearchDocument } from '../../../indexer/documents.ts';

/**
 * What every search engine answers to. An engine finds; it does not decide the order people see:
 * `rank` does that, the same for all engines, from what was understood.
 */
export interface Engine {
  readonly name: 'pagefind' | 'meilisearch';
  /**
   * Finds documents by words, by needs, or both.
   *
   * @throws when the engine cannot answer; the page then turns to the next engine
   */
  find(query: EngineQuery, signal?: AbortSignal): Promise<Found[]>;
  /**
   * How many documents each filter would leave, counted where the documents are. Left out by engines whose
   * `find` brings every document home: those are counted in the page.
   */
  count?(query: EngineQuery, signal?: AbortSignal): Promise<FacetCounts>;
}

export type EngineQuery = {
  /** Content words to look for; '' looks by needs and filters alone. */
  words: string;
  /** Needs that were understood, best first. A document with any of them is found whatever its words. */
  needs: string[];
  filters: Filters;
  /** Where the visitor is, when they said so. Never leaves the device with the embedded engine. */
  near?: { latitude: number; longitude: number };
  /**
   * A rough place that may leave the device with an engine that needs a server: the middle of a neighbourhood
   * somebody named, or of an outcode. Never made from a whole postcode. Without it no place is sent.
   */
  around?: { latitude: number; longitude: number };
  /**
   * True while the visitor is still typing: answer from what is on the device already, or with nothing. The
   * same query comes again without it when the typing pauses.
   */
  quick?: boolean;
  /** The most documents worth returning. */
  most: number;
};

/** By field and value, such as `{ hubs: { 'keighley-shipley': 41 } }`. */
export type FacetCounts = Record<string, Record<string, number>>;

/** What a visitor asked to see only. An absent filter lets everything through. */
export type Filters = {
  need?: string;
  /** An age in whole years; 0 is a baby. */
  age?: number;
  hub?: string;
  free?: boolean;
  access?: 'drop-in' | 'self-refer' | 'book' | 'referral';
  delivery?: 'in-person' | 'home-visit' | 'phone' | 'online' | 'text';
  language?: string;
  send?: boolean;
  /** Only groups that meet then. Engines keep to groups; `rank` knows the dates, for all engines alike. */
  when?: NamedTime;
};

/**
 * A document that was found and how well its words match, from 0 (found by need alone) to 1 (it is called
 * exactly that). `matched` are the words it was found by, as they were read, to say why it is shown.
 * `highlight` is the title and summary in pieces, where an engine knows which words to mark.
 */
export type Found = {
  document: SearchDocument;
  words: number;
  matched?: string[];
  highlight?: { title: Piece[]; summary: Piece[] };
};

export type Piece = { text: string; marked: boolean };
