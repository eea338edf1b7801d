import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'playwright/test';

const dist = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** Every address that was built, from the files themselves, so that a new page cannot be forgotten. */
const addresses = (await readdir(dist, { recursive: true }))
  .filter((name) => name.endsWith('index.html'))
  .map((name) => `/${name.slice(0, -'index.html'.length)}`)
  .concat('/404.html')
  .sort();

const SHEAF = 12;

/** One page of each kind, for the ways of looking that do not need all of them. */
const KINDS = [
  '/',
  '/help-with/',
  '/help-with/domestic-abuse/',
  '/help-with/sleep/',
  '/services/childline/',
  '/groups/cygnet/',
  '/groups/',
  '/hubs/bradford-west/',
  '/find-your-hub/',
  '/a-to-z/',
  '/urgent/',
  '/search/',
  '/my-list/',
  '/practitioners/',
  '/practitioners/which-route/',
  '/practitioners/groups/bradford-west/',
  '/whats-on/',
  '/hubs/bradford-west/timetable/',
  '/hubs/bradford-west/poster/',
  '/forms/',
  '/forms/group-referral/',
  '/forms/group-registration/blank/',
  '/forms/packs/',
  '/forms/quick-guide/',
  '/service-map/',
  '/data/',
  '/about/',
  '/privacy/',
  '/something-wrong/',
];

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

async function faults(page: import('playwright/test').Page, tags = WCAG) {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map((violation) => ({
    page: new URL(page.url()).pathname,
    rule: violation.id,
    where: violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
  }));
}

for (let first = 0; first < addresses.length; first += SHEAF) {
  const sheaf = addresses.slice(first, first + SHEAF);
  test(`axe finds nothing on pages ${first + 1} to ${first + sheaf.length} of ${addresses.length}, at 390 pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const found = [];
    for (const address of sheaf) {
      await page.goto(address);
      found.push(...(await faults(page)));
    }
    expect(found).toEqual([]);
  });
}

test('axe finds nothing on any kind of page in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = [];
  for (const address of KINDS) {
    await page.goto(address);
    found.push(...(await faults(page, [...WCAG, 'best-practice'])));
  }
  expect(found).toEqual([]);
});

test('no kind of page scrolls sideways at 320 pixels, which is 1280 at 400% zoom', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  const wide = [];
  for (const address of KINDS) {
    await page.goto(address);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push({ address, width });
  }
  expect(wide).toEqual([]);
});

test('every kind of page has one h1, and no heading skips a level', async ({ page }) => {
  const wrong = [];
  for (const address of KINDS) {
    await page.goto(address);
    const levels = await page.$$eval('h1,h2,h3,h4', (all) =>
      all
        .filter((heading) => (heading as HTMLElement).offsetParent !== null)
        .map((heading) => Number(heading.tagName[1])),
    );
    const skips = levels.some((level, index) => level > (levels[index - 1] ?? level) + 1);
    if (levels.filter((level) => level === 1).length !== 1 || skips) wrong.push({ address, levels });
  }
  expect(wrong).toEqual([]);
});
