import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { serveSite } from '../../site/build/serve.ts';
import { benchBytes } from './bytes.ts';
import { benchLighthouse } from './lighthouse.ts';
import type { Figure } from './figure.ts';
import { benchSearch } from './search.ts';
import { benchUnderstand } from './understand.ts';

/*
 * `npm run bench [part ...]`: measures the built site and prints each figure beside its bar, and each
 * speed beside a baseline taken in the same run, because machines differ. Nothing here fails a build.
 */
const dist = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
if (!existsSync(dist)) {
  console.error(`There is no built site at ${dist}. Run npm run build first.`);
  process.exit(1);
}
const { server, address } = await serveSite(dist, 4700);
const debugging = await freePort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--remote-debugging-port=${debugging}`,
  ],
});

const parts: Record<string, () => Promise<Figure[]>> = {
  bytes: () => benchBytes(browser, address),
  search: () => benchSearch(browser, address),
  understand: () => benchUnderstand(dist),
  lighthouse: () => benchLighthouse(address, debugging),
  calendars: async () => (await import('./calendars.ts')).benchCalendars(),
  build: async () => (await import('./build.ts')).benchBuild(),
  publish: async () => (await import('./publish.ts')).benchPublish(),
  meilisearch: async () => (await import('./meilisearch.ts')).benchMeilisearch(),
};
const asked = process.argv.slice(2);
const chosen = asked.length > 0 ? asked : ['bytes', 'search', 'understand', 'lighthouse', 'calendars'];

for (const name of chosen) {
  const part = parts[name];
  if (!part) {
    console.error(`There is no part called "${name}". Choose from: ${Object.keys(parts).join(', ')}.`);
    continue;
  }
  console.log(`\n${name}`);
  for (const figure of await part()) {
    const bar = figure.bar === undefined ? '' : `  (bar ${figure.bar} ${figure.unit})`;
    const ratio = figure.baseline === undefined ? '' : `  ${(figure.value / figure.baseline).toFixed(2)} x baseline`;
    console.log(
      `  ${figure.name.padEnd(58)} ${figure.value.toFixed(figure.value < 10 ? 2 : 0)} ${figure.unit}${bar}${ratio}`,
    );
  }
}
await browser.close();
server.close();
process.exit(0);

/** Lighthouse talks to the browser through a port of its own; two runs on one machine must not share it. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
