import { paths } from '../../content/model/paths.ts';
import type { ROUTE_PAGES, RouteOutcome } from '../../content/schema/guide.ts';

/** Where a route's link goes. */
export function routePath(link: RouteOutcome['links'][number]): string {
  if (link.form !== undefined) return paths.form(link.form);
  if (link.guide !== undefined) return paths.guide(link.guide);
  return PAGES[link.page ?? 'forms'];
}

const PAGES: Record<(typeof ROUTE_PAGES)[number], string> = {
  urgent: paths.urgent,
  groups: paths.groups,
  forms: paths.forms,
  'find-your-hub': paths.findYourHub,
  hubs: paths.hubs,
  search: paths.search,
  needs: paths.needs,
};
