import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';
import type { Contact } from '../schema/parts/contact.ts';

/**
 * `live: true` refuses while anything people act on is unconfirmed. A demonstration may show
 * 'to be confirmed'; a live directory may not, because a wrong number does harm.
 */
export function liveIsConfirmed({ records, fileOf }: RuleContext): Problem[] {
  const { council } = records;
  if (!council?.live) return [];
  const problems: Problem[] = [];
  const unconfirmed = (record: object, field: string, value: string) =>
    problems.push({
      file: fileOf(record),
      field,
      value,
      what: 'is not confirmed, and the council record says live: true',
      mend: 'confirm it and write the day in "checked", leave it out, or set live: false',
    });
  const contacts = (record: object, field: string, list: (Contact | undefined)[]) =>
    list.forEach((contact, index) => {
      if (contact && contact.checked === undefined) unconfirmed(record, `${field}.${index}`, reach(contact));
    });

  contacts(
    council,
    'urgent_lines',
    council.urgent_lines.map((line) => line.contact),
  );
  contacts(council, 'help_line.contacts', council.help_line.contacts);
  contacts(council, 'gateway.contacts', council.gateway.contacts);
  contacts(council, 'corrections', [council.corrections]);
  for (const hub of records.hub) {
    contacts(hub, 'contacts', hub.contacts);
    contacts(hub, 'referrals_to', [hub.referrals_to]);
    if (hub.wards.length > 0 && !hub.wards_confirmed) unconfirmed(hub, 'wards_confirmed', 'false');
  }
  for (const group of records.group) {
    contacts(group, 'contacts', group.contacts);
    contacts(group, 'referrals_to', [group.referrals_to]);
    if (!group.hubs_confirmed) unconfirmed(group, 'hubs_confirmed', 'false');
  }
  for (const record of [...records.service, ...records.organisation, ...records.venue]) {
    contacts(record, 'contacts', record.contacts);
  }
  return problems;
}

function reach(contact: Contact): string {
  return contact.phone ?? contact.email ?? contact.website ?? contact.text ?? contact.chat ?? 'to be confirmed';
}
