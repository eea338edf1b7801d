/** Where the list is kept: on this device alone. */
const KEY = 'families-list';

/** The list's ids ('service/samaritans'), in the order they were kept. Empty when storage is refused. */
export function shortlist(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps an id or takes it off again. Returns true when it is now on the list. */
export function toggleKept(id: string): boolean {
  const kept = shortlist();
  const on = !kept.includes(id);
  save(on ? [...kept, id] : kept.filter((other) => other !== id));
  return on;
}

/** Takes everything off the list, so that nothing is left on a shared phone. */
export function clearShortlist(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is refused, so there is nothing to clear.
  }
}

/** Brings every 'Keep on my list' button on the page to life. Safe to call more than once. */
export function startKeeping(root: ParentNode = document): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-keep][hidden]')) {
    const id = button.dataset.keep ?? '';
    button.hidden = false;
    show(button, shortlist().includes(id));
    button.addEventListener('click', () => show(button, toggleKept(id)));
  }
}

function show(button: HTMLButtonElement, on: boolean): void {
  button.setAttribute('aria-pressed', String(on));
  const words = button.querySelector('[data-keep-words]');
  if (words) words.textContent = on ? 'On my list' : 'Keep on my list';
}

function save(ids: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // A full or refused storage must not break the page; the button shows what happened.
  }
}
