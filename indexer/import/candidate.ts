import type { Problem } from '../../content/problem.ts';

/** The record types that an import can write. Needs, hubs and groups are the council's own. */
export type ImportedType = 'organisation' | 'venue' | 'service';

/** One thing that was read, as one of our records, before anybody has decided to write it. */
export type Candidate = {
  type: ImportedType;
  /** Its id where it came from. References between candidates use it, and `planImport` turns it into ours. */
  sourceId: string;
  name: string;
  /** The fields as they stand in YAML. `organisation` and `venues` hold source ids. */
  record: Record<string, unknown>;
};

/** What a source held. Nothing is lost: a row is a candidate, or rejected, or left out by a rule. */
export type Read = {
  candidates: Candidate[];
  /** Rows that could not be used, each with every reason. */
  rejected: { where: string; name: string; reasons: string[] }[];
  /** Rows that a rule leaves out on purpose, counted by the rule's words. */
  leftOut: Map<string, number>;
  /** The source's own terms of services that none of our needs answers yet, and how many services have each. */
  unknownTerms: Map<string, number>;
  /** Faults that did not stop the row: what was left out or mended, and where. */
  faults: Problem[];
  /** False when the source stopped before its end: then nothing can be called gone. */
  complete: boolean;
};

/** How an import decides what its source does not say. */
export type ImportOptions = {
  /** Where it comes from, in the words that every record will carry. */
  from: string;
  /** The need to use when none of the source's terms is one of ours. */
  need?: string | undefined;
  /** The source's own terms, in small letters, to our needs. */
  terms?: ReadonlyMap<string, string> | undefined;
};

export function emptyRead(): Read {
  return { candidates: [], rejected: [], leftOut: new Map(), unknownTerms: new Map(), faults: [], complete: true };
}
