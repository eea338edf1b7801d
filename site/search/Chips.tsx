import type { Chip } from './chips.ts';
import type { Query } from './query.ts';

/** What was understood, so that a visitor sees it and can put it right. */
export default function Chips({ chips, onRemove }: { chips: Chip[]; onRemove: (without: Query) => void }) {
  if (chips.length === 0) return null;
  return (
    <div className="search-chips" role="group" aria-label="What we looked for">
      {chips.map((chip) => (
        <button className="search-chip" type="button" key={chip.key} onClick={() => onRemove(chip.without)}>
          <span className="sr-only">Take away: </span>
          {chip.words}
          <span aria-hidden="true" className="search-chip-cross">
            ×
          </span>
        </button>
      ))}
    </div>
  );
}
