import { ACCESS_WORDS, agesInWords, DELIVERY_WORDS } from '../../content/model/wording.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import { milesInWords } from './miles.ts';
import type { Wanted } from './rank.ts';

/** Why a result is shown, in plain words, what matters most first. */
export function reasons(
  document: SearchDocument,
  wanted: Wanted,
  { matched, miles }: { matched: string[]; miles: number | undefined },
): string[] {
  const helps = wanted.needs.filter(({ id }) => document.needs.includes(id)).slice(0, 2);
  const titles = helps.flatMap(({ id }) => wanted.titleOf(id) ?? []);
  const ages = wanted.ages && agesInWords(document);
  const own = wanted.hub !== undefined && document.hubs.includes(wanted.hub) && document.hubs.length < wanted.hubCount;
  return [
    ...(titles.length > 0 ? [`Helps with: ${titles.join('; ')}`] : []),
    ...(titles.length === 0 && matched.length > 0
      ? [
          `Matches ${matched
            .slice(0, 3)
            .map((word) => `“${word}”`)
            .join(', ')}`,
        ]
      : []),
    ...(ages ? [ages] : []),
    ...(miles === undefined ? [] : [milesInWords(miles)]),
    ...(own ? ['In your hub area'] : []),
    ...(wanted.language !== undefined && document.languages.includes(wanted.language) ? [`In ${wanted.language}`] : []),
    ...(wanted.access && document.access.includes(wanted.access) ? [ACCESS_WORDS[wanted.access]] : []),
    ...(wanted.delivery && document.delivery.includes(wanted.delivery) ? [DELIVERY_WORDS[wanted.delivery]] : []),
    ...(wanted.free && document.free ? ['Free'] : []),
    ...(wanted.send && document.send ? ['For special needs or disabilities'] : []),
  ];
}
