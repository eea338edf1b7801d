import type { Filters } from '../engines/engine.ts';
import { firstSaid, type Reading, type Said } from './said.ts';

/** What somebody asks of the help itself: free, just turning up, online or by telephone. By filter. */
export function wantsIn(text: string): {
  free?: Said<true>;
  access?: Said<'drop-in'>;
  delivery?: Said<NonNullable<Filters['delivery']>>;
} {
  const free = firstSaid(text, FREE);
  const access = firstSaid(text, ACCESS);
  const delivery = firstSaid(text, DELIVERY);
  return { ...(free && { free }), ...(access && { access }), ...(delivery && { delivery }) };
}

/** Free school meals, free periods and smoke-free homes are something else. */
const FREE: readonly Reading<true>[] = [
  [
    /(?<![\w-])free\b(?! (?:school|meals?|periods?|hours|childcare|nursery|milk|fruit|bus|prescriptions?|time|from)\b)|\bno cost\b|\b(?:doesn['’]?t|dont) cost\b|\bfor nowt\b/giu,
    () => true,
  ],
];
const ACCESS: readonly Reading<'drop-in'>[] = [
  [/\bdrop[\s-]?ins?\b|\b(?:just )?turn up\b|\bwalk[\s-]?in\b/giu, () => 'drop-in'],
];
const DELIVERY: readonly Reading<NonNullable<Filters['delivery']>>[] = [
  [
    /\bonline (?:courses?|class(?:es)?|groups?|support|help|chat|counsell\w*|sessions?)\b|\b(?:courses?|class(?:es)?|support|help|counsell\w*) online\b/giu,
    () => 'online',
  ],
  [
    /\b(?:over|by|on) the (?:phone|telephone)\b|\bhelp ?lines?\b|\bphone ?lines?\b|\bnumber to (?:ring|call)\b/giu,
    () => 'phone',
  ],
  [/\b(?:at|to) (?:my|our) (?:home|house) (?:visit|appointment)\b|\bhome visits?\b/giu, () => 'home-visit'],
];
