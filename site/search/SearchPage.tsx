import { useEffect, useState } from 'react';
import { countingOf, useNothingFound } from '../learning/useNothingFound.ts';
import Chips from './Chips.tsx';
import { chipsOf } from './chips.ts';
import FiltersPanel from './FiltersPanel.tsx';
import { filtersSet } from './filters.ts';
import Nothing from './Nothing.tsx';
import PlaceNote from './PlaceNote.tsx';
import { writeFragment } from './query.ts';
import Results from './Results.tsx';
import Status from './Status.tsx';
import TimeNote from './TimeNote.tsx';
import UrgentNotice from './UrgentNotice.tsx';
import { useMoment } from './useMoment.ts';
import { useQuery } from './useQuery.ts';
import { useSearch } from './useSearch.ts';

/**
 * The search, below the page's own field. Until something is asked it shows nothing, so the page stands as
 * it was built.
 */
export default function SearchPage({ fieldId, words, map }: SearchPageProps) {
  const [danger, setDanger] = useState(false);
  const [query, setQuery] = useQuery(fieldId, danger);
  const now = useMoment();
  const { session, failed, answer, tryAgain } = useSearch(query, now.date);
  // Not a condition but a word of the build, the same for the life of the page: without it, no such code is there.
  if (__LEARNING__) useNothingFound(query, answer, session);
  const [here, setHere] = useState(false);
  useEffect(() => setHere(true), []);

  const asked = query.text.trim() !== '' || filtersSet(query.filters) > 0;
  const tier = answer?.results.understood.urgent.tier ?? 'none';
  useEffect(() => setDanger(asked && tier !== 'none'), [asked, tier]);
  useEffect(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-before-search]')) element.hidden = asked;
    for (const element of document.querySelectorAll<HTMLElement>('[data-leave-here]'))
      element.hidden = !(asked && tier === 'strong');
  }, [asked, tier]);

  const backToField = () => document.getElementById(fieldId)?.focus();
  const shown = asked && answer !== undefined;
  const found = answer?.results.list.length ?? 0;
  const names = {
    need: (id: string) => session?.catalogue.documents.find((one) => one.id === `need/${id}`),
    hub: (id: string) => session?.catalogue.facts.hubs.find((hub) => hub.id === id)?.area,
  };

  return (
    <div className={asked ? 'search-results' : undefined}>
      <Status
        words={statusOf({
          asked,
          failed,
          ready: shown,
          found,
          needs: answer?.results.needs.length ?? 0,
          urgent: tier === 'strong',
        })}
      />
      {here && asked && !shown && !failed && <p className="search-wait">Getting the search ready…</p>}
      {asked && failed && (
        <div className="box">
          <p>The search could not be fetched. Your connection may be weak.</p>
          <p>
            <button className="button" type="button" onClick={tryAgain}>
              Try again
            </button>
          </p>
        </div>
      )}
      {shown && session && (
        <>
          <UrgentNotice
            urgent={answer.results.understood.urgent}
            facts={session.catalogue.facts}
            safetyLine={words.safetyLine}
          />
          <Chips
            chips={chipsOf(answer.query, answer.results, names)}
            onRemove={(next) => {
              setQuery(next);
              backToField();
            }}
          />
          <PlaceNote where={answer.results.where} />
          <TimeNote results={answer.results} />
          <FiltersPanel query={query} onChange={setQuery} catalogue={session.catalogue} hubWord={words.hubWord} />
          {answer.results.fallingBack && (
            <p className="search-note">Search is working from your own device for now. It may find a little less.</p>
          )}
          {found === 0 && answer.results.needs.length === 0 ? (
            <Nothing
              query={query}
              nearest={answer.results.nearestNeeds}
              words={words}
              counting={__LEARNING__ ? countingOf(answer, session) : undefined}
              onClear={() => setQuery({ ...query, filters: {} })}
            />
          ) : (
            <Results
              results={answer.results}
              now={now}
              map={map}
              facts={session.catalogue.facts}
              asked={writeFragment(answer.query)}
            />
          )}
        </>
      )}
    </div>
  );
}

function statusOf(now: {
  asked: boolean;
  failed: boolean;
  ready: boolean;
  found: number;
  needs: number;
  urgent: boolean;
}): string {
  if (!now.asked) return '';
  if (now.failed) return 'The search could not be fetched.';
  if (!now.ready) return '';
  const urgent = now.urgent ? 'Who to ring is shown first. ' : '';
  if (now.found === 0 && now.needs === 0) return `${urgent}Nothing found. Other ways to get help are shown.`;
  return `${urgent}${now.found} ${now.found === 1 ? 'result' : 'results'} found.`;
}

export type SearchWords = {
  safetyLine: string;
  hubWord: string;
  helpLine: { name: string; phone?: string };
};

export type MapSettings = { tiles?: string; attribution?: string };

export type SearchPageProps = { fieldId: string; words: SearchWords; map: MapSettings };
