import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect as expectSoon, type Page, test } from 'playwright/test';
import { firstAdministrator, type Started, startServer } from '../fixtures/desk/start-server.ts';
import { tabTo } from './tab-to.ts';

/* A limit for what hangs: a password takes its time by design, and machines are shared. */
const expect = expectSoon.configure({ timeout: 60_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));
/* A Sunday in the sample term, so that the next days hold sessions. */
const env = { ...process.env, TODAY: '2026-11-22', DESK_DIST: join(root, '.cache/dist-desk-test') };
const PASSWORD = 'three blue horses';
const TIMETABLE = '/desk/timetables/bradford-east-autumn-2026/';

let started: Started;
let address = '';
let oneTime = '';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  started = await startServer('server.ts', 4640, env);
  ({ address } = started);
  oneTime = firstAdministrator(started.folder, env);
});

test.afterAll(() => started.stop());

async function narrow(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    `sideways scroll at ${page.url()}`,
  ).toBe(true);
}

async function signedIn(
  browser: Browser,
  options: { javaScriptEnabled?: boolean; width?: number } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 800 },
    javaScriptEnabled: options.javaScriptEnabled ?? true,
  });
  const page = await context.newPage();
  await page.goto(`${address}/desk/`);
  await page.getByLabel('E-mail address').fill('ann@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All hubs');
  return page;
}

test('with the keyboard alone, 320 pixels wide: sign in, choose a password, cancel a session, and families see it', async ({
  browser,
  request,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(`${address}/desk/`);
  await narrow(page);
  await tabTo(page, 'E-mail address');
  await page.keyboard.type('ann@example.org');
  await tabTo(page, 'Password');
  await page.keyboard.type(oneTime);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose your password');
  await tabTo(page, 'The password you have now');
  await page.keyboard.type(oneTime);
  await tabTo(page, 'Your new password');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All hubs');
  await narrow(page);

  // From the home page: the session, the reason, the button.
  await tabTo(page, 'Cancel Bumps and babies, Tuesday 24 November');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Which date')).toHaveValue('2026-11-24');
  await narrow(page);
  await tabTo(page, 'The person who runs it is ill');
  await page.keyboard.press('Space');
  await tabTo(page, 'Cancel this date now');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Published', { timeout: 180_000 });
  await narrow(page);

  const week = await (await request.get(`${address}/hubs/bradford-east/timetable/`)).text();
  expect(week.includes('The person who runs it is ill'), 'the hub’s week tells families, and why').toBe(true);
  const calendar = (await (await request.get(`${address}/calendars/bradford-east.ics`)).text()).replace(
    /\r\n[ \t]/g,
    '',
  );
  const event = calendar
    .split('BEGIN:VEVENT')
    .find((part) => part.includes('20261124') && part.includes('STATUS:CANCELLED'));
  expect(event).toContain('The person who runs it is ill');
  await context.close();
});

test('without script: a session is put back on, a form that is wrong keeps what was typed, and an edit is previewed', async ({
  browser,
}) => {
  const page = await signedIn(browser, { javaScriptEnabled: false, width: 390 });
  await page.getByRole('link', { name: 'Put back on Bumps and babies, Tuesday 24 November' }).click();
  await page.getByRole('button', { name: 'Put Tuesday 24 November back on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Published', { timeout: 180_000 });

  await page.goto(`${address}${TIMETABLE}session/`);
  await page.getByLabel('Group', { exact: true }).selectOption({ label: 'Stay and play' });
  await page.getByLabel('Day', { exact: true }).selectOption('saturday');
  await page.getByLabel('Starts').fill('11:00');
  await page.getByLabel('Ends').fill('10:00');
  await page.getByLabel('Room').fill('Blue room');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Ends: Must be later than start');
  await expect(page.getByLabel('Ends')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Room')).toHaveValue('Blue room');
  await page.getByLabel('Ends').fill('12:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');

  await page.getByRole('link', { name: 'Look at them and publish' }).click();
  await expect(page.locator('.desk-changes')).toContainText('Stay and play: new');
  await expect(page.getByRole('table')).toContainText('Stay and play');
  await page.getByRole('button', { name: 'Throw away these waiting changes' }).click();
  await expect(page.getByRole('status')).toContainText('thrown away');
  await page.context().close();
});

test('a spreadsheet is taken in, and the rows that are wrong come back with their reasons', async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`${address}${TIMETABLE}sheet/`);
  const buffer = Buffer.from(
    'Group,Day,Time\nStay and play,Sat,9.30-11\nFreedom Programme,Tue,18-20\nStay and play,Sun,25-26\n',
  );
  await page.getByLabel('The spreadsheet').setInputFiles({ name: 'week.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect(page.getByRole('status')).toContainText('1 row was taken in');
  await expect(page.getByRole('table', { name: 'Rows that were not taken' })).toContainText('C4: there is no 26');
  await expect(page.locator('main')).not.toContainText('Freedom');
  await page.getByLabel('The spreadsheet').setInputFiles({
    name: 'huge.csv',
    mimeType: 'text/csv',
    buffer: Buffer.alloc(9 * 1024 * 1024, 'a'),
  });
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect(page.getByRole('alert')).toContainText('larger than 3 MB');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Excel' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toBe('bradford-east-autumn-2026-template.xlsx');
  await page.context().close();
});

test('every page of the desk is clean for axe, and none scrolls sideways at 320 pixels', async ({ browser }) => {
  const page = await signedIn(browser, { width: 320 });
  for (const path of [
    '',
    'history/',
    'still-right/',
    'still-right/hub/bradford-east/',
    'people/',
    'password/',
    'timetables/new/',
  ])
    await clean(page, `/desk/${path}`);
  for (const path of [
    '',
    'session/',
    'session/baby-feeding/',
    'cancel/baby-feeding/',
    'preview/',
    'copy/',
    'details/',
    'sheet/',
    'history/',
  ])
    await clean(page, `${TIMETABLE}${path}`);
  await page.context().close();
});

async function clean(page: Page, path: string): Promise<void> {
  await page.goto(`${address}${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await narrow(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a form sent from another site is refused, and so is every page to somebody who is not signed in', async ({
  browser,
  request,
}) => {
  const foreign = await request.post(`${address}/desk/sign-in/`, {
    form: { email: 'ann@example.org', password: PASSWORD },
    headers: { Origin: 'https://elsewhere.example' },
  });
  expect(foreign.status()).toBe(403);
  for (const path of [
    '',
    'people/',
    'history/',
    'timetables/bradford-east-autumn-2026/',
    'timetables/bradford-east-autumn-2026/download/timetable.csv',
  ]) {
    const answer = await request.get(`${address}/desk/${path}`, { maxRedirects: 0 });
    expect([answer.status(), answer.headers().location]).toEqual([303, expect.stringContaining('/desk/sign-in/')]);
  }
  const library = await request.post(`${address}/desk/api/auth/sign-in/email/`, {
    data: { email: 'ann@example.org', password: 'x' },
    headers: { Origin: address },
    maxRedirects: 0,
  });
  expect(library.status()).not.toBe(200);
  const page = await signedIn(browser);
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/desk' });
  await page.context().close();
});
