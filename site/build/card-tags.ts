import type { Help } from '../../content/model/directory.ts';
import { ACCESS_WORDS, agesInWords } from '../../content/model/wording.ts';

/** The few things a family looks for first on a card, in the order they ask. */
export function cardTags(help: Help): { words: string; kind: '' | 'good' | 'note' }[] {
  const ages = agesInWords(help);
  const easiest = help.access[0];
  return [
    ...(help.status === 'temporarily-closed' ? [{ words: 'Closed for now', kind: 'note' as const }] : []),
    ...(help.cost === 'free' ? [{ words: 'Free', kind: 'good' as const }] : []),
    ...(help.kind === 'group' ? [{ words: 'Group', kind: '' as const }] : []),
    ...(ages ? [{ words: ages, kind: '' as const }] : []),
    ...(easiest && easiest !== 'self-refer' ? [{ words: ACCESS_WORDS[easiest], kind: '' as const }] : []),
    ...(help.kind === 'service' && help.area === 'national' ? [{ words: 'Across the UK', kind: '' as const }] : []),
    ...(help.checked === undefined ? [{ words: 'To be confirmed', kind: 'note' as const }] : []),
  ];
}
