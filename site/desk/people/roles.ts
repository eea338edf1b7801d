import { Refused } from '../refused.ts';

/** Who may use the desk. A hub editor looks after one hub; the others look after all. */
export const ROLES = ['hub-editor', 'district-editor', 'administrator'] as const;

export const ROLE_WORDS: Record<Role, string> = {
  'hub-editor': 'Hub editor (one hub)',
  'district-editor': 'District editor (all hubs)',
  administrator: 'Administrator (all hubs and people)',
};

/** What each role may do: with their own hub's things only, with all, or not at all. */
export const RIGHTS = {
  'see a timetable': { 'hub-editor': 'own', 'district-editor': 'all', administrator: 'all' },
  'change a timetable': { 'hub-editor': 'own', 'district-editor': 'all', administrator: 'all' },
  'publish a timetable': { 'hub-editor': 'own', 'district-editor': 'all', administrator: 'all' },
  'undo a publish': { 'hub-editor': 'own', 'district-editor': 'all', administrator: 'all' },
  'check an entry': { 'hub-editor': 'own', 'district-editor': 'all', administrator: 'all' },
  'add words': { 'hub-editor': 'no', 'district-editor': 'all', administrator: 'all' },
  'look after people': { 'hub-editor': 'no', 'district-editor': 'no', administrator: 'all' },
} as const satisfies Record<string, Record<Role, 'own' | 'all' | 'no'>>;

/**
 * Lets a person go on, or refuses. Every action calls this itself, whatever page called the action.
 *
 * @param person who is signed in, or undefined
 * @param right what they want to do
 * @param hubs the hubs the thing belongs to; empty when it belongs to the whole district
 * @throws Refused when they may not
 */
export function allow(
  person: Person | undefined,
  right: Right,
  hubs: readonly (string | undefined)[] = [],
): asserts person is Person {
  if (!person) throw new Refused('signed-out', 'Sign in first.');
  if (person.mustChange) throw new Refused('forbidden', 'Choose your own password first.');
  if (!may(person, right, hubs))
    throw new Refused('forbidden', 'That is not yours to change. Ask a district editor or an administrator.');
}

/** The same question, for pages that leave out what a person could not use. */
export function may(person: Person, right: Right, hubs: readonly (string | undefined)[] = []): boolean {
  const reach = RIGHTS[right][person.role];
  if (reach === 'no') return false;
  return reach === 'all' || (person.hub !== undefined && hubs.length > 0 && hubs.every((hub) => hub === person.hub));
}

export type Role = (typeof ROLES)[number];
export type Right = keyof typeof RIGHTS;
export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** The one hub of a hub editor. */
  hub: string | undefined;
  /** True until a one-time password has been changed for their own. */
  mustChange: boolean;
};
