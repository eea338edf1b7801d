import { useId } from 'react';
import { ACCESS_WORDS, DELIVERY_WORDS, TIME_WORDS } from '../../content/model/wording.ts';
import type { Catalogue } from '../../indexer/catalogue.ts';
import { ADULT, ageInWords } from './age-words.ts';
import type { Filters } from './engines/engine.ts';
import { filtersSet } from './filters.ts';
import type { Query } from './query.ts';

/** What a visitor may ask to see only. Closed until they want it; each choice works at once. */
export default function FiltersPanel({ query, onChange, catalogue, hubWord }: FiltersPanelProps) {
  const { filters } = query;
  const { facts, documents } = catalogue;
  const set = <K extends keyof Filters>(field: K, value: Filters[K] | undefined) => {
    const { [field]: _before, ...rest } = filters;
    onChange({ ...query, filters: value === undefined || value === false ? rest : { ...rest, [field]: value } });
  };
  const count = filtersSet(filters);
  const needs = documents
    .filter((document) => document.kind === 'need')
    .map(({ needs: [id = ''], title }) => [id, title] as const);

  return (
    <details className="search-filters">
      <summary>Filters{count > 0 && ` (${count})`}</summary>
      <div className="search-filter-grid">
        <Choice
          label="Help with"
          value={filters.need}
          all="Anything"
          options={needs}
          onChoose={(value) => set('need', value)}
        />
        <Choice
          label="Age"
          value={filters.age === undefined ? undefined : String(filters.age)}
          all="Any age"
          options={AGES}
          onChoose={(value) => set('age', value === undefined ? undefined : Number(value))}
        />
        <Choice
          label={`${hubWord} area`}
          value={filters.hub}
          all="All areas"
          options={facts.hubs.map(({ id, area }) => [id, area] as const)}
          onChoose={(value) => set('hub', value)}
        />
        <Choice
          label="When"
          value={filters.when}
          all="Any time"
          options={entries(TIME_WORDS)}
          onChoose={(value) => set('when', value as Filters['when'])}
        />
        <Choice
          label="How to get in"
          value={filters.access}
          all="Any way"
          options={entries(ACCESS_WORDS)}
          onChoose={(value) => set('access', value as Filters['access'])}
        />
        <Choice
          label="How it is given"
          value={filters.delivery}
          all="Any way"
          options={entries(DELIVERY_WORDS)}
          onChoose={(value) => set('delivery', value as Filters['delivery'])}
        />
        {facts.languages.length > 0 && (
          <Choice
            label="Language"
            value={filters.language}
            all="English and any other"
            options={facts.languages.map((language) => [language, language] as const)}
            onChoose={(value) => set('language', value)}
          />
        )}
        <Tick label="Free" on={filters.free === true} onTick={(on) => set('free', on)} />
        <Tick label="For special needs or disabilities" on={filters.send === true} onTick={(on) => set('send', on)} />
      </div>
      {count > 0 && (
        <button className="button quiet" type="button" onClick={() => onChange({ ...query, filters: {} })}>
          Take all filters off
        </button>
      )}
    </details>
  );
}

function Choice({ label, value, all, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div>
      <label className="search-choice" htmlFor={id}>
        {label}
      </label>
      <select
        className="field"
        id={id}
        value={value ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value || undefined)}
      >
        <option value="">{all}</option>
        {options.map(([value, words]) => (
          <option value={value} key={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Tick({ label, on, onTick }: { label: string; on: boolean; onTick: (on: boolean) => void }) {
  return (
    <label className="search-tick">
      <input type="checkbox" checked={on} onChange={(event) => onTick(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

function entries<K extends string>(words: Record<K, string>): (readonly [string, string])[] {
  return Object.entries<string>(words);
}

const AGES = [...Array.from({ length: 20 }, (_, age) => age), ADULT].map(
  (age) => [String(age), ageInWords(age)] as const,
);

type FiltersPanelProps = { query: Query; onChange: (next: Query) => void; catalogue: Catalogue; hubWord: string };
type ChoiceProps = {
  label: string;
  value: string | undefined;
  all: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string | undefined) => void;
};
