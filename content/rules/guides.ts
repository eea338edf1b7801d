import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';

/** Every route that a guide's questions lead to is there: a worker must never be sent nowhere. */
export function routesLeadSomewhere({ records, known, fileOf }: RuleContext): Problem[] {
  return records.guide.flatMap((guide) => {
    if (!guide.route) return [];
    const outcomes = [
      ...guide.route.questions.map((question, index) => ({
        at: `route.questions.${index}.yes`,
        outcome: question.yes,
      })),
      { at: 'route.otherwise', outcome: guide.route.otherwise },
    ];
    return outcomes.flatMap(({ at, outcome }) =>
      outcome.links.flatMap((link, index) =>
        (['form', 'guide'] as const).flatMap((type) => {
          const id = link[type];
          if (id === undefined || known.get(type)?.has(id)) return [];
          return [
            {
              file: fileOf(guide),
              field: `${at}.links.${index}.${type}`,
              value: id,
              what: `there is no ${type} with this id`,
              mend: `use the name of a file in ${type}s/`,
            },
          ];
        }),
      ),
    );
  });
}
