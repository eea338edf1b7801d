import { paths } from '../../content/model/paths.ts';

/** The way to say that something is wrong with a page. The page stands in the fragment, which is not sent. */
export function reportPath(page: string): string {
  return `${paths.report}#page=${encodeURIComponent(page)}`;
}
