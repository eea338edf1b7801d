import { momentIn } from '../../content/model/day.ts';
import { type PackedCatalogue, unpackCatalogue } from '../../indexer/catalogue.ts';
import type { SearchDocument } from '../../indexer/documents.ts';
import { type Meeting, openMeetings } from './meetings.ts';
import { clearShortlist, shortlist, toggleKept } from './shortlist.ts';
import { tagsOf } from './tags.ts';

/**
 * Brings 'My list' to life: shows what was kept on this device, with a way to take each off, to print and to
 * clear. What an entry says comes from the catalogue, so it is as fresh as the site, and a group says when it is
 * next on; entries that are no longer in it are said to be gone.
 */
export async function startMyList(root: HTMLElement): Promise<void> {
  const part = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-${name}]`);
  const [list, empty, buttons, said, sample] = ['kept', 'empty', 'buttons', 'said', 'sample'].map((name) => part(name));
  if (!list || !empty || !buttons || !said || !sample) return;
  let entries: Map<string, Entry> | undefined;

  const show = () => {
    const kept = shortlist();
    list.replaceChildren(...kept.map((id) => item(id, entries?.get(id), () => takeOff(id))));
    sample.hidden = !kept.some((id) => entries?.get(id)?.next?.sample);
    list.hidden = kept.length === 0;
    empty.hidden = kept.length > 0;
    buttons.hidden = kept.length === 0;
    if (kept.length > 0 && entries === undefined) {
      said.textContent = 'We could not fetch what is on your list. Your connection may be weak. Try again in a while.';
    }
  };
  const takeOff = (id: string) => {
    toggleKept(id);
    said.textContent = `Taken off your list: ${entries?.get(id)?.document.title ?? 'one entry'}.`;
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
  // What is kept on another page shows here at once.
  const refresh = async () => {
    if (shortlist().length > 0) entries ??= await fetchEntries();
    show();
  };
  addEventListener('storage', () => void refresh());
  await refresh();
}

async function fetchEntries(): Promise<Map<string, Entry> | undefined> {
  try {
    const response = await fetch('/search/catalogue.json');
    if (!response.ok) return undefined;
    const catalogue = unpackCatalogue((await response.json()) as PackedCatalogue);
    const meets = openMeetings(catalogue);
    const now = momentIn(new Date());
    return new Map(catalogue.documents.map((document) => [document.id, { document, next: meets(document, {}, now) }]));
  } catch {
    return undefined;
  }
}

function item(id: string, entry: Entry | undefined, takeOff: () => void): HTMLElement {
  const item = make('li', 'card');
  const heading = make('h2');
  if (entry) {
    const { document, next } = entry;
    const link = make('a', '', document.title);
    link.setAttribute('href', document.url);
    heading.append(link);
    item.append(heading, make('p', '', document.summary));
    if (next) item.append(nextOn(next));
    if (document.phone !== undefined) {
      const phone = make('a', 'phone', document.phone);
      phone.setAttribute('href', `tel:${document.phone.replaceAll(' ', '')}`);
      item.append(phone);
    }
    const tags = make('ul', 'tags');
    tags.append(...tagsOf(document).map(({ words, kind }) => make('li', `tag ${kind}`, words)));
    item.append(tags, make('p', 'freshness search-address', location.origin + document.url));
  } else {
    heading.textContent = 'This is no longer in the directory';
    item.append(heading, make('p', 'freshness', id));
  }
  const button = make('button', 'button quiet search-keep no-print', 'Take off my list');
  button.setAttribute('type', 'button');
  button.append(make('span', 'sr-only', `: ${entry?.document.title ?? id}`));
  button.addEventListener('click', takeOff);
  item.append(button);
  return item;
}

function nextOn({ words, sample }: Meeting): HTMLElement {
  const line = make('p', 'search-next', ` ${words}${sample ? ' (sample)' : ''}`);
  line.prepend(make('strong', '', 'Next:'));
  return line;
}

/** An element with words in it, always as text. */
function make(tag: string, className = '', words = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

/** Something that was kept, and when it is next on. */
type Entry = { document: SearchDocument; next: Meeting | undefined };
