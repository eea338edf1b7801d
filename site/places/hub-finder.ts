import { answerInWords, type HubFacts, type InWords } from './answer-in-words.ts';
import { whereIs } from './catchment.ts';

/** Brings a 'find my hub' form to life. The answer is read out, because it appears in a status region. */
export function startHubFinder(form: HTMLFormElement): void {
  const field = form.querySelector('input');
  const answer = form.querySelector<HTMLElement>('[data-answer]');
  if (!field || !answer) return;
  const facts = JSON.parse(form.dataset.hubFinder ?? '{}') as HubFacts;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    whereIs(field.value).then(
      (found) => show(answerInWords(found, facts)),
      () => show(COULD_NOT_LOOK),
    );
  });

  function show(words: InWords) {
    if (!answer || !field) return;
    field.setAttribute('aria-invalid', String(words.fault));
    answer.replaceChildren(
      make('h3', words.heading),
      ...words.paragraphs.map((parts) => {
        const paragraph = make('p');
        paragraph.append(...parts.map((part) => (typeof part === 'string' ? part : link(part))));
        return paragraph;
      }),
    );
    if (words.choices.length > 0) {
      const list = make('ul');
      list.append(
        ...words.choices.map((choice) => {
          const item = make('li');
          item.append(link(choice));
          return item;
        }),
      );
      answer.append(list);
    }
  }
}

const COULD_NOT_LOOK: InWords = {
  heading: 'We could not look that up',
  paragraphs: [['The page could not fetch its list of postcodes. Try again, or choose your area below.']],
  choices: [],
  fault: false,
};

function make(tag: string, words = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

function link({ words, path }: { words: string; path: string }): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = path;
  anchor.textContent = words;
  return anchor;
}
