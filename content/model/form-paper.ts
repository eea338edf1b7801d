import type { FormField, FormSection } from '../schema/form.ts';
import { type Answer, type Answers, type AskedForm, type FormGroup, isAsked, itemsOf, NOT_KNOWN } from './forms.ts';
import { readPostcode } from './places.ts';
import { dateOnPaper, readDate, yearsOld } from './written-dates.ts';

/**
 * Lays a form out for paper: what stands on it, in order, whoever draws it (the page, the browser's
 * printer or the PDF). Filled answers stand in full; what is empty becomes room to write by hand.
 *
 * @param answers what has been filled in; {} for a blank form
 * @param given today (YYYY-MM-DD), and the chosen group, if any
 */
export function layOut(
  form: AskedForm,
  answers: Answers,
  given: { today: string; group?: FormGroup | undefined },
): PaperSection[] {
  const blank = Object.keys(answers).length === 0;
  return form.sections
    .filter((section) => shownOnPaper(section.only_when, [answers], given.group, blank))
    .map((section) => ({
      id: section.id,
      heading: section.heading,
      guidance: section.guidance,
      newPage: section.new_page,
      blocks: section.repeat
        ? repeated(section, answers, given, blank)
        : [{ kind: 'fields' as const, fields: fieldsOf(section, answers, [answers], given, blank) }],
    }));
}

/** A blank form keeps the questions that depend on an answer, and says on which. */
function shownOnPaper(
  condition: FormField['only_when'],
  scopes: Answers[],
  group: FormGroup | undefined,
  blank: boolean,
): boolean {
  return isAsked(condition, scopes, group) || (blank && condition?.field !== undefined);
}

function repeated(section: FormSection, answers: Answers, given: Given, blank: boolean): PaperBlock[] {
  const repeat = section.repeat;
  if (!repeat) return [];
  const items = itemsOf(answers, section).filter((item) => Object.keys(item).length > 0);
  if (repeat.layout === 'table') {
    const columns = section.fields.map((field) => ({ words: field.short ?? field.label, weight: field.weight }));
    const rows = items.map((item) =>
      section.fields.map((field) =>
        isAsked(field.only_when, [item, answers], given.group) ? written(field, item[field.id], given) : '',
      ),
    );
    return [
      {
        kind: 'table',
        columns,
        rows,
        blankRows: rows.length === 0 ? repeat.blank : 0,
        lines: Math.max(...section.fields.map((field) => field.rows)),
      },
    ];
  }
  const all = items.length > 0 ? items : Array.from({ length: repeat.blank }, () => ({}));
  return all.map((item, index) => ({
    kind: 'fields',
    title: `${repeat.noun.charAt(0).toUpperCase()}${repeat.noun.slice(1)} ${index + 1}`,
    fields: fieldsOf(section, item, [item, answers], given, blank || items.length === 0),
  }));
}

function fieldsOf(section: FormSection, own: Answers, scopes: Answers[], given: Given, blank: boolean): PaperField[] {
  return section.fields
    .filter((field) => shownOnPaper(field.only_when, scopes, given.group, blank))
    .map((field) => {
      const condition =
        blank && field.only_when?.field !== undefined ? `If “${field.only_when.is.join('” or “')}”` : undefined;
      return { ...laid(field, own[field.id], given), condition };
    });
}

function laid(field: FormField, answer: Answer | undefined, given: Given): Omit<PaperField, 'condition'> {
  const shared = { label: field.label, hint: field.hint, rows: field.rows, half: HALF.has(field.kind) };
  if (field.kind === 'signature') return { ...shared, kind: 'signature', answer: '', ticks: [] };
  if (field.kind === 'tick') {
    return { ...shared, kind: 'statement', answer: '', ticks: [{ words: field.label, ticked: answer === TICKED }] };
  }
  if (field.kind === 'choice' || field.kind === 'choices') {
    const chosen = Array.isArray(answer) ? answer : [answer];
    const options = field.not_known ? [...field.options, NOT_KNOWN] : field.options;
    const ticks = options.map((words) => ({ words, ticked: chosen.some((one) => one === words) }));
    return { ...shared, kind: 'ticks', answer: '', ticks };
  }
  return {
    ...shared,
    kind: field.kind === 'lines' ? 'lines' : 'line',
    answer: written(field, answer, given),
    ticks: [],
  };
}

/** An answer as it stands on paper: dates and postcodes as everyone reads them, all else as it was typed. */
function written(field: FormField, answer: Answer | undefined, { today, group }: Given): string {
  if (Array.isArray(answer)) return answer.filter((one) => typeof one === 'string').join('; ');
  const text = (answer ?? '').trim();
  if (field.kind === 'group') return group?.name ?? '';
  if (field.kind === 'tick') return text === TICKED ? 'Yes' : '';
  if (field.kind === 'postcode') {
    const reading = readPostcode(text);
    return reading.kind === 'postcode' ? reading.postcode : text;
  }
  if (field.kind !== 'date' || text === '') return text;
  const read = readDate(text, today, field.born !== undefined);
  if ('fault' in read) return text;
  const age = field.born === undefined || read.day > today ? undefined : yearsOld(read.day, today);
  return age === undefined
    ? dateOnPaper(read.day)
    : `${dateOnPaper(read.day)} (${age === 0 ? 'under 1' : `age ${age}`})`;
}

/** What a ticked statement holds. */
export const TICKED = 'yes';

/** Answers short enough for half the width of the page. */
const HALF = new Set<FormField['kind']>(['line', 'date', 'phone', 'email', 'postcode', 'group']);

type Given = { today: string; group?: FormGroup | undefined };

export type PaperSection = {
  id: string;
  heading: string;
  guidance: string[];
  newPage: boolean;
  blocks: PaperBlock[];
};

export type PaperBlock =
  | { kind: 'fields'; title?: string; fields: PaperField[] }
  | {
      kind: 'table';
      columns: { words: string; weight: number }[];
      rows: string[][];
      blankRows: number;
      /** Lines of writing in each blank row. */ lines: number;
    };

export type PaperField = {
  label: string;
  hint: string | undefined;
  /** On a blank form: when this question is asked. */
  condition: string | undefined;
  kind: 'line' | 'lines' | 'ticks' | 'statement' | 'signature';
  answer: string;
  ticks: { words: string; ticked: boolean }[];
  /** Lines to write on when there is no answer. */
  rows: number;
  /** True when two stand side by side. */
  half: boolean;
};
