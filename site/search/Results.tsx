import { useState } from 'react';
import type { Moment } from '../../content/model/day.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { Results as Found } from './session.ts';
import { SAMPLE_NOTICE } from '../timetable/sample-notice.ts';
import ResultCard from './ResultCard.tsx';
import ResultsMap from './ResultsMap.tsx';
import type { MapSettings } from './SearchPage.tsx';

/** The needs it looks like, then everything that was found, ten at a time, as a list or on a map. */
export default function Results({ results, asked, now, map, facts }: ResultsProps) {
  const [more, setMore] = useState({ asked, most: PAGE });
  const most = more.asked === asked ? more.most : PAGE;
  const [onMap, setOnMap] = useState(false);
  const { list } = results;
  const needs = results.needs.length > 0 ? results.needs : results.perhaps;
  const shown = list.slice(0, most).map((result) => ({ result, meeting: results.meets(result.document, now) }));
  const placed = list.filter(({ document }) => document.positions.length > 0);

  return (
    <>
      {needs.length > 0 && (
        <section aria-labelledby="search-needs">
          <h2 id="search-needs">{results.needs.length > 0 ? 'Looks like' : 'Is it one of these?'}</h2>
          <ul className="search-needs">
            {needs.map((need) => (
              <li key={need.id}>
                <a href={need.url}>{need.title}</a>
                <p>{need.summary}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {list.length > 0 && (
        <section aria-labelledby="search-list">
          <div className="search-bar">
            <h2 id="search-list">
              {list.length} {list.length === 1 ? 'way' : 'ways'} to get help
            </h2>
            {placed.length > 0 && (
              <button className="button quiet" type="button" aria-pressed={onMap} onClick={() => setOnMap(!onMap)}>
                Show on a map
              </button>
            )}
          </div>
          {onMap && (
            <ResultsMap placed={placed} all={list.length} here={results.where.position} map={map} facts={facts} />
          )}
          {shown.some(({ meeting }) => meeting?.sample) && (
            <p className="search-note search-sample">
              <strong>{SAMPLE_NOTICE}</strong>
            </p>
          )}
          <ol className="search-list">
            {shown.map(({ result, meeting }) => (
              <ResultCard result={result} meeting={meeting} key={result.document.id} />
            ))}
          </ol>
          {list.length > most && (
            <button
              className="button quiet search-more"
              type="button"
              onClick={() => setMore({ asked, most: most + PAGE })}
            >
              Show {Math.min(PAGE, list.length - most)} more
            </button>
          )}
        </section>
      )}
    </>
  );
}

const PAGE = 10;

/** `asked` is what the results are for: another search starts at its first ten again. */
type ResultsProps = { results: Found; asked: string; now: Moment; map: MapSettings; facts: SearchFacts };
