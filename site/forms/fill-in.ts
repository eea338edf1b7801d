import type { Form } from '../../content/schema/form.ts';
import { faultsIn } from '../../content/model/form-faults.ts';
import { layOut, type PaperSection } from '../../content/model/form-paper.ts';
import {
  type Answers,
  type AskedForm,
  answerTo,
  type FormGroup,
  type FormHub,
  isAsked,
  type Places,
  questionOf,
} from '../../content/model/forms.ts';
import { todayInUk } from '../../content/model/freshness.ts';
import { readAnswers, writeAnswers } from './answers.ts';
import { startDestination } from './destination.ts';
import { drawPaper } from './draw-paper.ts';
import { showFaults } from './fault-messages.ts';
import { guardLeaving } from './leaving.ts';
import { prepareOnTouch } from './prepare.ts';
import { startRepeats } from './repeats.ts';
import { startSaving } from './saving.ts';

/** Brings a form to life: people can be added, the hub is worked out, and what is typed is drawn for paper. */
export function startForm(root: HTMLFormElement): void {
  const facts = JSON.parse(root.dataset.fillIn ?? '{}') as FormFacts;
  const { form } = facts;
  const today = todayInUk();
  let leftover: { label: string; words: string }[] = [];

  root.addEventListener('submit', (event) => event.preventDefault());
  const repeats = startRepeats(root, form);
  const leaving = guardLeaving(clear);
  const prepared = prepareOnTouch(root, questionOf(form, 'group') !== undefined);
  const destination = startDestination(root, facts, prepared);
  const answers = () => readAnswers(root, form);
  const group = () => facts.groups.find((one) => one.id === answerTo(answers(), questionOf(form, 'group')));

  root.addEventListener('input', changed);
  root.addEventListener('change', changed);
  root.addEventListener('form:items', changed);
  addEventListener('beforeprint', draw);

  on('[data-print]', () => {
    const faults = faultsIn(form, answers(), today, group());
    showFaults(root, faults);
    if (faults.length === 0) printNow();
  });
  on('[data-print-anyway]', printNow);
  on('[data-clear]', () => {
    if (!confirm('Clear everything in this form? It cannot be brought back.')) return;
    clear();
    say('The form is empty.');
    root.querySelector<HTMLElement>('input, select, textarea')?.focus();
  });
  startSaving(root, {
    form,
    answers,
    mayReplace: () => !leaving.changed() || confirm('Opening the file replaces what is in the form now. Go on?'),
    opened: (saved, words) => {
      fill(saved);
      leaving.set(true);
      say(words);
    },
    saved: (words) => {
      leaving.set(false);
      say(words);
    },
  });
  const chosen = takeFragment(form);
  fill(chosen);
  if (Object.keys(chosen).length > 0) prepared.begin();

  function changed() {
    leaving.set(true);
    refresh();
  }

  /** Everything that follows from the answers: which questions are asked, where it goes, what is marked as begun. */
  function refresh() {
    const now = answers();
    askOnly(root, form, now, group());
    markBegun(form, now);
    destination.show(now, group());
    showFaults.cleared(root, faultsIn(form, now, today, group()));
  }

  function fill(saved: Answers) {
    repeats.make(saved);
    leftover = writeAnswers(root, form, saved);
    showLeftover(root, leftover);
    refresh();
  }

  function clear() {
    root.reset();
    destination.forget();
    fill({});
    showFaults(root, [], false);
    document.querySelector('[data-paper-sections]')?.replaceChildren();
    leaving.set(false);
  }

  function draw() {
    const given = { today, group: group() };
    const extra: PaperSection[] = leftover.length === 0 ? [] : [leftoverSection(leftover)];
    document
      .querySelector('[data-paper-sections]')
      ?.replaceChildren(drawPaper([...layOut(form, answers(), given), ...extra]));
    const guide = prepared.guides.get(given.group?.id ?? '');
    document.querySelector('[data-paper-guide]')?.replaceChildren(...(guide ? [document.importNode(guide, true)] : []));
    destination.draw(answers(), given.group);
    document.documentElement.classList.add('form-drawn');
  }

  function printNow() {
    draw();
    print();
  }

  function say(words: string) {
    const said = root.querySelector('[data-said]');
    if (said) said.textContent = words;
  }

  function on(selector: string, then: () => void) {
    root.querySelector(selector)?.addEventListener('click', then);
  }
}

function askOnly(root: HTMLFormElement, form: AskedForm, now: Answers, group: FormGroup | undefined): void {
  for (const section of form.sections) {
    const part = root.querySelector<HTMLElement>(`[data-section="${section.id}"]`);
    if (!part) continue;
    part.hidden = !isAsked(section.only_when, [now], group);
    const link = document.querySelector<HTMLElement>(`[data-contents="${section.id}"]`);
    if (link) link.hidden = part.hidden;
    for (const field of section.fields) {
      if (!field.only_when) continue;
      for (const question of part.querySelectorAll<HTMLElement>(`[data-question="${field.id}"]`)) {
        question.hidden = !isAsked(field.only_when, [now], group);
      }
    }
  }
}

function markBegun(form: AskedForm, now: Answers): void {
  for (const section of form.sections) {
    const begun = section.repeat ? section.id in now : section.fields.some((field) => field.id in now);
    document.querySelector(`[data-contents="${section.id}"]`)?.classList.toggle('begun', begun);
  }
}

/** The group and postcode that a link chose before, from the fragment, which is then taken out of the history. */
function takeFragment(form: AskedForm): Answers {
  const chosen = new URLSearchParams(location.hash.slice(1));
  const answers: Answers = {};
  for (const kind of ['group', 'postcode'] as const) {
    const field = questionOf(form, kind);
    const value = chosen.get(kind);
    if (field && value !== null && value.length <= 60) answers[field.id] = value;
  }
  if (Object.keys(answers).length > 0) history.replaceState(null, '', location.pathname);
  return answers;
}

function showLeftover(root: HTMLFormElement, leftover: { label: string; words: string }[]): void {
  const box = root.querySelector<HTMLElement>('[data-leftover]');
  if (!box) return;
  box.hidden = leftover.length === 0;
  box.querySelector('ul')?.replaceChildren(
    ...leftover.map(({ label, words }) => {
      const item = document.createElement('li');
      item.textContent = `${label}: ${words}`;
      return item;
    }),
  );
}

function leftoverSection(leftover: { label: string; words: string }[]): PaperSection {
  return {
    id: 'leftover',
    heading: 'Answers from an earlier form',
    guidance: [],
    newPage: false,
    blocks: [
      {
        kind: 'fields',
        fields: leftover.map(({ label, words }) => ({
          label,
          hint: undefined,
          condition: undefined,
          kind: 'lines',
          answer: words,
          ticks: [],
          rows: 1,
          half: false,
        })),
      },
    ],
  };
}

/** What the page hands the script: the form, and who may receive it. */
export type FormFacts = {
  form: Pick<Form, 'title' | 'version' | 'sections' | 'goes_to'> & { id: string };
  groups: FormGroup[];
  hubs: FormHub[];
  places: Places;
  district: string;
  finder: { hubs: Record<string, { name: string; area: string; path: string }> };
};
