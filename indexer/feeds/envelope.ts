/**
 * One page of a list, as Open Referral UK wraps it. The official schemas leave the wrapper out, so its
 * rules stand here: `envelopeFaults` says what is wrong with one, in our feed and in anybody's.
 */
export type Envelope<T> = {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: T[];
};

/**
 * Wraps one page of a list.
 *
 * @param all every item
 * @param page the page wanted, from 1; undefined gives everything as the only page
 * @param perPage items on a page
 */
export function envelope<T>(all: T[], page?: number, perPage?: number): Envelope<T> {
  const size = perPage ?? Math.max(1, all.length);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = page ?? 1;
  const contents = all.slice((number - 1) * size, number * size);
  return {
    total_items: all.length,
    total_pages: pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: contents.length === 0,
    contents,
  };
}

/** What is wrong with a page's wrapper: nothing when it is right. */
export function envelopeFaults(page: unknown): EnvelopeFault[] {
  if (page === null || typeof page !== 'object' || Array.isArray(page)) {
    return [{ field: '', value: page, what: 'is not an object with contents' }];
  }
  const given = page as Record<string, unknown>;
  const faults: EnvelopeFault[] = [];
  const wrong = (field: string, what: string) => faults.push({ field, value: given[field], what });

  for (const field of ['total_items', 'total_pages', 'page_number', 'size']) {
    if (!Number.isInteger(given[field]) || (given[field] as number) < 0) wrong(field, 'is not a whole number');
  }
  for (const field of ['first_page', 'last_page', 'empty']) {
    if (typeof given[field] !== 'boolean') wrong(field, 'is not true or false');
  }
  if (!Array.isArray(given.contents)) wrong('contents', 'is not a list');
  if (faults.length > 0) return faults;

  const { total_items: items, total_pages: pages, page_number: number, contents } = page as Envelope<unknown>;
  if (given.size !== contents.length)
    wrong('size', `is not the number of things in contents, which is ${contents.length}`);
  if (given.empty !== (contents.length === 0)) wrong('empty', 'does not agree with contents');
  // A page after the last is right, and empty.
  if (number < 1 || (number > Math.max(1, pages) && contents.length > 0))
    wrong('page_number', `is not between 1 and ${Math.max(1, pages)}`);
  if (given.first_page !== (number === 1)) wrong('first_page', 'does not agree with page_number');
  if (given.last_page !== number >= pages) wrong('last_page', 'does not agree with total_pages');
  if (items < contents.length) wrong('total_items', 'is fewer than the things on this page');
  return faults;
}

export type EnvelopeFault = { field: string; value: unknown; what: string };
