import { z } from 'zod';
import { type Problem, shown } from './problem.ts';
import type { RawEntry } from './read.ts';

/**
 * Turns a schema's error into problems a person can mend: one for each fault, with the value found.
 *
 * @param entry the raw entry that failed
 * @param schema its schema, to name the nearest field when one is misspelt
 */
export function schemaProblems(entry: RawEntry, schema: z.ZodType, error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const parent = at(entry.data, issue.path);
      return issue.keys.map((key) => ({
        file: entry.file,
        field: [...issue.path, key].join('.'),
        value: shown(at(parent, [key])),
        what: `there is no field called "${key}" here`,
        mend: nearestField(key, schema, issue.path),
      }));
    }
    const value = at(entry.data, issue.path);
    return [
      {
        file: entry.file,
        field: issue.path.join('.'),
        value: shown(value),
        what: value === undefined && issue.code === 'invalid_type' ? 'is missing' : sentence(issue),
        mend: MENDS[issue.code] ?? 'write it that way',
      },
    ];
  });
}

/** How to mend each kind of fault that a schema finds. */
const MENDS: Record<string, string> = {
  invalid_type: 'give it a value of the kind named; put words that look like numbers in quotes',
  invalid_format: 'write it that way',
  invalid_value: 'use one of the words listed',
  too_small: 'make it longer or larger, or leave the field out if it may be left out',
  too_big: 'make it shorter or smaller',
  custom: 'write it that way',
  invalid_union: 'write it that way',
};

function sentence(issue: z.core.$ZodIssue): string {
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: expected one of /, 'must be one of ');
}

function nearestField(key: string, schema: z.ZodType, path: PropertyKey[]): string {
  const fields = path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape as object) : [];
  const near = fields.map((field) => ({ field, slips: slipsBetween(key, field) })).sort((a, b) => a.slips - b.slips)[0];
  return near && near.slips <= 3
    ? `did you mean "${near.field}"? Otherwise remove it`
    : 'remove it, or check its indent';
}

/** Levenshtein distance: how many single-letter slips turn one word into the other. */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === 'object' ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
