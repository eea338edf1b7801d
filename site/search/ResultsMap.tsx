import { useEffect, useRef } from 'react';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { MapOptions, OpenMap } from '../map/map.ts';
import type { Ranked } from './rank.ts';
import type { MapSettings } from './SearchPage.tsx';

/** The results that have a place, on a map that is fetched only now. The list below says the same. */
export default function ResultsMap({ placed, all, here, map, facts }: ResultsMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const open = useRef<Promise<OpenMap> | undefined>(undefined);
  const options: MapOptions = {
    points: placed.flatMap(({ document }) =>
      document.positions.map((position) => ({ ...position, title: document.title, url: document.url })),
    ),
    ...(here && { here }),
    areas: facts.hubs.map(({ area, latitude, longitude }) => ({ title: area, latitude, longitude })),
    ...map,
  };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const opening = import('../map/map.ts').then(({ openMap }) => openMap(element, options));
    open.current = opening;
    return () => {
      open.current = undefined;
      opening.then(
        (shown) => shown.close(),
        () => undefined,
      );
    };
  }, []);
  useEffect(() => {
    open.current?.then(
      (shown) => shown.update(options),
      () => undefined,
    );
  }, [placed]);

  return (
    <div className="search-map">
      <div ref={box} className="search-map-box" role="region" aria-label="Map of the results that have a place" />
      <p className="freshness">
        {placed.length} of {all} have a place on the map. The others are by phone or online, or we do not know their
        place yet.
      </p>
    </div>
  );
}

type ResultsMapProps = {
  placed: Ranked[];
  all: number;
  here: { latitude: number; longitude: number } | undefined;
  map: MapSettings;
  facts: SearchFacts;
};
