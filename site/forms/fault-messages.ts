import type { Fault } from '../../content/model/form-faults.ts';

/**
 * Shows what needs another look: a summary at the top with a link to each question, and the same words
 * beside the question.
 *
 * @param focus true to take the reader to the summary
 */
export function showFaults(root: HTMLFormElement, faults: Fault[], focus = true): void {
  unmark(root, () => true);
  const list = root.querySelector('[data-fault-list]');
  const summary = root.querySelector<HTMLElement>('[data-faults]');
  if (!list || !summary) return;
  list.replaceChildren(
    ...faults.map((fault) => {
      const question = questionAt(root, fault.path);
      const control = question?.querySelector<HTMLElement>('fieldset, .field, input');
      mark(question, fault.words);
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `#${control?.id ?? ''}`;
      link.textContent = fault.words;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        question?.scrollIntoView({ block: 'center' });
        (question?.querySelector<HTMLElement>('.field:not(:disabled), input') ?? control)?.focus({
          preventScroll: true,
        });
      });
      item.append(link);
      return item;
    }),
  );
  summary.hidden = faults.length === 0;
  if (focus && faults.length > 0) summary.focus();
}

/** Takes away the marks of faults that have been mended since; new ones wait until the form is checked again. */
showFaults.cleared = (root: HTMLFormElement, faults: Fault[]): void => {
  const questions = new Set(faults.map((fault) => questionAt(root, fault.path)));
  unmark(root, (question) => !questions.has(question));
};

/** 'household.2.name' is the name of the third person on the page, whatever that control is called. */
function questionAt(root: HTMLFormElement, path: string): HTMLElement | null {
  const [section, index, field] = path.split('.');
  if (field === undefined) return root.querySelector(`[data-question="${path}"]`);
  const item = root.querySelectorAll(`[data-section="${section}"] [data-item]`)[Number(index)];
  return item?.querySelector<HTMLElement>(`[data-question="${field}"]`) ?? null;
}

function mark(question: HTMLElement | null | undefined, words: string): void {
  if (!question) return;
  question.classList.add('at-fault');
  const place = question.querySelector('[data-fault]');
  if (place) place.textContent = words;
  question.querySelector('.field')?.setAttribute('aria-invalid', 'true');
}

function unmark(root: HTMLFormElement, which: (question: HTMLElement) => boolean): void {
  for (const question of root.querySelectorAll<HTMLElement>('.at-fault')) {
    if (!which(question)) continue;
    question.classList.remove('at-fault');
    question.querySelector('[data-fault]')?.replaceChildren();
    question.querySelector('.field')?.removeAttribute('aria-invalid');
  }
}
