import { paths } from '../../content/model/paths.ts';
import { catchment, type ServedCatchment } from '../places/catchment.ts';

/**
 * Fetches what the form will need at the first touch, before anything is typed, and then seals the page:
 * until it is closed it can ask nobody for anything, so what a family says cannot leave by mistake, not
 * even by a fault of ours. Both files are the same for everyone, so asking for them says nothing.
 *
 * @param guides true when the form prints a group's Quick Guide page
 */
export function prepareOnTouch(root: HTMLElement, guides: boolean): Prepared {
  const prepared: Prepared = { table: undefined, guides: new Map(), failed: false, begin, then: [] };
  let begun = false;
  for (const kind of ['focusin', 'pointerdown', 'input']) root.addEventListener(kind, begin, { once: true });
  return prepared;

  function begin() {
    if (begun) return;
    begun = true;
    void Promise.allSettled([catchment(), guides ? fetchGuides() : undefined, loaded()]).then(([table, pages]) => {
      seal();
      if (table.status === 'fulfilled') prepared.table = table.value;
      else prepared.failed = true;
      if (pages.status === 'fulfilled' && pages.value) prepared.guides = pages.value;
      for (const act of prepared.then) act();
    });
  }
}

/** Every group's page out of the booklet, which is the same for everyone. */
async function fetchGuides(): Promise<Map<string, Element>> {
  const response = await fetch(paths.quickGuide);
  if (!response.ok) throw new Error(`${paths.quickGuide} answered ${response.status}`);
  const booklet = new DOMParser().parseFromString(await response.text(), 'text/html');
  return new Map(
    [...booklet.querySelectorAll('[data-guide]')].map((guide) => [guide.getAttribute('data-guide') ?? '', guide]),
  );
}

function seal(): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  // The page's own icon is the one thing a browser may still come for, and it is always the same.
  policy.content = `default-src 'none'; img-src ${location.origin}/icon.svg; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'`;
  document.head.append(policy);
  document.documentElement.dataset.sealed = '';
}

function loaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }));
}

/** What was fetched. `failed` is true when the postcodes could not be. */
export type Prepared = {
  table: ServedCatchment | undefined;
  guides: Map<string, Element>;
  failed: boolean;
  /** Begins now, without waiting to be touched: for a form that a link has filled in already. */
  begin: () => void;
  /** What to do when it is ready. */
  then: (() => void)[];
};
