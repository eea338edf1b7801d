import { inWords, todayInUk } from '../../content/model/freshness.ts';

/**
 * Asks the route's questions one after another. Nothing is kept: the words for the record are made in the
 * page, and go nowhere but to the clipboard when somebody presses the button.
 */
export function startRoute(root: HTMLElement): void {
  const questions = [...root.querySelectorAll<HTMLElement>('[data-route-question]')];
  const otherwise = root.querySelector<HTMLElement>('[data-otherwise]');
  const record = root.querySelector<HTMLElement>('[data-record]');
  const words = root.querySelector<HTMLTextAreaElement>('[data-record-words]');
  const copied = root.querySelector('[data-copied]');
  root.classList.add('asking');
  root.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return;
    const outcome = show();
    // The answer that ends the questions is a good place to go on reading from.
    outcome?.querySelector<HTMLElement>('h3')?.scrollIntoView({ block: 'nearest' });
  });
  root.querySelector('[data-again]')?.addEventListener('click', () => {
    for (const box of root.querySelectorAll<HTMLInputElement>('input[type=radio]')) box.checked = false;
    show();
    root.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
  });
  root.querySelector('[data-copy]')?.addEventListener('click', () => void copy());
  show();

  function show(): HTMLElement | undefined {
    const firstOpen = questions.findIndex((question) => answerTo(question) !== 'no');
    const last = firstOpen === -1 ? questions.length : firstOpen;
    questions.forEach((question, index) => {
      question.hidden = index > last;
      part(question, '[data-if-yes]').hidden = index !== last || answerTo(question) !== 'yes';
    });
    const ended = firstOpen === -1 ? otherwise : questions[last];
    const done = firstOpen === -1 || (ended && answerTo(ended) === 'yes');
    if (otherwise) otherwise.hidden = firstOpen !== -1;
    if (record) record.hidden = !done;
    copied?.replaceChildren();
    if (!done) return undefined;
    const outcome = ended?.querySelector<HTMLElement>('[data-outcome]') ?? undefined;
    if (words && outcome) words.value = reasons(outcome, last);
    return outcome;
  }

  function reasons(outcome: HTMLElement, last: number): string {
    const asked = questions
      .slice(0, last + 1)
      .map((question) => `- ${question.dataset.routeQuestion ?? ''}: ${answerTo(question)}`);
    return [
      `Route considered on ${inWords(todayInUk())}: ${outcome.dataset.outcome ?? ''}.`,
      outcome.dataset.why ?? '',
      'Asked in order:',
      ...asked,
    ].join('\n');
  }

  async function copy() {
    if (!words || !copied) return;
    try {
      await navigator.clipboard.writeText(words.value);
      copied.textContent = 'Copied.';
    } catch {
      words.select();
      copied.textContent = 'The words are selected: copy them with your keyboard or menu.';
    }
  }
}

function answerTo(question: HTMLElement): string {
  return question.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
}

function part(root: HTMLElement, selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`A question has no ${selector}. RouteQuestions.astro and route.ts must agree.`);
  return element;
}
