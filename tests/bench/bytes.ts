import type { Browser, Page } from 'playwright';
import type { Figure } from './figure.ts';

/** The kinds of page, one of each. */
const KINDS: [string, string][] = [
  ['home', '/'],
  ['find help', '/help-with/'],
  ['need', '/help-with/sleep/'],
  ['urgent need', '/help-with/domestic-abuse/'],
  ['service', '/services/childline/'],
  ['group', '/groups/cygnet/'],
  ['hub', '/hubs/keighley-shipley/'],
  ['find your hub', '/find-your-hub/'],
  ['A to Z', '/a-to-z/'],
  ['urgent help', '/urgent/'],
  ['search, nothing typed', '/search/'],
  ["what's on", '/whats-on/'],
  ['referral form', '/forms/group-referral/'],
];

/** Searches that a visitor may begin with. Only a word that few names hold brings the word index. */
const SEARCHES: [string, string, number?][] = [
  ['a sentence', 'my baby will not sleep', 200],
  ['one word', 'autism', 200],
  ['a name', 'cygnet', 200],
  ['with the word index as well', 'dinosaur autism'],
];

/** Kilobytes on the wire at a first visit, by kind of page, and for a search once results show. */
export async function benchBytes(browser: Browser, address: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, path] of KINDS) {
    const { value, found } = await wire(browser, `${address}${path.slice(1)}`);
    if (found) figures.push({ name, value, unit: 'KB', bar: 60 });
  }
  for (const [name, words, bar] of SEARCHES) {
    const search = await wire(browser, `${address}search/`, async (page) => {
      await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill(words);
      await page.locator('main h3 a').first().waitFor();
      // The network was idle once before anything was typed; what the pause in typing asks for is still to come.
      await page.waitForTimeout(SETTLED);
      await page.waitForLoadState('networkidle');
    });
    figures.push({ name: `search for '${words}', ${name}`, value: search.value, unit: 'KB', ...(bar && { bar }) });
  }
  return figures;
}

/** Milliseconds. The full search starts 350 after the last letter and fetches what it needs at once. */
const SETTLED = 3000;

async function wire(browser: Browser, url: string, act?: (page: Page) => Promise<void>) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  await act?.(page);
  await page.close();
  return { value: bytes / 1024, found: response?.ok() === true };
}
