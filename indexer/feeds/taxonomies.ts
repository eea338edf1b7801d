import type { Directory, Help } from '../../content/model/directory.ts';
import { paths } from '../../content/model/paths.ts';
import { ACCESS_WORDS, DELIVERY_WORDS } from '../../content/model/wording.ts';
import { ACCESS, DELIVERY } from '../../content/schema/parts/help.ts';

/**
 * What the standard has no field for is said with terms: needs (with their themes as parents), how a family
 * gets in, how help is given, the level, who it is meant for, and whether it is a group.
 *
 * @param idOf makes the stable UUID of a name
 * @param site the public site's address, for the page of a term
 */
export function taxonomyTerms(directory: Directory, idOf: (name: string) => string, site: string): Taxonomies {
  const taxonomies = Object.entries(TAXONOMIES).map(([key, { name, description }]) => ({
    id: idOf(`taxonomy/${key}`),
    name,
    description,
    uri: new URL(key === 'needs' ? paths.needs : paths.home, site).href,
    version: '1',
  }));
  const term = (
    taxonomy: TaxonomyKey,
    key: string,
    name: string,
    description: string,
    more: Partial<Term> = {},
  ): Term => ({
    id: idOf(`term/${taxonomy}/${key}`),
    name,
    description,
    taxonomy: TAXONOMIES[taxonomy].name,
    taxonomy_id: idOf(`taxonomy/${taxonomy}`),
    ...more,
    term: key,
  });
  const themes = directory.themes.filter((theme) => theme.needs.length > 0);
  const terms = [
    ...themes.map((theme) =>
      term('needs', `theme-${theme.id}`, theme.title, theme.summary, {
        term_uri: new URL(paths.theme(theme.id), site).href,
      }),
    ),
    ...themes.flatMap((theme) =>
      theme.needs.map((need) =>
        term('needs', need.id, need.title, need.summary, {
          parent_id: idOf(`term/needs/theme-${theme.id}`),
          term_uri: new URL(paths.need(need.id), site).href,
        }),
      ),
    ),
    ...ACCESS.map((way) => term('access', way, ACCESS_WORDS[way], 'How a family gets in')),
    ...DELIVERY.map((way) => term('delivery', way, DELIVERY_WORDS[way], 'How help is given')),
    ...Object.entries(LEVELS).map(([level, words]) => term('level', level, words, 'How much help it gives')),
    term('audience', 'send', 'Special needs or disability', 'Meant for children with special needs or disabilities'),
    ...Object.entries(KINDS).map(([kind, words]) => term('kind', kind, words, 'What kind of help it is')),
  ];
  return { taxonomies, terms };
}

/** The names of the terms that one group or service carries: 'needs/sleep', 'access/drop-in'. */
export function termsOf(help: Help): string[] {
  return [
    ...help.needs.map((need) => `needs/${need}`),
    ...help.access.map((way) => `access/${way}`),
    ...help.delivery.map((way) => `delivery/${way}`),
    `level/${help.level}`,
    ...(help.send ? ['audience/send'] : []),
    `kind/${help.kind}`,
  ];
}

/** Every taxonomy of the feed, by the key that its terms' ids are made from. */
export const TAXONOMIES = {
  needs: { name: 'Needs of families', description: 'What families ask for help with, said as a parent would say it' },
  access: { name: 'How to get in', description: 'Whether a family can just come, or must book or be referred' },
  delivery: { name: 'How help is given', description: 'In person, at home, by phone, online or by text' },
  level: { name: 'Level of help', description: 'Universal, targeted or specialist' },
  audience: { name: 'Who it is meant for', description: 'Families whom it is made for, when it is not for everyone' },
  kind: { name: 'Kind of help', description: 'A group that families come to, or any other service' },
} as const;

export const LEVELS = {
  universal: 'For everyone',
  targeted: 'For families who need more',
  specialist: 'Specialist',
} as const;
const KINDS = { group: 'Group or course', service: 'Service' } as const;

export type TaxonomyKey = keyof typeof TAXONOMIES;

export type Term = {
  id: string;
  name: string;
  description: string;
  parent_id?: string;
  taxonomy: string;
  taxonomy_id: string;
  term_uri?: string;
  /** Our own id of the thing the term stands for. */
  term: string;
};

export type Taxonomy = { id: string; name: string; description: string; uri: string; version: string };
export type Taxonomies = { taxonomies: Taxonomy[]; terms: Term[] };
