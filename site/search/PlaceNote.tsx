import { paths } from '../../content/model/paths.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What the postcode in the search means: the responsible hub area, or why there is not one. */
export default function PlaceNote({ where }: { where: Whereabouts }) {
  if (where.hub) {
    return (
      <p className="search-note">
        {where.name} is in the <a href={paths.hub(where.hub.id)}>{where.hub.name}</a> area.
      </p>
    );
  }
  if (!where.said) return null;
  return (
    <p className="search-note">
      {where.said.heading}
      {where.said.choices.map((choice, index) => (
        <span key={choice.path}>
          {index === 0 ? ': ' : ' or '}
          <a href={choice.path}>{choice.words}</a>
        </span>
      ))}
      .
    </p>
  );
}
