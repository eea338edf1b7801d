import { paths } from '../../content/model/paths.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import { COUNTED_WORDS } from '../learning/words.ts';
import { filtersSet } from './filters.ts';
import type { Query } from './query.ts';
import type { SearchWords } from './SearchPage.tsx';

/** When nothing was found it still helps: what is nearest, and every other way to a person. */
export default function Nothing({ query, nearest, words, counting, onClear }: NothingProps) {
  const filtered = filtersSet(query.filters) > 0;
  return (
    <section className="search-nothing" aria-labelledby="search-nothing">
      <h2 id="search-nothing">We did not find that</h2>
      <p className="search-lead">
        It may be here under another name. Try a few plain words, such as ‘not sleeping’ or ‘food’.
      </p>
      {filtered && (
        <p>
          <button className="button quiet" type="button" onClick={onClear}>
            Take all filters off
          </button>
        </p>
      )}
      {nearest.length > 0 && (
        <>
          <h3>Is it one of these?</h3>
          <ul className="search-ways">
            {nearest.map((need) => (
              <li key={need.id}>
                <a href={need.url}>{need.title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Other ways to get help</h3>
      <ul className="search-ways">
        {words.helpLine.phone !== undefined && (
          <li>
            Talk to a person: {words.helpLine.name},{' '}
            <a className="phone" href={`tel:${words.helpLine.phone.replaceAll(' ', '')}`}>
              {words.helpLine.phone}
            </a>
          </li>
        )}
        <li>
          <a href={paths.findYourHub}>Find your {words.hubWord}</a> and ask there
        </li>
        <li>
          <a href={paths.needs}>Choose what you need help with</a> from a list
        </li>
        <li>
          <a href={paths.aToZ}>Every group and service, A to Z</a>
        </li>
        <li>
          <a href={paths.urgent}>Urgent help</a>, if someone is in danger
        </li>
      </ul>
      {__LEARNING__ && counting !== undefined && (
        <p className="search-note">
          {COUNTED_WORDS[counting]} <a href={paths.privacy}>About your privacy</a>
        </p>
      )}
    </section>
  );
}

type NothingProps = {
  query: Query;
  nearest: SearchDocument[];
  words: SearchWords;
  /** What becomes of these words where the council learns, or undefined where it does not. */
  counting: keyof typeof COUNTED_WORDS | undefined;
  onClear: () => void;
};
