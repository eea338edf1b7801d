import type { UrgentLine } from '../../content/schema/council.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { Understanding } from './understanding.ts';

/**
 * The lines to show for an urgent need, best first. A child sees a child's line first and no line that is
 * only for grown-ups; a grown-up sees a child's line last. Without a known need every line is a candidate.
 * Pure.
 */
export function linesFor(urgent: Pick<Understanding['urgent'], 'need' | 'speaker'>, facts: SearchFacts): UrgentLine[] {
  const ids = (urgent.need !== undefined && facts.needs[urgent.need]?.lines) || facts.lines.map((line) => line.id);
  const lines = ids.flatMap((id) => facts.lines.find((line) => line.id === id) ?? []);
  const forChildren = facts.lines.filter((line) => line.speaks_to === 'child');
  if (urgent.speaker === 'child') {
    return [...forChildren, ...lines.filter((line) => line.speaks_to === 'anyone')].slice(0, MOST_LINES);
  }
  const others = lines.filter((line) => line.speaks_to !== 'child');
  return [...others, ...lines.filter((line) => line.speaks_to === 'child')].slice(0, MOST_LINES);
}

/** More would hide the first ones. 'All urgent help' has the rest. */
const MOST_LINES = 4;
