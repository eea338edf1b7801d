/**
 * The catalogue: every search document without its long words, and the few facts the search page needs,
 * in one small file. Ranking by need, age and distance needs all candidates at once, and one file that is
 * the same for everyone tells the server's log nothing about what was searched.
 *
 * `packCatalogue` writes it when the site is built and `unpackCatalogue` reads it in the page. Whatever can
 * be worked out again is left out: the kind and the address follow from the id, and a missing field (null in
 * its column) has the value nearly everything has. One column a field packs a tenth smaller than one object
 * a document. The dates of groups are in it too, so that a result can say when it is next on.
 */
import type { Directory } from '../content/model/directory.ts';
import { paths } from '../content/model/paths.ts';
import type { DateSpan } from '../content/model/when.ts';
import type { UrgentLine } from '../content/schema/council.ts';
import { type PackedSession, type SearchSession, unpackSessions } from './catalogue-sessions.ts';
import type { SearchDocument } from './documents.ts';

/**
 * @param fragments Pagefind's own name for each document, by document id; without one, words cannot find it
 * @param sessions from `packSessions`
 */
export function packCatalogue(
  documents: SearchDocument[],
  fragments: ReadonlyMap<string, string>,
  facts: SearchFacts,
  sessions: PackedSession[],
): PackedCatalogue {
  const packed = documents.map((document) => packDocument(document, fragments.get(document.id), facts));
  const fields = [...new Set(packed.flatMap((entry) => Object.keys(entry)))] as (keyof PackedDocument)[];
  return {
    version: CATALOGUE_VERSION,
    facts,
    sessions,
    count: documents.length,
    columns: Object.fromEntries(fields.map((field) => [field, packed.map((entry) => entry[field] ?? null)])),
  };
}

/** The documents as they were, except that `words` is empty: those are in the word index. */
export function unpackCatalogue(packed: PackedCatalogue): Catalogue {
  if (packed.version !== CATALOGUE_VERSION)
    throw new Error(`catalogue is version ${packed.version}, not ${CATALOGUE_VERSION}`);
  const fragments = new Map<string, SearchDocument>();
  const columns = Object.entries(packed.columns);
  const documents = Array.from({ length: packed.count }, (_, row) => {
    const held = columns.filter(([, column]) => column[row] !== null);
    const entry = Object.fromEntries(held.map(([field, column]) => [field, column[row]])) as PackedDocument;
    const document = unpackDocument(entry, packed.facts);
    if (entry.fragment !== undefined) fragments.set(entry.fragment, document);
    return document;
  });
  return { documents, fragments, facts: packed.facts, sessions: unpackSessions(packed.sessions) };
}

/** What the search page must know about the district besides the documents. */
export function searchFacts(directory: Directory): SearchFacts {
  const languages = new Set(directory.help.flatMap((help) => help.languages));
  return {
    hubWord: directory.council.hub_word,
    district: directory.council.district.name,
    hubs: directory.hubs.map(({ id, name, area, centre }) => ({ id, name, area, ...centre })),
    localities: directory.localities.map(({ id, name, spellings, position }) => ({
      id,
      name,
      ...(spellings.length > 0 && { spellings }),
      ...position,
    })),
    terms: directory.terms,
    languages: [...languages].sort((a, b) => a.localeCompare(b, 'en-GB')),
    lines: directory.council.urgent_lines.map(({ contact: { source: _source, ...contact }, ...line }) => ({
      ...line,
      contact,
    })),
    needs: Object.fromEntries(
      directory.needs.flatMap(({ id, urgent, urgent_lines, shown_first }) => {
        const known = {
          ...(urgent && { urgent: true as const }),
          ...(urgent_lines.length > 0 && { lines: urgent_lines }),
          ...(shown_first.length > 0 && { first: shown_first }),
        };
        return Object.keys(known).length > 0 ? [[id, known]] : [];
      }),
    ),
  };
}

function packDocument(document: SearchDocument, fragment: string | undefined, facts: SearchFacts): PackedDocument {
  const { words: _indexed, kind, url, needs, hubs, ...rest } = document;
  const kept = Object.entries(rest).filter(
    ([, value]) => !(value === false || (Array.isArray(value) && value.length === 0)),
  );
  return {
    ...(Object.fromEntries(kept) as Omit<PackedDocument, 'fragment'>),
    ...(url !== addressOf(document.id) && { url }),
    ...(kind !== 'need' && needs.length > 0 && { needs }),
    ...(!(isHelp(kind) && hubs.length === facts.hubs.length) && hubs.length > 0 && { hubs }),
    ...(fragment !== undefined && { fragment }),
  };
}

function unpackDocument({ fragment: _fragment, ...entry }: PackedDocument, facts: SearchFacts): SearchDocument {
  const [kind, id = ''] = entry.id.split('/') as [SearchDocument['kind'], string];
  return {
    other_titles: [],
    access: [],
    delivery: [],
    free: false,
    languages: [],
    send: false,
    positions: [],
    closed: false,
    kind,
    url: addressOf(entry.id),
    words: '',
    needs: kind === 'need' ? [id] : [],
    hubs: isHelp(kind) ? facts.hubs.map((hub) => hub.id) : [],
    ...entry,
  };
}

function addressOf(documentId: string): string {
  const [kind, id = ''] = documentId.split('/') as [SearchDocument['kind'], string];
  return paths[kind](id);
}

function isHelp(kind: SearchDocument['kind']): boolean {
  return kind === 'group' || kind === 'service';
}

const CATALOGUE_VERSION = 2;

type PackedDocument = Pick<SearchDocument, 'id' | 'title' | 'summary'> &
  Partial<SearchDocument> & { fragment?: string };

export type PackedCatalogue = {
  version: number;
  facts: SearchFacts;
  sessions: PackedSession[];
  count: number;
  columns: Record<string, unknown[]>;
};

export type Catalogue = {
  documents: SearchDocument[];
  /** Documents by Pagefind's own name for them. */
  fragments: ReadonlyMap<string, SearchDocument>;
  facts: SearchFacts;
  /** When groups meet, from the day of the build on. */
  sessions: SearchSession[];
};

export type SearchFacts = {
  /** What a hub is called here, and what the district is called. */
  hubWord: string;
  district: string;
  hubs: { id: string; name: string; area: string; latitude: number; longitude: number }[];
  localities: { id: string; name: string; spellings?: string[]; latitude: number; longitude: number }[];
  /** School terms in order, one each side of a half term; none while they are to be confirmed. */
  terms: DateSpan[];
  /** Languages other than English that some help is given in. */
  languages: string[];
  /** Every urgent line, for the lines of a need to be picked from. */
  lines: UrgentLine[];
  /** By need id: whether it is urgent, its lines and what the editors show first. Needs with none of these are left out. */
  needs: Record<string, { urgent?: true; lines?: string[]; first?: string[] }>;
};
