import AxeBuilder from '@axe-core/playwright';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { envelopeFaults } from '../../indexer/feeds/envelope.ts';
import { councilSite } from '../fixtures/council-site.ts';

/*
 * The second council, chosen by one setting, built once by this file: one hub for everybody, no table of
 * postcodes, no timetable, no forms, one telephone line with options.
 */
let council: Awaited<ReturnType<typeof councilSite>>;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  council = await councilSite('content/examples/tower-hamlets');
});
test.afterAll(async () => council.stop());

const at = (path: string) => new URL(path, council.address).href;
const PAGES = [
  '/',
  '/find-your-hub/',
  '/hubs/early-help-hub/',
  '/whats-on/',
  '/help-with/child-low-mood/',
  '/urgent/',
  '/forms/',
  '/practitioners/',
  '/search/',
  '/service-map/',
  '/data/',
];

test('every page reads of this council, fits its screen and has no accessibility fault', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  for (const path of PAGES) {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(at(path));
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `${path} at ${width}`,
      ).toBeLessThanOrEqual(width);
    }
    await expect(page, path).toHaveTitle(/Tower Hamlets|Family Info/);
    const words = await page.locator('body').innerText();
    expect(words, path).not.toMatch(/Bradford|Keighley|Family Hub|undefined|\ba Early|\{/);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
  expect(errors).toEqual([]);
});

test('no built file holds a place, telephone code or group of the first council', async () => {
  const names = await readdir(council.site, { recursive: true });
  const found: string[] = [];
  for (const name of names.filter((one) => /\.(?:html|json|js|csv|xml|txt|ics|geojson|css)$/.test(one))) {
    const place = /bradford|keighley|shipley|01274|01535|cygnet/i.exec(
      await readFile(join(council.site, name), 'utf8'),
    );
    if (place) found.push(`${name}: ${place[0]}`);
  }
  expect(found).toEqual([]);
});

test('its one hub is for everybody, so a home needs no look-up and nothing asks for a postcode', async ({ page }) => {
  await page.goto(at('/find-your-hub/'));
  await expect(page.locator('main')).toContainText('Early Help Hub is for every family in Tower Hamlets');
  await expect(page.locator('main').getByRole('link', { name: '020 7364 5006' })).toBeVisible();
  for (const path of ['/', '/find-your-hub/', '/whats-on/']) {
    await page.goto(at(path));
    await expect(page.getByLabel(/postcode/i)).toHaveCount(0);
  }
});

test('a sentence finds its services, and says why', async ({ page }) => {
  await search(page, 'my son is sad all the time and will not talk');
  const results = page.getByRole('main');
  await expect(results.getByRole('link', { name: /Child and Adolescent Mental Health|CAMHS/i }).first()).toBeVisible();
  await search(page, 'E1 6AN youth club');
  await expect(results.getByRole('link', { name: /youth centre/i }).first()).toBeVisible();
});

test('a danger brings its own lines, on the search page and on the urgent page', async ({ page }) => {
  await search(page, 'my boyfriend hits me');
  await expect(page.getByRole('link', { name: '0800 279 5434' }).first()).toBeVisible();
  await page.goto(at('/urgent/'));
  for (const line of ['999', '020 7364 5006', '0800 1111', '0800 279 5434'])
    await expect(page.getByRole('link', { name: line, exact: true }).first()).toBeVisible();
  await expect(page.locator('main')).toContainText('option 3');
});

test('without forms and without a timetable it says so, and offers nothing that is not there', async ({ page }) => {
  await page.goto(at('/forms/'));
  await expect(page.locator('main')).toContainText('no forms here yet');
  await expect(page.getByRole('link', { name: /blank packs/i })).toHaveCount(0);
  await page.goto(at('/whats-on/'));
  await expect(page.locator('main')).toContainText('No timetable is published here yet');
});

test('its feed is its own, and answers questions', async ({ request }) => {
  const root = (await (await request.get(at('/openreferral/'))).json()) as { publisher: string; live: boolean };
  expect(root).toMatchObject({ publisher: 'London Borough of Tower Hamlets', live: false });
  const page = (await (await request.get(at('/openreferral/services?search=hub&per_page=3'))).json()) as object;
  expect(envelopeFaults(page)).toEqual([]);
  const faults = await request.get(at('/openreferral/services?postcode=E1%206AN'));
  expect(faults.status()).toBe(400);
});

test('every link of its pages leads somewhere', async ({ page, request }) => {
  const links = new Set<string>();
  for (const path of PAGES) {
    await page.goto(at(path));
    for (const link of await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')!)))
      links.add(link.replace(/#.*$/, ''));
  }
  const broken: string[] = [];
  for (const link of links) if ((await request.head(at(link))).status() !== 200) broken.push(link);
  expect(broken).toEqual([]);
  expect(links.size).toBeGreaterThan(40);
});

async function search(page: Page, words: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(at(`/search/#q=${encodeURIComponent(words)}`));
}
