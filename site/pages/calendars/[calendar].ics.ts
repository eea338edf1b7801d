import type { APIRoute } from 'astro';
import { paths } from '../../../content/model/paths.ts';
import { type CalendarAbout, calendarOf } from '../../../indexer/calendars.ts';
import { directory } from '../../directory.ts';

const { council, hubs, groups, schedule } = directory;

/** A calendar for each hub area, and for each group with dates in the schedule. */
export function getStaticPaths() {
  const dated = groups.filter((group) => schedule.groups[group.id] !== undefined);
  return [
    ...hubs.map((hub) => ({
      params: { calendar: hub.id },
      props: { of: 'hub' as const, id: hub.id, name: hub.name, path: paths.timetable(hub.id) },
    })),
    ...dated.map((group) => ({
      params: { calendar: `group-${group.id}` },
      props: { of: 'group' as const, id: group.id, name: group.name, path: paths.group(group.id) },
    })),
  ];
}

export const GET: APIRoute = ({ props, site }) => {
  const { of, id, name, path } = props as ReturnType<typeof getStaticPaths>[number]['props'];
  const whole = (address: string) => new URL(address, site).href;
  const about: CalendarAbout = {
    name,
    description: `What is on, from ${council.service_name}`,
    publisher: council.name,
    namespace: council.district.code.toLowerCase(),
    url: whole(path),
    pageOf: (group) => whole(paths.group(group)),
  };
  return new Response(
    calendarOf(schedule, about, (session) => session[of] === id),
    { headers: { 'content-type': 'text/calendar; charset=utf-8' } },
  );
};
