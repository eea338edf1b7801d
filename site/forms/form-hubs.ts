import type { Directory, GroupHelp } from '../../content/model/directory.ts';
import type { FormGroup, FormHub } from '../../content/model/forms.ts';
import type { Form } from '../../content/schema/form.ts';

/** The hubs as a form needs them. */
export function formHubs(directory: Directory): FormHub[] {
  return directory.hubs.map(({ id, name, area, contacts, referrals_to }) => ({
    id,
    name,
    area,
    contacts,
    ...(referrals_to ? { referrals_to } : {}),
  }));
}

/** A group as a form needs it. */
export function formGroup(group: GroupHelp): FormGroup {
  const { id, name, hubs, publish_dates, referrals_to } = group;
  return { id, name, hubs, publish_dates, ...(referrals_to ? { referrals_to } : {}) };
}

/** The groups a form serves, those it is meant for first; a referral may be made to any group. */
export function groupsOf(form: Form, groups: GroupHelp[]): { heading: string; groups: GroupHelp[] }[] {
  if (form.for_access.length === 0) return [];
  const meant = groups.filter((group) => group.access.some((way) => form.for_access.includes(way)));
  const others = form.for_access.includes('referral') ? groups.filter((group) => !meant.includes(group)) : [];
  return [
    { heading: form.for_access.includes('referral') ? 'By referral' : 'Groups you can join yourself', groups: meant },
    ...(others.length > 0 ? [{ heading: 'Families can also join these themselves', groups: others }] : []),
  ];
}

/** The `@page` words of a form: its name, its marking and its foot, for every printed sheet. */
export function paperMargins(form: Form, serviceName: string): { name: string; marking: string; foot: string } {
  return {
    name: form.title,
    marking: form.marking,
    foot: form.sample_note ? `${serviceName}. ${form.sample_note}.` : serviceName,
  };
}
