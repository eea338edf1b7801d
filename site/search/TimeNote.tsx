import { paths } from '../../content/model/paths.ts';
import type { Results } from './session.ts';

/** What the search made of a time, and where all dates are. Nothing when no time was asked for. */
export default function TimeNote({ results: { time, understood } }: { results: Results }) {
  if (time === undefined && understood.when === undefined) return null;
  const whatsOn = <a href={paths.whatsOn}>everything that is on</a>;
  if (time === undefined) return <p className="search-note">Looking for a day? See {whatsOn}.</p>;
  if (time.chosen) {
    return (
      <p className="search-note">
        {time.found === 0
          ? 'No group here has a published date at that time. Some may meet then and not say so: take the time off to see them.'
          : 'Only groups with a published date at that time are shown. Others may meet then too: ask them.'}{' '}
        See {whatsOn}.
      </p>
    );
  }
  return (
    <p className="search-note">
      {time.found === 0
        ? 'Nothing here has a published date at that time.'
        : 'Groups with a date at that time come first.'}{' '}
      See {whatsOn}.
    </p>
  );
}
