import { type PackedCatalogue, unpackCatalogue } from '../../indexer/catalogue.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import { clearShortlist, shortlist, toggleKept } from './shortlist.ts';
import { tagsOf } from './tags.ts';

/**
 * Brings 'My list' to life: shows what was kept on this device, with a way to take each off, to print and to
 * clear. What an entry says comes from the catalogue, so it is as fresh as the site; entries that are no
 * longer in it are said to be gone.
 */
export async function startMyList(root: HTMLElement): Promise<void> {
  const part = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-${name}]`);
  const [list, empty, buttons, said] = [part('kept'), part('empty'), part('buttons'), part('said')];
  if (!list || !empty || !buttons || !said) return;
  const documents = shortlist().length > 0 ? await fetchDocuments() : new Map<string, SearchDocument>();

  const show = () => {
    const kept = shortlist();
    list.replaceChildren(...kept.map((id) => entry(id, documents?.get(id), () => takeOff(id))));
    list.hidden = kept.length === 0;
    empty.hidden = kept.length > 0;
    buttons.hidden = kept.length === 0;
    if (kept.length > 0 && documents === undefined) {
      said.textContent = 'We could not fetch what is on your list. Your connection may be weak. Try again in a while.';
    }
  };
  const takeOff = (id: string) => {
    toggleKept(id);
    said.textContent = `Taken off your list: ${documents?.get(id)?.title ?? 'one entry'}.`;
    show();
    (list.querySelector('a') ?? empty.querySelector('a'))?.focus();
  };
  part('print')?.addEventListener('click', () => print());
  part('clear')?.addEventListener('click', () => {
    clearShortlist();
    said.textContent = 'Your list is cleared. Nothing is left on this device.';
    show();
    empty.querySelector('a')?.focus();
  });
  addEventListener('storage', show);
  show();
}

async function fetchDocuments(): Promise<Map<string, SearchDocument> | undefined> {
  try {
    const response = await fetch('/search/catalogue.json');
    if (!response.ok) return undefined;
    const { documents } = unpackCatalogue((await response.json()) as PackedCatalogue);
    return new Map(documents.map((document) => [document.id, document]));
  } catch {
    return undefined;
  }
}

function entry(id: string, document: SearchDocument | undefined, takeOff: () => void): HTMLElement {
  const item = make('li', 'card');
  const heading = make('h2');
  if (document) {
    const link = make('a', '', document.title);
    link.setAttribute('href', document.url);
    heading.append(link);
    item.append(heading, make('p', '', document.summary));
    if (document.phone !== undefined) {
      const phone = make('a', 'phone', document.phone);
      phone.setAttribute('href', `tel:${document.phone.replaceAll(' ', '')}`);
      item.append(phone);
    }
    const tags = make('ul', 'tags');
    tags.append(...tagsOf(document).map(({ words, kind }) => make('li', `tag ${kind}`, words)));
    item.append(tags, make('p', 'freshness address', location.origin + document.url));
  } else {
    heading.textContent = 'This is no longer in the directory';
    item.append(heading, make('p', 'freshness', id));
  }
  const button = make('button', 'button quiet search-keep no-print', 'Take off my list');
  button.setAttribute('type', 'button');
  button.append(make('span', 'sr-only', `: ${document?.title ?? id}`));
  button.addEventListener('click', takeOff);
  item.append(button);
  return item;
}

/** An element with words in it, always as text. */
function make(tag: string, className = '', words = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}
