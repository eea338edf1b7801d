import { createHash } from 'node:crypto';
import { type Directory, type Help } from '../../content/model/directory.ts';
import { helpPath } from '../../content/model/paths.ts';
import { xmlText } from './xml.ts';

/** How long something that is gone stays in the feed, in days, so that those who copy us notice. */
const GONE_FOR_DAYS = 183;

/** How many changes the feed for readers shows. */
const SHOWN = 100;

/**
 * What has changed since the site was last built here. The site carries its own memory: each build
 * publishes a snapshot, and the next one compares.
 *
 * @param before the snapshot the last build published, or undefined on the first
 * @param now the moment of this build, in ISO 8601
 */
export function changesSince(before: Snapshot | undefined, directory: Directory, now: string): Snapshot {
  const entries: Snapshot['entries'] = {};
  for (const help of directory.help) {
    const key = `${help.kind}/${help.id}`;
    const fingerprint = fingerprintOf(help);
    const old = before?.entries[key];
    entries[key] = {
      name: help.name,
      path: helpPath(help),
      fingerprint,
      added: old?.added ?? now,
      changed: old?.fingerprint === fingerprint ? old.changed : now,
    };
  }
  const oldest = new Date(Date.parse(now) - GONE_FOR_DAYS * 86_400_000).toISOString();
  const vanished = Object.entries(before?.entries ?? {}).flatMap(([key, { name }]) =>
    entries[key] ? [] : [{ key, name, gone: now }],
  );
  const stillGone = (before?.gone ?? []).filter(({ key, gone }) => !entries[key] && gone >= oldest);
  return { version: SNAPSHOT_VERSION, since: before?.since ?? now, entries, gone: [...vanished, ...stillGone] };
}

/** Reads a snapshot that an earlier build published: undefined when it is none of ours, or of another version. */
export function readSnapshot(text: string): Snapshot | undefined {
  try {
    const snapshot = JSON.parse(text) as Partial<Snapshot> | null;
    return snapshot?.version === SNAPSHOT_VERSION && snapshot.entries && snapshot.gone
      ? (snapshot as Snapshot)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The latest changes as an Atom feed (RFC 4287), newest first. */
export function atomFeed(snapshot: Snapshot, title: string, site: string): string {
  const changes: Change[] = [
    ...Object.entries(snapshot.entries).map(([key, { name, path, added, changed }]) => ({
      key,
      name,
      path,
      at: changed,
      what: added === changed ? 'Added' : 'Changed',
    })),
    ...snapshot.gone.map(({ key, name, gone }) => ({ key, name, path: undefined, at: gone, what: 'No longer here' })),
  ].sort((a, b) => b.at.localeCompare(a.at) || a.key.localeCompare(b.key));
  const home = new URL('/', site).href;
  const entries = changes.slice(0, SHOWN).map(
    ({ key, name, path, at, what }) => `  <entry>
    <id>${xmlText(`${home}#${key}@${at}`)}</id>
    <title>${xmlText(`${what}: ${name}`)}</title>
    <updated>${at}</updated>
${path === undefined ? '' : `    <link href="${xmlText(new URL(path, site).href)}"/>\n`}    <summary>${xmlText(what)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xmlText(home)}</id>
  <title>${xmlText(title)}</title>
  <updated>${changes[0]?.at ?? snapshot.since}</updated>
  <author><name>${xmlText(title)}</name></author>
  <link rel="self" href="${xmlText(new URL('/data/changes.xml', site).href)}"/>
${entries.join('')}</feed>
`;
}

/** Of what people read, so that a change of order in the file is not a change. */
function fingerprintOf({
  provider,
  places,
  areas: _areas,
  sources: _sources,
  imported: _imported,
  ...help
}: Help): string {
  const seen = {
    ...help,
    provider: provider?.name,
    places: places.map(({ id, name, address_1, postal_code }) => [id, name, address_1, postal_code]),
  };
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(seen).sort(([a], [b]) => a.localeCompare(b))))
    .digest('hex')
    .slice(0, 16);
}

const SNAPSHOT_VERSION = 1;

type Change = { key: string; name: string; path: string | undefined; at: string; what: string };

export type Snapshot = {
  version: typeof SNAPSHOT_VERSION;
  /** When the first snapshot was made. */
  since: string;
  /** By kind and id: 'service/henry'. */
  entries: Record<string, { name: string; path: string; fingerprint: string; added: string; changed: string }>;
  gone: { key: string; name: string; gone: string }[];
};
