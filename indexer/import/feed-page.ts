/** The things on a page of a list: version 3 (`contents`), version 1 (`content`), or a bare list. */
export function itemsOf(page: unknown): unknown[] | undefined {
  if (Array.isArray(page)) return page;
  if (page === null || typeof page !== 'object') return undefined;
  const { contents, content } = page as { contents?: unknown; content?: unknown };
  return Array.isArray(contents) ? contents : Array.isArray(content) ? content : undefined;
}

/** How many pages there are, counted from 1, in either version's words. */
export function lastPageOf(page: unknown): number {
  if (page === null || typeof page !== 'object') return 1;
  const { total_pages, totalPages, last_page, last } = page as Record<string, unknown>;
  const pages = total_pages ?? totalPages;
  if (typeof pages === 'number' && Number.isInteger(pages) && pages > 0) return pages;
  return (last_page ?? last) === false ? Number.MAX_SAFE_INTEGER : 1;
}

/** True when a list already gives a service in full, so that it need not be asked for again. */
export function isFull(item: unknown): boolean {
  return item !== null && typeof item === 'object' && FULL_FIELDS.some((field) => field in item);
}

const FULL_FIELDS = [
  'service_at_locations',
  'attributes',
  'contacts',
  'service_taxonomys',
  'eligibilitys',
  'service_areas',
  'schedules',
];
