import type { Answers } from '../../content/model/forms.ts';
import { inWords, todayInUk } from '../../content/model/freshness.ts';
import type { FormFacts } from './fill-in.ts';
import { lock, SHORTEST_PASSPHRASE, unlock } from './saved-file.ts';

/** Brings the two ways of carrying on later to life: save a locked file, and open one. */
export function startSaving(root: HTMLFormElement, parts: Parts): void {
  const passphrase = find<HTMLInputElement>(root, '[data-passphrase]');
  const openWords = find<HTMLInputElement>(root, '[data-open-words]');
  const file = find<HTMLInputElement>(root, '[data-open-file]');

  find(root, '[data-save]').addEventListener('click', () => void save());
  find(root, '[data-open]').addEventListener('click', () => void open());
  find<HTMLInputElement>(root, '[data-show-words]').addEventListener('change', (event) => {
    const type = (event.target as HTMLInputElement).checked ? 'text' : 'password';
    passphrase.type = type;
    openWords.type = type;
  });
  // Words of the saving part are not answers, so they must not count as something typed into the form.
  find(root, '[data-save-part]').addEventListener('input', (event) => event.stopPropagation());
  find(root, '[data-save-part]').addEventListener('change', (event) => event.stopPropagation());

  async function save() {
    if (!canLock()) return fault('[data-save-fault]', NO_CRYPTOGRAPHY, passphrase);
    if ([...passphrase.value].length < SHORTEST_PASSPHRASE) {
      return fault(
        '[data-save-fault]',
        `Use at least ${SHORTEST_PASSPHRASE} characters. Three or four odd words are good.`,
        passphrase,
      );
    }
    fault('[data-save-fault]', '', passphrase);
    const today = todayInUk();
    const { id, version } = parts.form;
    const text = await lock(
      { form: id, formVersion: version, savedOn: today, answers: parts.answers() },
      passphrase.value,
    );
    // The name says nothing about the family.
    const name = `${id}-${today}.familyform`;
    download(text, name);
    passphrase.value = '';
    parts.saved(`Saved as ${name} where your downloads go. Nobody can open it without the passphrase.`);
  }

  async function open() {
    const chosen = file.files?.[0];
    if (!canLock()) return fault('[data-open-fault]', NO_CRYPTOGRAPHY, openWords);
    if (!chosen) return fault('[data-open-fault]', 'Choose the file first.', openWords);
    if (chosen.size > LARGEST_FILE) return fault('[data-open-fault]', PROBLEMS['not-a-saved-form'], openWords);
    const opened = await unlock(await chosen.text(), openWords.value);
    if ('problem' in opened) return fault('[data-open-fault]', PROBLEMS[opened.problem], openWords);
    const { saved } = opened;
    if (saved.form !== parts.form.id) {
      return fault(
        '[data-open-fault]',
        `This file belongs to another form (${saved.form.replaceAll('-', ' ')}). Open it on that form’s page.`,
        openWords,
      );
    }
    if (!parts.mayReplace()) return;
    fault('[data-open-fault]', '', openWords);
    openWords.value = '';
    file.value = '';
    const older =
      saved.formVersion === parts.form.version
        ? ''
        : ' The form has changed since then. Look it through; answers with no place in it now are listed above.';
    parts.opened(saved.answers, `Opened the form saved on ${inWords(saved.savedOn)}.${older}`);
  }

  function fault(place: string, words: string, field: HTMLInputElement) {
    find(root, place).textContent = words;
    field.setAttribute('aria-invalid', String(words !== ''));
    if (words !== '') field.focus();
  }
}

function canLock(): boolean {
  // Browsers offer their cryptography only to pages that came over a safe connection. Old ones have none,
  // which the types do not say.
  return (crypto as Partial<Crypto>).subtle !== undefined;
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function find<E extends HTMLElement>(root: HTMLElement, selector: string): E {
  const element = root.querySelector<E>(selector);
  if (!element) throw new Error(`The form has no ${selector}. SaveAndOpen.astro and saving.ts must agree.`);
  return element;
}

const PROBLEMS = {
  'not-a-saved-form': 'This is not a form saved from this page. Look for a file that ends in .familyform.',
  damaged:
    'This file is damaged: part of it is missing or has changed. Use another copy. What is in the form now has not been touched.',
  'wrong-passphrase':
    'That passphrase does not open this file. Check capitals and spaces, and try again. What is in the form now has not been touched.',
  newer: 'This file was saved by a newer version of this page. Load the page again, then open the file.',
} as const;
const NO_CRYPTOGRAPHY = 'This browser cannot lock a file on this connection. Print the form instead.';
const LARGEST_FILE = 5_000_000;

type Parts = {
  form: FormFacts['form'];
  answers: () => Answers;
  mayReplace: () => boolean;
  opened: (answers: Answers, words: string) => void;
  saved: (words: string) => void;
};
