import { ACCESS_WORDS, agesInWords } from '../../content/model/wording.ts';
import type { SearchDocument } from '../../indexer/documents.ts';

/** The few facts a family looks for first, as on every other card, without what `why` has said already. */
export function tagsOf(
  document: SearchDocument,
  why: readonly string[] = [],
): { words: string; kind: '' | 'good' | 'note' }[] {
  if (document.kind === 'hub') return [{ words: 'Hub area', kind: '' }];
  if (document.kind === 'guide') return [{ words: 'For practitioners', kind: '' }];
  const ages = agesInWords(document);
  const easiest = document.access[0];
  const tags = [
    ...(document.closed ? [{ words: 'Closed for now', kind: 'note' as const }] : []),
    ...(document.free ? [{ words: 'Free', kind: 'good' as const }] : []),
    ...(document.kind === 'group' ? [{ words: 'Group', kind: '' as const }] : []),
    ...(ages ? [{ words: ages, kind: '' as const }] : []),
    ...(easiest && easiest !== 'self-refer' ? [{ words: ACCESS_WORDS[easiest], kind: '' as const }] : []),
    ...(document.area === 'national' ? [{ words: 'Across the UK', kind: '' as const }] : []),
    ...(document.checked === undefined ? [{ words: 'To be confirmed', kind: 'note' as const }] : []),
  ];
  return tags.filter(({ words }) => !why.includes(words));
}
