import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '../../content/model/paths.ts';
import { changesSince, readSnapshot } from '../../indexer/feeds/changes.ts';
import { csvTables, type CsvTable, dataDictionary } from '../../indexer/feeds/csv.ts';
import { openReferralFeed } from '../../indexer/feeds/openreferral.ts';
import { publicSessions } from '../../indexer/feeds/sessions.ts';
import { calendars, directory, timetables } from '../directory.ts';

/* The open data, made once for all the files that publish it. */

/** Where the site is served, for the whole addresses that data needs. */
export const siteAddress = import.meta.env.SITE ?? 'http://localhost:4321';

const sessions = publicSessions(directory, timetables, calendars);

/** What has changed since the site before: the one in the same place, or the one that the desk names in LAST_SITE. */
export const snapshot = changesSince(await lastSnapshot(), directory, momentOfBuild());

export const feed = openReferralFeed(directory, {
  site: siteAddress,
  sessions,
  modified: new Map(Object.entries(snapshot.entries).map(([key, { changed }]) => [key, changed])),
});

const tables = csvTables(directory, sessions);

/** Every table of the open data, the dictionary last. */
export const dataTables: CsvTable[] = [...tables, dataDictionary(tables)];

/** Every page a search engine should know, with the day it was last changed when we know it. */
export function sitemapEntries(): { path: string; changed?: string | undefined }[] {
  const fixed = Object.values(paths).flatMap((path) =>
    typeof path === 'string' && path.endsWith('/') ? [path as string] : [],
  );
  const changed = new Map(Object.values(snapshot.entries).map((entry) => [entry.path, entry.changed.slice(0, 10)]));
  const found = [
    ...fixed.filter((path) => !NOT_LISTED.has(path)),
    ...directory.needs.map(({ id }) => paths.need(id)),
    ...directory.groups.map(({ id }) => paths.group(id)),
    ...directory.services.map(({ id }) => paths.service(id)),
    ...directory.hubs.map(({ id }) => paths.hub(id)),
    ...directory.guides.map(({ id }) => paths.guide(id)),
    ...directory.forms.map(({ id }) => paths.form(id)),
  ];
  return found.map((path) => ({ path, changed: changed.get(path) }));
}

/** Pages that are nothing until somebody has done something on them. */
const NOT_LISTED: ReadonlySet<string> = new Set([paths.search, paths.shortlist, paths.report]);

async function lastSnapshot() {
  const text = await readFile(
    join(process.env.LAST_SITE ?? process.env.DIST ?? 'dist', 'data', 'changes.json'),
    'utf8',
  ).catch(() => undefined);
  return text === undefined ? undefined : readSnapshot(text);
}

function momentOfBuild(): string {
  return process.env.TODAY === undefined ? new Date().toISOString() : `${process.env.TODAY}T00:00:00.000Z`;
}
