import type { FormField, FormSection } from '../schema/form.ts';
import { type Answer, type Answers, type AskedForm, type FormGroup, isAsked, itemsOf, NOT_KNOWN } from './forms.ts';
import { readPostcode, WHY_NOT } from './places.ts';
import { readDate, yearsOld } from './written-dates.ts';

/**
 * Everything about the answers that needs another look, in the order of the form. An empty answer is a
 * fault only where the question is required: a family may not know, and the paper leaves room.
 *
 * @param today YYYY-MM-DD, to judge dates of birth
 */
export function faultsIn(form: AskedForm, answers: Answers, today: string, group?: FormGroup): Fault[] {
  return form.sections
    .filter((section) => !section.paper_only && isAsked(section.only_when, [answers], group))
    .flatMap((section) => {
      if (!section.repeat) return inSection(section, answers, [answers], undefined, today, group);
      return itemsOf(answers, section).flatMap((item, index) =>
        inSection(section, item, [item, answers], index, today, group),
      );
    });
}

/** The name a fault and a control share: 'postcode', or 'household.2.name' for the third person. */
export function pathOf(section: FormSection, field: FormField, index: number | undefined): string {
  return index === undefined ? field.id : `${section.id}.${index}.${field.id}`;
}

function inSection(
  section: FormSection,
  own: Answers,
  scopes: Answers[],
  index: number | undefined,
  today: string,
  group: FormGroup | undefined,
): Fault[] {
  return section.fields
    .filter((field) => isAsked(field.only_when, scopes, group))
    .flatMap((field) => {
      const words = faultIn(field, own[field.id], today);
      if (words === undefined) return [];
      const who = index === undefined ? '' : `${capital(section.repeat?.noun ?? '')} ${index + 1}: `;
      return [{ path: pathOf(section, field, index), words: `${who}${words}` }];
    });
}

/** What is wrong with one answer, as a sentence, or undefined. */
export function faultIn(field: FormField, answer: Answer | undefined, today: string): string | undefined {
  const name = field.short ?? field.label;
  const text = typeof answer === 'string' ? answer.trim() : '';
  const empty = Array.isArray(answer) ? answer.length === 0 : text === '';
  if (empty) return field.required ? missing(field, name) : undefined;
  if (field.not_known && text === NOT_KNOWN) return undefined;
  const most = field.most ?? MOST[field.kind];
  if (most !== undefined && text.length > most) {
    return `${name}: this is ${text.length - most} characters too long. Use ${most} or fewer, or another sheet.`;
  }
  if (field.kind === 'date') return dateFault(field, name, text, today);
  if (field.kind === 'postcode') {
    const reading = readPostcode(text);
    if (reading.kind === 'partial') return `${name}: this is only the start of a postcode. Write all of it.`;
    return reading.kind === 'postcode' ? undefined : `${name}: ${WHY_NOT[reading.why]}`;
  }
  if (field.kind === 'email' && !/^\S+@\S+\.\S+$/.test(text))
    return `${name}: write an e-mail address, such as name@example.org.`;
  if (field.kind === 'phone' && !/^[\d\s()+\-.]{3,}/.test(text.normalize('NFKC'))) {
    return `${name}: write a telephone number, such as 01632 960001. You can add words after it.`;
  }
  return undefined;
}

function dateFault(field: FormField, name: string, text: string, today: string): string | undefined {
  const read = readDate(text, today, field.born !== undefined);
  if ('fault' in read) return `${name} ${read.fault}${field.not_known ? '. If nobody knows, tick “Not known”.' : '.'}`;
  if (!field.born) return undefined;
  if (read.day > today) return `${name} must be in the past. “${text.slice(0, 40)}” has not come yet: check the year.`;
  const age = yearsOld(read.day, today);
  if (field.born === 'adult' && age < YOUNGEST_ADULT)
    return `${name}: this would make the adult ${age} years old. Check the year.`;
  if (field.born === 'child' && age > OLDEST_CHILD)
    return `${name}: this would make the child ${age} years old. Check the year.`;
  return age > OLDEST_PERSON ? `${name}: this would make the person ${age} years old. Check the year.` : undefined;
}

function missing(field: FormField, name: string): string {
  if (field.kind === 'choice' || field.kind === 'choices' || field.kind === 'group')
    return `${name}: choose an answer.`;
  if (field.kind === 'tick') return `${name}: tick it when it is done.`;
  return field.not_known ? `${name}: write an answer, or tick “Not known”.` : `${name}: write an answer.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Parents may be very young; younger than this is a slip of the year. */
const YOUNGEST_ADULT = 11;
/** Services for a child with special needs go on until 24. */
const OLDEST_CHILD = 25;
const OLDEST_PERSON = 115;

const MOST: Partial<Record<FormField['kind'], number>> = {
  line: 300,
  lines: 8000,
  date: 60,
  phone: 120,
  email: 254,
  postcode: 40,
};

/** Something to look at again. `path` names the control. */
export type Fault = { path: string; words: string };
