import { type Answer, type Answers, type AskedForm, type Item, NOT_KNOWN } from '../../content/model/forms.ts';
import type { FormField } from '../../content/schema/form.ts';

/** Reads every answer from the page. What is empty is left out, so that {} is a blank form. */
export function readAnswers(root: HTMLElement, form: AskedForm): Answers {
  const answers: Answers = {};
  for (const section of form.sections) {
    const part = root.querySelector<HTMLElement>(`[data-section="${section.id}"]`);
    if (!part) continue;
    if (!section.repeat) {
      Object.assign(answers, readFields(part, section.fields));
      continue;
    }
    const items = [...part.querySelectorAll<HTMLElement>('[data-item]')].map((item) =>
      readFields(item, section.fields),
    );
    if (items.some((item) => Object.keys(item).length > 0)) answers[section.id] = items;
  }
  return answers;
}

/**
 * Writes answers into the page; there must be as many repeated items as the answers have.
 *
 * @returns the answers that have no place in the form as it is now, so that nothing is lost
 */
export function writeAnswers(root: HTMLElement, form: AskedForm, answers: Answers): { label: string; words: string }[] {
  const lost: { label: string; words: string }[] = [];
  const placed = new Set<string>();
  const lose = (label: string, answer: Answer) =>
    lost.push({ label: label.replaceAll('_', ' '), words: inWords(answer) });

  for (const section of form.sections) {
    const part = root.querySelector<HTMLElement>(`[data-section="${section.id}"]`);
    if (!part) continue;
    if (!section.repeat) {
      for (const field of section.fields) {
        const answer = answers[field.id];
        placed.add(field.id);
        if (!writeField(part, field, answer) && answer !== undefined) lose(field.short ?? field.label, answer);
      }
      continue;
    }
    placed.add(section.id);
    const given = answers[section.id];
    const items = [...part.querySelectorAll<HTMLElement>('[data-item]')];
    const list = Array.isArray(given) ? given : [];
    if (given !== undefined && !Array.isArray(given)) lose(section.heading, given);
    items.forEach((item, index) => {
      const saved = list[index];
      const own: Item = typeof saved === 'object' ? saved : {};
      for (const field of section.fields) {
        const answer = own[field.id];
        if (!writeField(item, field, answer) && answer !== undefined) lose(field.short ?? field.label, answer);
      }
      for (const [key, answer] of Object.entries(own)) {
        if (!section.fields.some((field) => field.id === key)) lose(`${section.heading} ${index + 1}, ${key}`, answer);
      }
    });
    for (const extra of list.slice(items.length)) lose(section.heading, [extra].flat() as Answer);
  }
  for (const [key, answer] of Object.entries(answers)) if (!placed.has(key)) lose(key, answer);
  return lost;
}

function readFields(part: HTMLElement, fields: FormField[]): Item {
  const answers: Item = {};
  for (const field of fields) {
    const answer = readField(part, field);
    if (answer !== undefined && answer.length > 0) answers[field.id] = answer;
  }
  return answers;
}

function readField(part: HTMLElement, field: FormField): string | string[] | undefined {
  const question = part.querySelector<HTMLElement>(`[data-question="${field.id}"]`);
  if (!question) return undefined;
  if (question.querySelector<HTMLInputElement>('[data-not-known]')?.checked) return NOT_KNOWN;
  const ticked = [...question.querySelectorAll<HTMLInputElement>('input:checked')].map((box) => box.value);
  if (field.kind === 'choices') return ticked;
  if (field.kind === 'choice' || field.kind === 'tick') return ticked[0];
  const value = question.querySelector<HTMLInputElement>('.field')?.value ?? '';
  return value.trim() === '' ? undefined : value;
}

/** False when the answer could not be shown, such as a choice that is no longer offered. */
function writeField(part: HTMLElement, field: FormField, answer: Answer | undefined): boolean {
  const question = part.querySelector<HTMLElement>(`[data-question="${field.id}"]`);
  if (!question) return false;
  const known = question.querySelector<HTMLInputElement>('[data-not-known]');
  const control = question.querySelector<HTMLInputElement | HTMLSelectElement>('.field');
  if (control) {
    const notKnown = known !== null && answer === NOT_KNOWN;
    if (known) known.checked = notKnown;
    control.disabled = notKnown;
    const text = typeof answer === 'string' && !notKnown ? answer : '';
    control.value = text;
    return (
      answer === undefined || notKnown || (typeof answer === 'string' && control.value === sameLines(control, text))
    );
  }
  const wanted = Array.isArray(answer) ? answer : answer === undefined ? [] : [answer];
  const boxes = [...question.querySelectorAll<HTMLInputElement>('input')];
  for (const box of boxes) box.checked = wanted.some((one) => one === box.value);
  return wanted.every((one) => boxes.some((box) => box.value === one));
}

/** A one-line control drops line breaks, which is no loss of words. */
function sameLines(control: HTMLInputElement | HTMLSelectElement, text: string): string {
  return control.type === 'text' || control.type === 'tel' || control.type === 'email'
    ? text.replace(/[\r\n]/g, '').replace(control.type === 'email' ? /^\s+|\s+$/g : /(?!)/, '')
    : text.replace(/\r\n?/g, '\n');
}

function inWords(answer: Answer): string {
  if (typeof answer === 'string') return answer;
  return answer.map((one) => (typeof one === 'string' ? one : Object.values(one).map(inWords).join(', '))).join('; ');
}
