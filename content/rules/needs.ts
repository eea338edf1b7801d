import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';

/** A need that reaches nothing is a dead end for somebody who asked for help. */
const LEAST_HELP = 2;

/** Each need leads to at least two services or groups, and an urgent need to at least one urgent line. */
export function needsAreReached({ records, known, fileOf }: RuleContext): Problem[] {
  // While a group or service has a fault of its own the count would be wrong, and its fault is named already.
  const counted = (['service', 'group'] as const).every((type) => known.get(type)?.size === records[type].length);
  return records.need
    .filter((need) => need.status === 'published')
    .flatMap((need) => {
      const problems: Problem[] = [];
      const help = [...records.service, ...records.group].filter(
        (entry) => entry.status === 'published' && entry.needs.includes(need.id),
      );
      if (counted && help.length < LEAST_HELP) {
        problems.push({
          file: fileOf(need),
          field: '',
          value: `${help.length} found`,
          what: `leads to fewer than ${LEAST_HELP} published services or groups`,
          mend: `add "${need.id}" to the needs of a service or group that helps with it`,
        });
      }
      if (need.urgent && need.urgent_lines.length === 0) {
        problems.push({
          file: fileOf(need),
          field: 'urgent_lines',
          value: '(none)',
          what: 'is urgent and names nobody to ring',
          mend: 'name the urgent lines of the council record, best first',
        });
      }
      return problems;
    });
}
