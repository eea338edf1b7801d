import type { Directory, Help } from './directory.ts';
import { freshness } from './freshness.ts';

/** How fresh each organisation's entries are: most to mend first. Pure. */
export function freshnessByOrganisation(directory: Directory): OrganisationFreshness[] {
  const byName = Map.groupBy(directory.help, (help) => help.provider?.name ?? NO_PROVIDER);
  return [...byName]
    .map(([organisation, entries]) => {
      const states = entries.map((help) => freshness(help.checked, directory.today));
      const count = (state: string) => states.filter((one) => one.state === state).length;
      const days = entries.flatMap((help) => help.checked ?? []).sort();
      return {
        organisation,
        entries: entries.length,
        checked: count('checked'),
        old: count('old'),
        unconfirmed: count('unconfirmed'),
        oldest: days[0],
      };
    })
    .sort(
      (a, b) =>
        b.old + b.unconfirmed - (a.old + a.unconfirmed) || a.organisation.localeCompare(b.organisation, 'en-GB'),
    );
}

/**
 * Entries that may be the same thing twice, with the rule that found them. Pure. Grouped by what they
 * share first, so that 10,000 entries do not have to be compared each with each.
 */
export function suspectedDuplicates(directory: Directory): SuspectedPair[] {
  const found = new Map<string, SuspectedPair>();
  const compare = (keyOf: (help: Help) => string[], rule: string, alike: (a: Help, b: Help) => boolean) => {
    const groups = new Map<string, Help[]>();
    for (const help of directory.help) {
      for (const key of new Set(keyOf(help))) {
        const group = groups.get(key);
        if (group) group.push(help);
        else groups.set(key, [help]);
      }
    }
    for (const group of groups.values()) {
      if (group.length < 2 || group.length > LARGEST_GROUP) continue;
      for (const [index, a] of group.entries()) {
        for (const b of group.slice(index + 1)) {
          const key = `${a.kind}/${a.id} ${b.kind}/${b.id}`;
          if (!found.has(key) && alike(a, b)) found.set(key, { a: entry(a), b: entry(b), rule });
        }
      }
    }
  };
  compare(
    (help) => [help.name, ...help.alternate_names].map(plain),
    'The same name',
    (a, b) => sameReach(a, b),
  );
  compare(
    (help) => help.contacts.flatMap(({ phone }) => phone?.replaceAll(' ', '') ?? []),
    'The same telephone number, and much the same name',
    (a, b) => likeness(a.name, b.name) >= 0.5,
  );
  compare(
    (help) => help.contacts.flatMap(({ website }) => website?.replace(/\/$/, '').toLowerCase() ?? []),
    'The same web page, and much the same name',
    (a, b) => likeness(a.name, b.name) >= 0.5,
  );
  return [...found.values()];
}

function entry({ kind, id, name }: Help) {
  return { kind, id, name };
}

/** The same course run by two hubs is two entries on purpose. */
function sameReach(a: Help, b: Help): boolean {
  return a.hubs.length === 0 || b.hubs.length === 0 || a.hubs.some((hub) => b.hubs.includes(hub));
}

function plain(name: string): string {
  return words(name).join(' ');
}

/** The share of words that two names have in common, 0 to 1 (Jaccard). */
function likeness(a: string, b: string): number {
  const [first, second] = [new Set(words(a)), new Set(words(b))];
  const both = [...first].filter((word) => second.has(word)).length;
  return both / Math.max(1, first.size + second.size - both);
}

function words(name: string): string[] {
  return name
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !SAYING_NOTHING.has(word));
}

const SAYING_NOTHING = new Set(['the', 'a', 'and', 'of', 'for', 'service', 'services', 'in', 'at']);
/** A number that so many share is a switchboard, and says nothing. */
const LARGEST_GROUP = 40;
export const NO_PROVIDER = '(no organisation named)';

export type OrganisationFreshness = {
  organisation: string;
  entries: number;
  checked: number;
  old: number;
  unconfirmed: number;
  /** The day of the oldest check, when there is any. */
  oldest: string | undefined;
};
export type SuspectedPair = {
  a: Pick<Help, 'kind' | 'id' | 'name'>;
  b: Pick<Help, 'kind' | 'id' | 'name'>;
  rule: string;
};
