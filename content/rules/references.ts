import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';
import { RECORD_TYPES, type RecordType } from '../schema/records.ts';

/** Every reference resolves: a page must never lead nowhere. */
export function referencesResolve({ records, known, fileOf }: RuleContext): Problem[] {
  const problems: Problem[] = [];
  const refer = (from: object, field: string, ids: string | readonly string[] | undefined, to: RecordType[]) => {
    for (const id of typeof ids === 'string' ? [ids] : (ids ?? [])) {
      if (to.some((type) => known.get(type)?.has(id))) continue;
      problems.push({
        file: fileOf(from),
        field,
        value: id,
        what: `there is no ${to.join(' or ')} with this id`,
        mend: `use the name of a file in ${to.map((type) => `${RECORD_TYPES[type].folder}/`).join(' or ')}, or add one`,
      });
    }
  };

  for (const need of records.need) {
    refer(need, 'theme', need.theme, ['theme']);
    refer(need, 'related', need.related, ['need']);
    refer(need, 'shown_first', need.shown_first, ['service', 'group']);
    const lines = new Set(records.council?.urgent_lines.map((line) => line.id));
    for (const id of need.urgent_lines) {
      if (records.council && !lines.has(id)) {
        problems.push({
          file: fileOf(need),
          field: 'urgent_lines',
          value: id,
          what: 'the council record has no urgent line with this id',
          mend: `use one of: ${[...lines].join(', ')}`,
        });
      }
    }
  }
  for (const help of [...records.service, ...records.group]) {
    refer(help, 'needs', help.needs, ['need']);
    refer(help, 'organisation', help.organisation, ['organisation']);
    refer(help, 'venues', help.venues, ['venue']);
    refer(help, 'hubs', help.hubs, ['hub']);
  }
  for (const venue of records.venue) refer(venue, 'hub', venue.hub, ['hub']);
  for (const guide of records.guide) refer(guide, 'related', guide.related, ['guide']);
  for (const timetable of records.timetable) {
    refer(timetable, 'hub', timetable.hub, ['hub']);
    timetable.sessions.forEach((session, index) => {
      refer(timetable, `sessions.${index}.group`, session.group, ['group']);
      refer(timetable, `sessions.${index}.venue`, session.venue, ['venue']);
    });
  }
  return problems;
}
