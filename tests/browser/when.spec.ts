import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { addDays, clockInWords, dayInWords } from '../../content/model/day.ts';
import { type NextSession, nextSession, occurrencesBetween, type Schedule } from '../../content/model/schedule.ts';
import { spanOf } from '../../content/model/when.ts';

let schedule: Schedule;
/** A Monday of the sample timetables on which stay and play meets, with a group for babies the day after. */
let monday: string;
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL !== undefined && { baseURL }) });
  schedule = (await (await request.get('/timetable/schedule.json')).json()) as Schedule;
  await request.dispose();
  const on = (group: string, date: string) =>
    occurrencesBetween(schedule, date, date, (one) => one.group === group).some(({ cancelled }) => !cancelled);
  const first = spanOf('next-week', schedule.made).from;
  const found = Array.from({ length: 20 }, (_, week) => addDays(first, 7 * week)).find(
    (date) => on('stay-and-play', date) && on('bumps-and-babies', addDays(date, 1)),
  );
  if (found === undefined) throw new Error('the sample timetables should have such a Monday: they may have ended');
  monday = found;
});

const cards = (page: Page) => page.locator('.search-list > li');
const card = (page: Page, name: string) =>
  cards(page).filter({ has: page.getByRole('heading', { name, exact: true }) });
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const HUB = 'bradford-south';
const wholeDay = (next: NextSession | undefined) =>
  `${dayInWords(next?.date ?? '')}, ${clockInWords(next?.session.start ?? '')}`;
const moment = (day: string, time = '08:00') => new Date(`${day}T${time}:00Z`);

async function searchOn(page: Page, day: string, fragment: string, time?: string) {
  await page.clock.setFixedTime(moment(day, time));
  await page.goto(`/search/#${fragment}`);
  await expect(page.locator('.search-list, .search-nothing, .search-needs').first()).toBeVisible();
}

test('a group says when it is next on, by the visitor’s own clock', async ({ page }) => {
  for (const day of [monday, addDays(monday, 9)]) {
    await searchOn(page, day, 'q=stay+and+play');
    const next = nextSession(schedule, 'stay-and-play', moment(day));
    await expect(card(page, 'Stay and play').locator('.search-next')).toContainText(`Next: ${next?.words}`);
    // The next search is a new page: the same address with another fragment would not be.
    await page.goto('about:blank');
  }
});

test('a sample says that it is one, beside the time and above the list', async ({ page }) => {
  await searchOn(page, monday, 'q=stay+and+play');
  await expect(card(page, 'Stay and play').locator('.search-next')).toContainText('(sample)');
  await expect(page.locator('.search-sample')).toContainText('not real sessions');
});

test('past the last date no result says when it is next on', async ({ page }) => {
  await searchOn(page, '2035-01-10', 'q=stay+and+play');
  await expect(card(page, 'Stay and play')).toBeVisible();
  await expect(page.locator('.search-next, .search-sample')).toHaveCount(0);
});

test('a page left open overnight does not call yesterday today', async ({ page }) => {
  const today = schedule.sessions.find(({ group, dates }) => group === 'stay-and-play' && dates.includes(monday));
  expect(today).toBeDefined();
  await page.clock.install({ time: moment(monday, '06:00') });
  await page.goto('/search/#q=stay+and+play');
  await page.clock.runFor('00:05');
  const line = card(page, 'Stay and play').locator('.search-next');
  await expect(line).toContainText('Next: Today');
  await page.clock.runFor('24:00:00');
  const next = nextSession(schedule, 'stay-and-play', moment(addDays(monday, 1), '06:00'));
  await expect(line).toContainText(`Next: ${next?.words}`);
});

test('a time in the words is a chip, brings forward what meets then, and can be taken away', async ({ page }) => {
  await searchOn(page, monday, 'q=groups+for+my+baby+on+tuesday+morning');
  const chip = page.getByRole('button', { name: 'Take away: Tuesday morning' });
  await expect(chip).toBeVisible();
  await expect(cards(page).first().locator('.search-next')).toContainText('Fits your time: Tomorrow');
  await expect(page.getByText('Groups with a date at that time come first')).toBeVisible();
  const all = await page.getByRole('heading', { name: /ways? to get help/ }).textContent();
  const fits = await page
    .locator('.search-list > li')
    .evaluateAll((items) => items.map((item) => item.querySelector('.search-next.fits') !== null));
  expect(fits.lastIndexOf(true)).toBe(fits.filter(Boolean).length - 1);
  expect(fits).toContain(false);
  await chip.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.search-next.fits')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /ways? to get help/ })).toHaveText(all ?? '');
});

test('the filter keeps only groups that meet then, by keyboard alone, and is in the address', async ({ page }) => {
  await searchOn(page, monday, 'q=something+for+my+toddler');
  const ways = page.getByRole('heading', { name: /ways? to get help/ });
  const all = parseInt(await ways.innerText());
  await page.locator('.search-filters summary').focus();
  await page.keyboard.press('Enter');
  const when = page.getByLabel('When', { exact: true });
  await when.focus();
  await page.keyboard.press('T');
  await page.keyboard.press('Enter');
  await expect(when).toHaveValue('today');
  await expect.poll(async () => parseInt(await ways.innerText())).toBeLessThan(all);
  const meeting = new Set(
    occurrencesBetween(schedule, monday, monday).flatMap(({ session, cancelled }) =>
      cancelled === undefined ? [`/groups/${session.group}/`] : [],
    ),
  );
  for (const link of await cards(page).locator('h3 a').all())
    expect([...meeting]).toContain(await link.getAttribute('href'));
  for (const line of await page.locator('.search-next').allInnerTexts())
    expect(line).toMatch(/^Fits your time: (Today|On now)/);
  await expect(page).toHaveURL(/when=today/);
  await page.getByRole('button', { name: 'Take away: Today' }).press('Enter');
  await expect.poll(async () => parseInt(await ways.innerText())).toBe(all);
});

test('a time when nothing meets says why nothing is shown, and how to see the rest', async ({ page }) => {
  await searchOn(page, '2035-01-10', 'q=stay+and+play&when=this-week');
  await expect(page.getByText('No group here has a published date at that time')).toBeVisible();
  await expect(cards(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Take away: This week' }).click();
  await expect(card(page, 'Stay and play')).toBeVisible();
});

test('a group whose dates are never published says none, whatever is asked', async ({ page, request }) => {
  const { sessions } = (await (await request.get('/search/catalogue.json')).json()) as { sessions: object[] };
  expect(sessions.length).toBeGreaterThan(20);
  expect(JSON.stringify(sessions)).not.toMatch(/freedom-programme|changing-abusive|recovery-after/);
  for (const [words, name] of [
    ['freedom+programme+today', 'Freedom Programme'],
    ['children+who+have+lived+with+abuse+at+home+tuesday', 'Group for children who have lived with abuse'],
  ] as const) {
    await searchOn(page, monday, `q=${words}`);
    const found = cards(page).filter({ hasText: name }).first();
    await expect(found).toBeVisible();
    await expect(found.locator('.search-next')).toHaveCount(0);
    await page.goto('about:blank');
  }
  for (const time of ['today', 'tomorrow', 'this-week', 'weekend', 'next-week']) {
    await searchOn(page, monday, `q=freedom+programme&when=${time}`);
    await expect(cards(page).filter({ hasText: 'Freedom Programme' })).toHaveCount(0);
    await page.goto('about:blank');
  }
});

test('the results with times have no accessibility fault, and fit 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await searchOn(page, monday, 'q=groups+for+my+baby+this+week');
    await expect(page.locator('.search-next.fits').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('main')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    const widest = await page
      .locator('.search-results *')
      .evaluateAll((all) => Math.max(...all.map((element) => element.getBoundingClientRect().right)));
    expect(widest).toBeLessThanOrEqual(304);
    await page.goto('about:blank');
  }
});

test('practitioners see each group’s next start by their own day, and never one that is not published', async ({
  page,
}) => {
  await page.clock.setFixedTime(moment(monday));
  await page.goto(`/practitioners/groups/${HUB}/`);
  await expect(page.locator('[data-next-start][data-current]').first()).toBeAttached();
  const next = nextSession(schedule, 'stay-and-play', moment(monday), HUB);
  await expect(row(page, 'Stay and play')).toContainText(wholeDay(next));
  const freedom = row(page, 'Freedom Programme');
  await expect(freedom).toContainText('Never published. Told in private.');
  await expect(freedom.locator('[data-next-start]')).toHaveCount(0);
  await expect(page.getByText('the day this page was made')).toBeHidden();
  await page.setViewportSize({ width: 320, height: 800 });
  // The heads of the columns are out of sight here, so each cell says what it is.
  const said = await row(page, 'Stay and play')
    .locator('td')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
  expect(said).toEqual(['"Who for: "', '"Next start: "', '"How to refer: "']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('past the last date practitioners are told to ask the hub', async ({ page }) => {
  await page.clock.setFixedTime(moment('2035-01-10'));
  await page.goto(`/practitioners/groups/${HUB}/`);
  await expect(row(page, 'Stay and play')).toContainText('Ask the hub.');
});

test('past the last date What’s on says so, when the last was, and whom to ask', async ({ page }) => {
  await page.clock.setFixedTime(moment('2035-01-10'));
  await page.goto('/whats-on/');
  await expect(page.getByRole('heading', { name: 'No dates are published from today on' })).toBeVisible();
  const last =
    schedule.sessions
      .map(({ dates }) => dates.at(-1) ?? '')
      .sort()
      .at(-1) ?? '';
  await expect(page.locator('[data-list]')).toContainText(dayInWords(last, { year: true }));
  for (const { name } of Object.values(schedule.hubs))
    await expect(page.locator('[data-list]').getByRole('link', { name })).toBeVisible();
  await expect(page.locator('.day, .session')).toHaveCount(0);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('practitioners read the next starts of the day the page was made, and which day that was', async ({ page }) => {
    await page.goto(`/practitioners/groups/${HUB}/`);
    const play = row(page, 'Stay and play');
    await expect(play.locator('[data-next-start]')).toContainText(
      wholeDay(nextSession(schedule, 'stay-and-play', moment(schedule.made, '00:00'), HUB)),
    );
    await expect(page.getByText('the day this page was made')).toBeVisible();
    await expect(play).not.toContainText(/Today|Tomorrow/);
  });
});

test('the home page leads to What’s on, and every page to the forms', async ({ page }) => {
  await page.goto('/');
  await expect(
    page.getByRole('region', { name: 'Other ways in' }).getByRole('link', { name: 'What’s on' }),
  ).toBeVisible();
  const foot = page.getByRole('contentinfo');
  await expect(foot.getByRole('link', { name: 'Forms' })).toHaveAttribute('href', '/forms/');
  await expect(foot).toContainText('Families need no account');
});
