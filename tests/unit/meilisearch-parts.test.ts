import { describe, expect, test } from 'vitest';
import type { Directory } from '../../content/model/directory.ts';
import { newCopyName, sortCopies } from '../../indexer/meilisearch/copies.ts';
import { embedderFrom } from '../../indexer/meilisearch/embedder.ts';
import { redact } from '../../indexer/meilisearch/problems.ts';
import { idOf, keyOf, rowOf } from '../../indexer/meilisearch/rows.ts';
import { synonymsFrom } from '../../indexer/meilisearch/synonyms.ts';
import { documentCalled } from '../fixtures/meilisearch/documents.ts';

describe('a row', () => {
  test('has a key the server accepts, which leads back to the id', () => {
    expect(keyOf('service/samaritans')).toBe('service_samaritans');
    expect(idOf('service_first-response-line')).toBe('service/first-response-line');
  });

  test('writes open ages out, and keeps 0 as an age', () => {
    expect(rowOf(documentCalled('a'))).toMatchObject({ age_from: 0, age_to: 120 });
    expect(rowOf({ ...documentCalled('a'), minimum_age: 0, maximum_age: 0 })).toMatchObject({ age_from: 0, age_to: 0 });
  });

  test('carries the first place only where there is one', () => {
    const position = { latitude: 53.79, longitude: -1.75 };
    expect(rowOf({ ...documentCalled('a'), positions: [position] })).toMatchObject({
      placed: true,
      _geo: { lat: 53.79, lng: -1.75 },
    });
    expect(rowOf(documentCalled('a'))).not.toHaveProperty('_geo');
  });
});

describe('copies beside the live index', () => {
  const now = new Date('2026-11-22T14:00:00Z');

  test('are told from other indexes by their whole name', () => {
    const name = newCopyName('families', now);
    expect(name).toMatch(/^families_20261122T140000Z_[a-z0-9]{4}$/);
    const others = [
      'families',
      'families_archive',
      'families_2026',
      'other_20261122T140000Z_abcd',
      'families-old_20261122T140000Z_abcd',
    ];
    expect(sortCopies('families', [name, ...others], now)).toEqual({ leftovers: [], running: [name] });
  });

  test('are leftovers after an hour, also when a clock ran ahead', () => {
    const names = [
      'families_20261122T125959Z_aaaa',
      'families_20261122T150001Z_bbbb',
      'families_20261122T130001Z_cccc',
    ];
    expect(sortCopies('families', names, now)).toEqual({ leftovers: names.slice(0, 2), running: names.slice(2) });
  });
});

describe('synonyms', () => {
  const needs = [
    { id: 'sleep', title: 'My child will not sleep', phrases: ['nightmares', 'night terrors', 'bedtime', 'routine'] },
    { id: 'behaviour', title: 'Tantrums', phrases: ['no routine at all'] },
  ];
  const directory = {
    needs,
    help: [{ name: 'Child Sleep Service', alternate_names: ['CSS', 'APP'], summary: 'Use our app.', description: [] }],
    localities: [
      { name: 'Holme Wood', spellings: ['Holmewood', 'town', 'The Estate'] },
      { name: 'East Bowling', spellings: ['Easter'] },
      { name: 'Eastfield', spellings: ['Easter'] },
    ],
  } as unknown as Directory;
  const documents = [
    documentCalled('a', { title: 'Sleep clinic', needs: ['sleep'] }),
    documentCalled('b', { title: 'Sleep and bedtime', needs: ['sleep'] }),
  ];

  test('join short names, spellings and what only one need says', () => {
    expect(synonymsFrom(directory, documents)).toEqual({
      'child sleep service': ['css'],
      css: ['child sleep service'],
      holmewood: ['holme wood'],
      'night terrors': ['sleep'],
      nightmares: ['sleep'],
    });
  });
});

test('redact takes every secret out of a text', () => {
  expect(redact('Bearer abcd1234 was refused, abcd1234!', ['abcd1234', undefined, ''])).toBe(
    'Bearer (key left out) was refused, (key left out)!',
  );
});

test('an embedder is read from the environment with its share', () => {
  expect(embedderFrom({ MEILI_EMBEDDER: '{"source":"ollama","model":"m"}', MEILI_SEMANTIC_RATIO: '0.3' })).toEqual({
    source: 'ollama',
    model: 'm',
    semanticRatio: 0.3,
  });
  expect(embedderFrom({})).toBeUndefined();
});
