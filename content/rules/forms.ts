import type { RuleContext } from '../check.ts';
import type { Problem } from '../problem.ts';
import type { Form, FormCondition, FormField } from '../schema/form.ts';

/**
 * A form must be able to be filled in: every condition waits for a question that was asked before it,
 * every choice has answers, nothing is called the same as something else, and what is sent to a hub
 * asks for the postcode that says which.
 */
export function formsHold({ records, known, fileOf }: RuleContext): Problem[] {
  return records.form.flatMap((form) => {
    const found: Omit<Problem, 'file'>[] = [
      ...namedOnce(form),
      ...conditionsWait(form),
      ...form.sections.flatMap((section, s) =>
        section.fields.flatMap((field, f) => fieldHolds(field, `sections.${s}.fields.${f}`)),
      ),
      ...destinationIsFound(form),
      ...referencesHold(form, records, known.get('guide') ?? new Set()),
    ];
    return found.map((problem) => ({ file: fileOf(form), ...problem }));
  });
}

function namedOnce(form: Form): Omit<Problem, 'file'>[] {
  const seen = new Set<string>();
  return form.sections.flatMap((section, s) =>
    [
      { id: section.id, at: `sections.${s}.id`, key: section.id },
      ...section.fields.map((field, f) => ({
        id: field.id,
        at: `sections.${s}.fields.${f}.id`,
        // A repeated section has its own names, one set for each person in it.
        key: section.repeat ? `${section.id}.${field.id}` : field.id,
      })),
    ].flatMap(({ id, at, key }) => {
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [
        {
          field: at,
          value: id,
          what: 'is the name of another section or question too',
          mend: 'give it a name of its own',
        },
      ];
    }),
  );
}

function conditionsWait(form: Form): Omit<Problem, 'file'>[] {
  const problems: Omit<Problem, 'file'>[] = [];
  const asked = new Map<string, FormField>();
  const wait = (condition: FormCondition | undefined, at: string, before: Map<string, FormField>) => {
    if (condition?.field === undefined) return;
    const question = before.get(condition.field);
    if (!question) {
      problems.push({
        field: `${at}.only_when.field`,
        value: condition.field,
        what: 'is not a question asked before this one',
        mend: 'name an earlier question of the same form, outside repeated sections or in the same one',
      });
      return;
    }
    for (const answer of condition.is) {
      if (question.options.includes(answer)) continue;
      problems.push({
        field: `${at}.only_when.is`,
        value: answer,
        what: `is not an answer to "${condition.field}"`,
        mend: `use one of: ${question.options.join(', ') || '(it has no choices)'}`,
      });
    }
  };
  form.sections.forEach((section, s) => {
    wait(section.only_when, `sections.${s}`, asked);
    const here = section.repeat ? new Map(asked) : asked;
    section.fields.forEach((field, f) => {
      wait(field.only_when, `sections.${s}.fields.${f}`, here);
      here.set(field.id, field);
    });
  });
  return problems;
}

function fieldHolds(field: FormField, at: string): Omit<Problem, 'file'>[] {
  const chosen = field.kind === 'choice' || field.kind === 'choices';
  const problems: Omit<Problem, 'file'>[] = [];
  if (chosen && field.options.length < 2) {
    problems.push({
      field: `${at}.options`,
      value: String(field.options.length),
      what: 'a choice needs at least two answers',
      mend: 'add the answers, or make it a line',
    });
  }
  if (!chosen && field.options.length > 0) {
    problems.push({
      field: `${at}.options`,
      value: field.options.join(', '),
      what: `a ${field.kind} has no answers to choose from`,
      mend: 'make it a choice, or take the options out',
    });
  }
  if (field.born && field.kind !== 'date') {
    problems.push({
      field: `${at}.born`,
      value: field.born,
      what: 'is only for a date',
      mend: 'make it a date, or take "born" out',
    });
  }
  return problems;
}

function destinationIsFound(form: Form): Omit<Problem, 'file'>[] {
  const problems: Omit<Problem, 'file'>[] = [];
  // Only what stands outside repeated sections can say where the whole form goes.
  const once = form.sections.filter((section) => !section.repeat).flatMap((section) => section.fields);
  const needs = (kind: FormField['kind'], why: string) => {
    const count = once.filter((field) => field.kind === kind).length;
    if (count === 1) return;
    problems.push({
      field: 'sections',
      value: `${count} of kind "${kind}"`,
      what: `needs one question of kind "${kind}", ${why}`,
      mend: `leave exactly one, outside repeated sections`,
    });
  };
  if (form.goes_to.to === 'hub') needs('postcode', 'which says the hub it goes to');
  if (form.for_access.length > 0) needs('group', 'which says the Quick Guide page to print');
  if (form.goes_to.to === 'office' && (!form.goes_to.name || !form.goes_to.contact)) {
    problems.push({
      field: 'goes_to',
      value: 'office',
      what: 'does not say which office, or how to reach it',
      mend: 'add name and contact; the contact may be to_be_confirmed',
    });
  }
  return problems;
}

function referencesHold(form: Form, records: RuleContext['records'], guides: Set<string>): Omit<Problem, 'file'>[] {
  const lines = new Set(records.council?.urgent_lines.map((line) => line.id));
  const unknown = [
    ...form.stop.urgent_lines
      .filter((id) => records.council && !lines.has(id))
      .map((id) => ({ id, at: 'stop.urgent_lines' })),
    ...form.guides.filter((id) => !guides.has(id)).map((id) => ({ id, at: 'guides' })),
  ].map(({ id, at }) => ({
    field: at,
    value: id,
    what: at === 'guides' ? 'there is no guide with this id' : 'the council record has no urgent line with this id',
    mend: at === 'guides' ? 'use the name of a file in guides/' : `use one of: ${[...lines].join(', ')}`,
  }));
  const contact = form.goes_to.contact;
  if (!records.council?.live || !contact || contact.checked !== undefined) return unknown;
  return [
    ...unknown,
    {
      field: 'goes_to.contact',
      value: contact.phone ?? contact.email ?? 'to be confirmed',
      what: 'is not confirmed, and the council record says live: true',
      mend: 'confirm it and write the day in "checked", or set live: false',
    },
  ];
}
