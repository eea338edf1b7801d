import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';

const dist = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

test('every link and anchor on every built page leads to something that was built', async () => {
  const files = await readdir(dist, { recursive: true });
  const built = new Set(files.map((name) => `/${name}`));
  const pages = files.filter((name) => name.endsWith('.html'));
  const html = new Map<string, string>();
  for (const page of pages) html.set(`/${page}`, await readFile(join(dist, page), 'utf8'));
  const dead = new Set<string>();
  for (const [page, text] of html) {
    for (const [, href = ''] of text.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      const [path = '', anchor = ''] = href.replaceAll('&amp;', '&').split('#');
      if (!href.startsWith('/') && !href.startsWith('#')) continue;
      const clean = path.split('?')[0] ?? '';
      const target = clean === '' ? page : clean.endsWith('/') ? `${clean}index.html` : clean;
      if (!built.has(target)) dead.add(`${page}: ${href}`);
      else if (anchor && !anchor.includes('=') && !html.get(target)?.includes(`id="${anchor}"`))
        dead.add(`${page}: ${href}`);
    }
  }
  expect([...dead]).toEqual([]);
});

test('a need page leads with who to ring when it is urgent, and every number can be pressed', async ({ page }) => {
  await page.goto('/help-with/domestic-abuse/');
  const lines = page.getByRole('region', { name: 'Who to ring' });
  await expect(lines.getByRole('link', { name: '999' })).toHaveAttribute('href', 'tel:999');
  await expect(lines.getByRole('link', { name: '0808 2000 247' })).toHaveAttribute('href', 'tel:08082000247');
  const top = (await lines.boundingBox())?.y ?? Infinity;
  const advice = (await page.getByRole('heading', { name: 'What can help today' }).boundingBox())?.y ?? 0;
  expect(top).toBeLessThan(advice);
});

test('leaving works by keyboard from any urgent page and takes the page out of history', async ({ page, context }) => {
  await context.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: '<title>Weather</title>Weather' }));
  await page.goto('/');
  await page.goto('/help-with/domestic-abuse/');
  const before = await page.evaluate(() => history.length);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForURL('https://www.bbc.co.uk/weather');
  expect(await page.evaluate(() => history.length)).toBe(before);
  await page.goBack();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('the leave button is the first thing after the menu that a key reaches, and leaves when pressed', async ({
  page,
  context,
}) => {
  await context.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'Weather' }));
  await page.goto('/urgent/');
  const button = page.getByRole('link', { name: 'Leave this site now' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('https://www.bbc.co.uk/weather');
});

test('pages that may be urgent have the leave button, and others do not', async ({ page }) => {
  for (const path of [
    '/help-with/forced-marriage-fgm/',
    '/services/national-domestic-abuse-helpline/',
    '/groups/freedom-programme/',
    '/urgent/',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('link', { name: 'Leave this site now' }), path).toBeVisible();
  }
  await page.goto('/help-with/sleep/');
  await expect(page.getByRole('link', { name: 'Leave this site now' })).toHaveCount(0);
});

test('a page of a group whose dates are never published says so and shows no day, time or place', async ({ page }) => {
  await page.goto('/groups/freedom-programme/');
  const words = await page.locator('main').innerText();
  expect(words).toContain('never show when or where');
  expect(words).not.toMatch(/\b(mon|tues|wednes|thurs|fri|satur|sun)day|\d\s?(am|pm)\b|\d[:.]\d\d/i);
});

test('the banner says that this is a demonstration on every kind of page', async ({ page }) => {
  for (const path of ['/', '/help-with/sleep/', '/services/childline/', '/404.html']) {
    await page.goto(path);
    await expect(page.getByText('Demonstration.', { exact: true }), path).toBeVisible();
  }
});

test('an address that is not here answers 404 with ways on', async ({ page }) => {
  const response = await page.goto('/no-such-page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We could not find that page');
  await expect(page.getByRole('main').getByRole('link', { name: 'A to Z' })).toBeVisible();
});

test('something wrong with a page: the page is named, and a made-up address is not turned into a link', async ({
  page,
}) => {
  await page.goto('/services/childline/');
  await page.getByRole('link', { name: 'Something wrong with this page?' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: '/services/childline/' })).toBeVisible();
  await page.goto('/something-wrong/#page=javascript:alert(1)');
  await page.reload();
  await expect(page.locator('[data-page-row]')).toBeHidden();
});

test('every kind of page asks only its own server, and nothing is stored', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(baseURL ?? '').origin) elsewhere.push(request.url());
  });
  for (const path of [
    '/',
    '/help-with/domestic-abuse/',
    '/hubs/bradford-west/',
    '/services/childline/',
    '/search/',
    '/urgent/',
  ]) {
    await page.goto(path, { waitUntil: 'networkidle' });
  }
  expect(elsewhere).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test('without JavaScript every need, service, group and hub can be reached from the home page and read', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('noscript p').filter({ hasText: 'Searching needs JavaScript.' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'A to Z' }).click();
  await page.getByRole('link', { name: 'Childline', exact: true }).click();
  await expect(page.getByRole('link', { name: '0800 1111' })).toBeVisible();
  await page.goto('/find-your-hub/');
  await page.getByRole('link', { name: 'Bradford West' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bradford West Family Hub');
  await expect(page.locator('button:visible')).toHaveCount(0);
  await context.close();
});

test('the home page can be used by keyboard: skip link, search, and a postcode', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the main part' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox', { name: 'What is going on?' })).toBeFocused();
  await page.keyboard.type('my baby will not sleep');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/#q=my%20baby%20will%20not%20sleep*');
});

test('a need prints in black and white with every number, and without buttons or menus', async ({ page }) => {
  await page.goto('/help-with/homelessness/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Leave this site now' })).toBeHidden();
  await expect(page.getByRole('link', { name: '01274 435999' }).first()).toBeVisible();
  const colours = await page.$$eval('main h2, main p, main a', (all) => [
    ...new Set(all.map((element) => getComputedStyle(element).color)),
  ]);
  for (const colour of colours) expect(colour).toMatch(/^rgb\((\d+), \1, \1\)$/);
});

for (const path of ['/help-with/sleep/', '/help-with/domestic-abuse/', '/services/childline/', '/groups/cygnet/']) {
  test(`on a wide screen the first words of ${path} stand under its title`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    const left = async (what: string) => (await page.locator(what).first().boundingBox())?.x;
    expect(await left('.two .prose')).toBe(await left('h1'));
  });
}
