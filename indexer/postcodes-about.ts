import type { About } from './postcodes.ts';
import type { PostcodeSource } from './postcodes-reader.ts';
import { MONTHS } from '../content/model/written-dates.ts';

/**
 * The release's name and the attribution lines its licence asks for, from
 * Code-Point's metadata.txt, the file's name (ONSPD_NOV_2025_UK.csv) or the newest
 * postcode in it. `release` given by hand stands before them.
 */
export function aboutOf(source: PostcodeSource, fileName: string, release?: string): About {
  const version = /DATASET VERSION NUMBER:\s*(\S+)/i.exec(source.metadata)?.[1];
  const copyright = /COPYRIGHT DATE:\s*(\d{4})(\d\d)/i.exec(source.metadata);
  const [, product, month, year] = /(ONSPD|NSPL)\w*?_([A-Z]{3})_(\d{4})/i.exec(fileName) ?? [];
  const inName = /20\d\d/.exec(fileName)?.[0];
  const shownYear =
    copyright?.[1] ?? year ?? (source.newest.slice(0, 4) || (inName ?? String(new Date().getFullYear())));
  const named =
    release ??
    (source.format === 'Code-Point Open' && version
      ? `Code-Point Open ${version}${copyright ? ` (${MONTHS[Number(copyright[2]) - 1] ?? copyright[2]} ${copyright[1]})` : ''}`
      : product
        ? `${product.toUpperCase()} ${month} ${year}`
        : `${source.format ?? 'Postcode file'} ${fileName}`);
  return { release: named, notices: noticesOf(shownYear, source.format === 'ONS postcode file') };
}

/** OS OpenData and ONS geography licence terms (Open Government Licence v3). */
function noticesOf(year: string, fromOns: boolean): string[] {
  const notices = ['OS', 'Royal Mail', 'National Statistics'].map(
    (owner) =>
      `Contains ${owner} data © ${owner === 'Royal Mail' ? 'Royal Mail' : 'Crown'} copyright and database right ${year}.`,
  );
  return fromOns
    ? ['Source: Office for National Statistics licensed under the Open Government Licence v.3.0.', ...notices]
    : notices;
}
