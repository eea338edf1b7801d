import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect as expectSoon, type Page, test } from 'playwright/test';
import { firstAdministrator, type Started, startServer } from '../fixtures/desk/start-server.ts';
import { tabTo } from './tab-to.ts';

/* Learning without watching, on the real server with a real build: the smaller council has chosen it. */
const expect = expectSoon.configure({ timeout: 60_000 });
const root = fileURLToPath(new URL('../..', import.meta.url));
const { TODAY: _fixed, ...rest } = process.env;
const env = { ...rest, DESK_DIST: join(root, '.cache/dist-desk-learning'), DESK_TRUST_PROXY: '1' };
const PASSWORD = 'three blue horses';
const WORDS = 'zzxqy wvvkq';
const ENOUGH = 7000;
const AT_ONCE = 0;

let started: Started;
let folder = '';
let address = '';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.beforeAll(async () => {
  test.setTimeout(400_000);
  started = await startServer('learning-server.ts', 4680, env, (into) => writeFile(join(into, 'clock'), '2026-11-20'));
  ({ folder, address } = started);
});

test.afterAll(() => started.stop());

async function itIs(day: string): Promise<void> {
  await writeFile(join(folder, 'clock'), day);
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/** Somebody on a connection of their own, with everything their browser sends that is not a page or a part of one. */
async function somebody(browser: Browser, number: number): Promise<{ page: Page; sent: string[] }> {
  const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': `192.0.2.${number}` } });
  const page = await context.newPage();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(`${new URL(request.url()).pathname} ${request.postData() ?? ''}`);
  });
  return { page, sent };
}

async function search(page: Page, words: string, base = address): Promise<void> {
  await page.goto(`${base}/search/`);
  await page.getByLabel('What do you need help with?').fill(words);
}

/** How many are counted so far, as marks or as words. */
function counted(): number {
  const db = new DatabaseSync(join(folder, 'data/words.sqlite'), { readOnly: true, timeout: 10_000 });
  const row = db.prepare('select (select total(count) from tally) + (select total(count) from kept) as sum').get();
  db.close();
  return Number(row?.sum);
}

async function onDisk(): Promise<string> {
  const files = (await readdir(join(folder, 'data'))).filter((name) => name.startsWith('words'));
  return (await Promise.all(files.map((name) => readFile(join(folder, 'data', name), 'latin1')))).join('\n');
}

test('off, as it comes: nothing is sent, no script could send it, and the address is not there', async ({
  page,
  request,
  baseURL,
}) => {
  const all: { method: string; url: URL }[] = [];
  page.on('request', (one) => all.push({ method: one.method(), url: new URL(one.url()) }));
  await search(page, WORDS, baseURL);
  await expect(page.locator('.search-nothing')).toBeVisible();
  await expect(page.locator('.search-nothing')).not.toContainText('count');
  await page.waitForTimeout(ENOUGH);
  await page.goto('/privacy/');
  const known =
    /^\/(?:search|privacy|_astro|pagefind|fonts|search\/[a-z]+\.(?:json|bin)|icon\.svg|favicon\.ico)(?:\/|$)/;
  expect(
    all.filter(({ method, url }) => method !== 'GET' || url.origin !== baseURL || !known.test(url.pathname)),
  ).toEqual([]);
  await expect(page.locator('main')).not.toContainText('finds nothing');
  const scripts = all.filter(({ url }) => url.pathname.endsWith('.js')).map(({ url }) => url.href);
  expect(scripts.length).toBeGreaterThan(2);
  for (const script of new Set(scripts))
    expect(await (await request.get(script)).text()).not.toContain('nothing-found');
  const answer = await request.post('/search/nothing-found', { data: { words: WORDS } });
  expect(answer.status()).toBe(404);
});

test('on: a search that found nothing is told once, in plain words, when the typing has stopped', async ({
  browser,
}) => {
  const { page, sent } = await somebody(browser, 1);
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await search(page, 'zzxqy');
  await expect(page.locator('.search-nothing')).toContainText('We count that these words found nothing');
  await page.getByLabel('What do you need help with?').fill(` Zzxqy,  wvvkq? `);
  const headers = await (await asked).allHeaders();
  expect([headers.cookie, headers.referer, headers['content-type']]).toEqual([
    undefined,
    undefined,
    'application/json',
  ]);
  await page.getByLabel('What do you need help with?').fill(`${WORDS} `);
  await page.waitForTimeout(ENOUGH);
  expect(sent).toEqual([`/search/nothing-found {"words":"${WORDS}"}`]);
  await page.getByRole('link', { name: 'About your privacy' }).click();
  await expect(page.getByRole('heading', { name: 'When a search finds nothing' })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

test('on: danger, a postcode, a number, a long text, what was understood and who asks not to be watched are never told', async ({
  browser,
}) => {
  const { page, sent } = await somebody(browser, 2);
  const never = [
    'my husband hits me zzxqy',
    'i want to die',
    'zzxqy E1 4TT',
    'zzxqy 7',
    'zz xq yw vv kq zw qv',
    'school',
  ];
  const others = await Promise.all(never.map((_, at) => somebody(browser, 20 + at)));
  await Promise.all(never.map((words, at) => search(others[at]?.page ?? page, words)));
  await page.waitForTimeout(ENOUGH);
  expect(others.flatMap((other) => other.sent)).toEqual([]);
  for (const other of others) await other.page.context().close();
  expect(sent).toEqual([]);
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  await search(page, WORDS);
  await expect(page.locator('.search-nothing')).toContainText('Your browser asks us not to count');
  await page.waitForTimeout(ENOUGH);
  expect(sent).toEqual([]);
  await page.context().close();
});

test('on: the words are on the disk only when five have sent them over two days', async ({ browser }) => {
  const tell = async (number: number, wait: number) => {
    const { page } = await somebody(browser, number);
    // For who leaves at once their clock stands still, so that a slow machine does not make them late.
    if (wait === AT_ONCE) await page.clock.setFixedTime(new Date());
    await search(page, WORDS);
    await expect(page.locator('.search-nothing')).toContainText('We count');
    await page.waitForTimeout(wait);
    // Leaving counts as having stopped. What is sent then no test tool sees or can give an address.
    await page.goto(`${address}/a-to-z/`);
    await page.context().close();
  };
  expect(counted(), 'by the first test').toBe(1);
  await Promise.all([tell(1, ENOUGH), tell(3, ENOUGH)]);
  await tell(3, ENOUGH);
  await expect.poll(counted, 'one connection once a day').toBe(2);
  await tell(4, AT_ONCE);
  expect(counted(), 'who leaves at once may have been in the middle of a word').toBe(2);
  await tell(4, 2500);
  await expect.poll(counted).toBe(3);
  expect(await onDisk()).not.toContain(WORDS);
  await itIs('2026-11-21');
  await tell(5, ENOUGH);
  await expect.poll(counted).toBe(4);
  expect(await onDisk(), 'four people').not.toContain(WORDS);
  await tell(6, ENOUGH);
  await expect.poll(onDisk).toContain(WORDS);
});

test('the desk shows them, adds them to a need without script at 320 pixels, and the next search finds it', async ({
  browser,
}) => {
  const oneTime = firstAdministrator(join(folder, 'data'), env);
  const signedIn = async (javaScriptEnabled: boolean, password: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${address}/desk/`);
    await page.getByLabel('E-mail address').fill('ann@example.org');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  };
  const choice = `What does it mean? ‘${WORDS}’`;

  const first = await signedIn(true, oneTime);
  await first.getByLabel('The password you have now').fill(oneTime);
  await first.getByLabel('Your new password').fill(PASSWORD);
  await first.keyboard.press('Enter');
  await first.getByRole('link', { name: 'One search' }).click();
  await expect(first.getByRole('form', { name: WORDS })).toContainText('5 times');
  await expect(first.getByRole('form', { name: WORDS })).toContainText('16 November: 5');
  await first.getByRole('button', { name: `Add ‘${WORDS}’` }).click();
  await expect(first.getByRole('alert')).toContainText('Choose what these words mean');
  for (const colorScheme of ['light', 'dark'] as const) {
    await first.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: first })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await first.context().close();

  const page = await signedIn(false, PASSWORD);
  await page.getByRole('link', { name: 'One search' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Words to add');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await tabTo(page, choice);
  await page.getByLabel(choice).selectOption('young-carers');
  await tabTo(page, `Add ‘${WORDS}’`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('was added to');
  await expect(page.locator('main')).toContainText('There is nothing to add now');
  await page.getByRole('link', { name: 'It is being published' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Published', { timeout: 240_000 });
  await page.goto(`${address}/desk/history/`);
  await expect(page.locator('.desk-list > li').first()).toContainText(`‘${WORDS}’ means`);
  await expect(page.locator('.desk-list > li').first()).toContainText('Ann');
  await page.context().close();

  const live = (await readFile(join(folder, 'data/live'), 'utf8')).trim();
  const phrases = await readFile(join(folder, 'data/releases', live, 'records/phrases/young-carers.txt'), 'utf8');
  expect(phrases.endsWith(`\n${WORDS}\n`)).toBe(true);
  const family = await somebody(browser, 7);
  await search(family.page, WORDS);
  await expect(family.page.locator('.search-needs a').first()).toHaveAttribute('href', '/help-with/young-carers/');
  await family.page.context().close();
});
