import type { Form, FormCondition, FormField, FormSection } from '../schema/form.ts';
import type { Group } from '../schema/group.ts';
import type { Contact } from '../schema/parts/contact.ts';

/** What is written when a family does not know an answer. It is an answer. */
export const NOT_KNOWN = 'Not known';

/**
 * True when a section or question is to be asked.
 *
 * @param condition its own condition; without one it is always asked
 * @param scopes where earlier answers are found, nearest first: the same person's, then the whole form's
 * @param group the chosen group, if any
 */
export function isAsked(
  condition: FormCondition | undefined,
  scopes: readonly Answers[],
  group: FormGroup | undefined,
): boolean {
  if (!condition) return true;
  if (condition.group === 'private') return group?.publish_dates === false;
  const field = condition.field ?? '';
  const answer = scopes.find((scope) => field in scope)?.[field];
  if (typeof answer === 'string') return condition.is.includes(answer);
  return Array.isArray(answer) && answer.some((one) => typeof one === 'string' && condition.is.includes(one));
}

/** The one question of a kind that says something about the whole form: its group, or its postcode. */
export function questionOf(form: AskedForm, kind: FormField['kind']): FormField | undefined {
  return form.sections
    .filter((section) => !section.repeat)
    .flatMap((section) => section.fields)
    .find((field) => field.kind === kind);
}

/** The answer that stands outside repeated sections, as one text. */
export function answerTo(answers: Answers, field: FormField | undefined): string {
  const answer = field && answers[field.id];
  return typeof answer === 'string' ? answer.trim() : '';
}

/** The people, children or actions of a repeated section. */
export function itemsOf(answers: Answers, section: FormSection): Item[] {
  const items = answers[section.id];
  return Array.isArray(items) ? items.filter((item): item is Item => typeof item === 'object') : [];
}

/** The form that gets a family into a group: the one for the hardest way in that the group has. */
export function formForGroup<F extends Form>(forms: readonly F[], group: Pick<Group, 'access'>): F | undefined {
  const way = group.access.includes('referral') ? 'referral' : group.access[0];
  return forms.find((form) => way !== undefined && form.for_access.includes(way));
}

/**
 * Where a finished form goes, and why. A group with its own address goes there whatever the hub; else a
 * form for hubs goes to the hub of the family's home, and says so when the hub is not known yet.
 */
export function destinationOf(form: AskedForm, places: Places, group?: FormGroup, hub?: FormHub): Destination {
  const { how } = form.goes_to;
  if (form.goes_to.to === 'gateway')
    return { name: places.gateway.name, why: '', contacts: places.gateway.contacts, how };
  if (form.goes_to.to === 'office') {
    return {
      name: form.goes_to.name ?? '',
      why: '',
      contacts: form.goes_to.contact ? [form.goes_to.contact] : [],
      how,
    };
  }
  if (group?.referrals_to) {
    return {
      name: `The address for ${group.name} forms`,
      why: `Forms for ${group.name} do not go to the ${places.hubWord}. They have their own address.`,
      contacts: [group.referrals_to],
      how: 'Send it there by the secure way the council names. Tell the family where it has gone.',
    };
  }
  if (!hub) {
    return {
      name: `The ${places.hubWord} for the family’s home address`,
      why: 'The postcode says which one. It is where the family lives that counts, not where you work.',
      contacts: [],
      how,
    };
  }
  return {
    name: hub.name,
    why: `The family lives in its area, ${hub.area}.`,
    contacts: [...(hub.referrals_to ? [hub.referrals_to] : []), ...hub.contacts.filter((contact) => contact.phone)],
    how,
  };
}

/** Words of warning when a group is not listed for a hub, or undefined. The group may be reached all the same. */
export function notRunIn(
  group: FormGroup | undefined,
  hub: FormHub | undefined,
  hubs: readonly FormHub[],
): string | undefined {
  if (!group || !hub || group.hubs.length === 0 || group.hubs.includes(hub.id)) return undefined;
  const where = hubs.filter((other) => group.hubs.includes(other.id)).map((other) => other.area);
  return `${group.name} is not listed for ${hub.area}. It is listed for ${where.join(' and ')}. The form still goes to ${hub.name}: ask there first.`;
}

/** What somebody has answered. A repeated section is a list of answers of its own. */
export type Answers = Record<string, Answer>;
export type Answer = string | string[] | Item[];
/** One person, child or action. */
export type Item = Record<string, string | string[]>;

export type FormGroup = Pick<Group, 'name' | 'hubs' | 'publish_dates'> & {
  id: string;
  referrals_to?: Contact | undefined;
};
export type FormHub = {
  id: string;
  name: string;
  area: string;
  contacts: Contact[];
  referrals_to?: Contact | undefined;
};

/** As much of a form as its questions and its destination need: what a page hands its script. */
export type AskedForm = Pick<Form, 'sections' | 'goes_to'>;

/** Who may receive a form here. */
export type Places = { hubWord: string; gateway: { name: string; contacts: Contact[] } };

export type Destination = { name: string; why: string; contacts: Contact[]; how: string };
