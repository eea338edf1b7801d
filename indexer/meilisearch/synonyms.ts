import type { Directory } from '../../content/model/directory.ts';
import { allWords, contentWords } from '../content-words.ts';
import type { SearchDocument } from '../documents.ts';

/**
 * Other words for the same thing, all from content. Pure. A word gets a synonym only when no document holds
 * it, because a word that stands in the documents finds them by itself, and a wrong synonym is worse than none.
 *
 * 1. **Short names**: 'CAMHS' and 'Child and Adolescent Mental Health Service', both ways, where a record
 *    gives capitals as its other name and nobody writes them as an ordinary word ('APP' is left alone).
 * 2. **Localities**: another spelling becomes the name ('holmewood' -> 'holme wood') when it belongs to one
 *    locality, has five letters or more and begins like the name; 'town' and 'university' stay words.
 * 3. **Needs**: a phrase of one or two words that only one need says, by itself or inside a longer phrase,
 *    becomes the words of that need's name ('ketamine' -> 'drugs'), where at least two documents hold such a
 *    word and half of those help with the need.
 *
 * @returns for the server's `synonyms` setting: each key is looked for as its values too
 */
export function synonymsFrom(directory: Directory, documents: readonly SearchDocument[]): Record<string, string[]> {
  const known = documentsByWord(documents);
  const synonyms = new Map<string, Set<string>>();
  const add = (from: string, to: string) => {
    if (from !== to && from !== '' && to !== '') synonyms.set(from, (synonyms.get(from) ?? new Set()).add(to));
  };
  for (const [short, name] of shortNames(directory)) {
    add(short, name);
    add(name, short);
  }
  for (const [spelling, name] of localitySpellings(directory, known)) add(spelling, name);
  for (const [phrase, words] of needPhrases(directory, known)) for (const word of words) add(phrase, word);
  const sorted = [...synonyms].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([from, to]) => [from, [...to].sort().slice(0, MOST_EACH)]));
}

/** Names in capitals that records give themselves, such as CAMHS or SENDIASS. Also worth no typing slips. */
export function shortNames(directory: Directory): [short: string, name: string][] {
  const ordinary = new Set(
    directory.help.flatMap(({ summary, description }) => ordinaryWords([summary, ...description].join(' '))),
  );
  return directory.help.flatMap((help) =>
    help.alternate_names
      .filter((other) => /^[A-Z]{3,10}$/.test(other) && !ordinary.has(other.toLowerCase()))
      .flatMap((other): [string, string][] => {
        const name = allWords(help.name.replace(/\(.*?\)/g, ' '));
        const says = name.includes(other.toLowerCase()) || name.length < 2 || name.length > LONGEST_NAME;
        return says ? [] : [[other.toLowerCase(), name.join(' ')]];
      }),
  );
}

function localitySpellings(directory: Directory, known: ReadonlyMap<string, unknown>): [string, string][] {
  const owners = new Map<string, Set<string>>();
  for (const { name, spellings } of directory.localities) {
    for (const spelling of spellings) {
      const key = allWords(spelling).join(' ');
      owners.set(key, (owners.get(key) ?? new Set()).add(allWords(name).join(' ')));
    }
  }
  return [...owners].flatMap(([spelling, names]): [string, string][] => {
    const [name = '', another] = names;
    const alike =
      spelling[0] === name[0] && spelling.length >= 5 && !name.includes(spelling) && !spelling.includes(name);
    return alike && another === undefined && !isKnown(spelling, known) ? [[spelling, name]] : [];
  });
}

function needPhrases(
  directory: Directory,
  known: ReadonlyMap<string, ReadonlySet<SearchDocument>>,
): [string, string[]][] {
  const sayers = new Map<string, Set<string>>();
  const whole = new Set<string>();
  for (const { id, phrases } of directory.needs) {
    for (const phrase of phrases) {
      const words = allWords(phrase);
      if (words.length <= 2) whole.add(words.join(' '));
      for (const part of shortParts(words)) sayers.set(part, (sayers.get(part) ?? new Set()).add(id));
    }
  }
  const telling = new Map(directory.needs.map(({ id }) => [id, tellingWords(id, known)]));
  return [...whole].flatMap((phrase): [string, string[]][] => {
    const [id = '', another] = sayers.get(phrase) ?? [];
    const words = telling.get(id) ?? [];
    return another === undefined && words.length > 0 && phrase.length >= 4 && !isKnown(phrase, known)
      ? [[phrase, words]]
      : [];
  });
}

/** Every word of a phrase, and every two that stand together. */
function shortParts(words: readonly string[]): string[] {
  return words.flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1] ?? ''} ${word}`]));
}

/** The words of a need's own name that stand mostly in documents that help with it. */
function tellingWords(id: string, known: ReadonlyMap<string, ReadonlySet<SearchDocument>>): string[] {
  return contentWords(id.replaceAll('-', ' ')).filter((word) => {
    const documents = [...(known.get(word) ?? [])].filter(({ kind }) => kind !== 'need');
    return documents.length >= 2 && documents.filter(({ needs }) => needs.includes(id)).length * 2 >= documents.length;
  });
}

/** True when any word of a phrase finds documents by itself. */
function isKnown(phrase: string, known: ReadonlyMap<string, unknown>): boolean {
  return phrase.split(' ').some((word) => known.has(word));
}

function documentsByWord(documents: readonly SearchDocument[]): Map<string, Set<SearchDocument>> {
  const known = new Map<string, Set<SearchDocument>>();
  for (const document of documents) {
    const texts = [document.title, ...document.other_titles, document.summary, ...document.words.split('. ')];
    for (const word of texts.flatMap(allWords)) known.set(word, (known.get(word) ?? new Set()).add(document));
  }
  return known;
}

/** Words that somebody wrote in small letters. */
function ordinaryWords(text: string): string[] {
  return text.match(/\b[a-z]{3,}\b/g) ?? [];
}

/** The server reads a name as a phrase; longer ones than this are never typed in full. */
const LONGEST_NAME = 8;
/** Each value is another way through the query, so a key with many would make every search slower. */
const MOST_EACH = 4;
