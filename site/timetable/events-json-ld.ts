import { Temporal } from 'temporal-polyfill';
import { paths } from '../../content/model/paths.ts';
import { type Occurrence, type Schedule, titleOf } from '../../content/model/schedule.ts';
import { TIME_ZONE } from '../../content/model/timetable.ts';

/**
 * Occurrences as schema.org Events, for search engines. Samples say so in their name.
 *
 * @param site the whole address of the directory
 * @returns JSON that is safe inside a script element: every `<` is escaped
 */
export function eventsJsonLd(schedule: Schedule, occurrences: Occurrence[], site: URL): string {
  const events = occurrences.map(({ session, date, cancelled }) => {
    const venue = session.venue === undefined ? undefined : schedule.venues[session.venue];
    const title = titleOf(schedule, session);
    return {
      '@type': 'Event',
      name: session.sample ? `Sample, not a real session: ${title}` : title,
      startDate: moment(date, session.start),
      endDate: moment(date, session.end),
      eventStatus: `https://schema.org/${cancelled === undefined ? 'EventScheduled' : 'EventCancelled'}`,
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      location: {
        '@type': 'Place',
        name: venue?.name ?? `Place to be confirmed, ${schedule.hubs[session.hub]?.area ?? ''}`,
        ...(venue?.address !== undefined && {
          address: {
            '@type': 'PostalAddress',
            streetAddress: venue.address,
            postalCode: venue.postcode,
            addressCountry: 'GB',
          },
        }),
      },
      organizer: {
        '@type': 'Organization',
        name: schedule.hubs[session.hub]?.name,
        url: new URL(paths.hub(session.hub), site).href,
      },
      url: new URL(paths.group(session.group), site).href,
    };
  });
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': events }).replaceAll('<', '\\u003c');
}

/** 2026-11-24T10:00:00+00:00, with the offset the wall clock has on that day. */
function moment(date: string, time: string): string {
  return Temporal.ZonedDateTime.from(`${date}T${time}[${TIME_ZONE}]`).toString({ timeZoneName: 'never' });
}
