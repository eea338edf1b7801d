import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { addDays, dayInWords, timesInWords } from '../../content/model/day.ts';
import type { Schedule, ScheduledSession } from '../../content/model/schedule.ts';

let schedule: Schedule;
let weekly: ScheduledSession;
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL !== undefined && { baseURL }) });
  schedule = (await (await request.get('/timetable/schedule.json')).json()) as Schedule;
  await request.dispose();
  const found = schedule.sessions.find(
    ({ every, dates, cancelled, venue }) =>
      every === 'week' && dates.length > 6 && cancelled.length === 1 && venue !== undefined,
  );
  if (!found) throw new Error('the sample timetables should have a weekly session with a venue and one cancelled day');
  weekly = found;
});

/** Opens a page on a day and waits until it shows that day. */
async function openOn(page: Page, path: string, day: string, time = '07:00') {
  await page.clock.setFixedTime(new Date(`${day}T${time}:00Z`));
  await page.goto(path);
  await expect(page.locator('[data-current]').first()).toBeAttached();
}

/** Chromium writes one page object, unpacked, for each sheet. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('the list begins with the visitor’s own day, not the day it was built', async ({ page }) => {
  for (const day of [weekly.dates[4]!, addDays(weekly.dates[5]!, 1)]) {
    await openOn(page, '/whats-on/', day);
    await expect(page.locator('.day h3').first()).toHaveText(`Today, ${dayInWords(day)}`);
    await expect(page.locator('.day')).toHaveCount(7);
  }
});

test('a session that has ended today is gone, and a page left open moves on with the days', async ({ page }) => {
  const day = weekly.dates[4]!;
  await page.clock.install({ time: new Date(`${day}T21:30:00Z`) });
  await page.goto('/whats-on/');
  await expect(page.locator('.day h3').first()).toHaveText(`Today, ${dayInWords(day)}`);
  await expect(page.locator('.day').first()).toContainText('Nothing on');
  await page.clock.runFor('03:00:00');
  await expect(page.locator('.day h3').first()).toHaveText(`Today, ${dayInWords(addDays(day, 1))}`);
});

test('a cancelled session is still there, and says why before its time', async ({ page }) => {
  const { date, reason } = weekly.cancelled[0]!;
  await openOn(page, `/hubs/${weekly.hub}/timetable/`, date);
  const item = page.locator('.session.cancelled', { hasText: reason });
  await expect(item).toContainText(timesInWords(weekly));
  await expect(item.locator('p').first()).toHaveText(`Cancelled. ${reason}`);
});

test('far past the last date nothing old is shown as if it were to come', async ({ page }) => {
  await openOn(page, '/whats-on/', '2035-01-10');
  await expect(page.locator('.session')).toHaveCount(0);
  await openOn(page, `/groups/${weekly.group}/`, '2035-01-10');
  await expect(page.locator('[data-next-dates]')).toHaveText(/No more dates are published yet/);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the week of the build is there, with its dates, and nothing calls itself today', async ({ page }) => {
    await page.goto('/whats-on/');
    await expect(page.locator('#week')).toContainText(dayInWords(schedule.made));
    await expect(page.locator('.day h3').first()).toHaveText(dayInWords(schedule.made));
    await expect(page.getByText('This list was made on')).toBeVisible();
    await expect(page.locator('form[data-whats-on]')).toBeHidden();
    await page.goto(`/hubs/${weekly.hub}/timetable/`);
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.locator('main')).not.toContainText('Today');
  });
});

test('the list can be narrowed by age, area and drop-in, and says how many are left', async ({ page }) => {
  await openOn(page, '/whats-on/', weekly.dates[4]!);
  const said = page.locator('[data-whats-on] [role="status"]');
  const all = await page.locator('.session').count();
  await page.getByLabel('Child’s age').selectOption('0');
  const babies = await page.locator('.session').count();
  expect(babies).toBeGreaterThan(0);
  expect(babies).toBeLessThan(all);
  await page.getByLabel('Area').selectOption(weekly.hub);
  await page.getByLabel('Only where you can just drop in').check();
  for (const facts of await page.locator('.session .facts-line:first-of-type').allTextContents())
    expect(facts).toContain('Drop in');
  await expect(said).toContainText(`${await page.locator('.session').count()} session`);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.locator('.session')).toHaveCount(all);
});

test('a postcode puts the nearest first, by keyboard alone, and never leaves the device', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openOn(page, '/whats-on/', weekly.dates[4]!);
  await page.getByLabel('Near this postcode').focus();
  await page.keyboard.type('bd21 3pt');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-whats-on] [role="status"]')).toContainText('Nearest first');
  await expect(page.locator('.session .away').first()).toContainText('mile');
  expect(asked.filter((url) => /bd21|3pt/i.test(decodeURIComponent(url)))).toEqual([]);
  await page.getByLabel('Near this postcode').fill('BD5 0H');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Near this postcode')).toHaveAttribute('aria-invalid', 'true');
});

test('the week of a hub can be turned by keyboard, and the new week is read out', async ({ page }) => {
  const day = weekly.dates[2]!;
  await openOn(page, `/hubs/${weekly.hub}/timetable/`, day);
  const before = await page.locator('caption').textContent();
  await page.getByRole('button', { name: 'Week after' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('caption')).not.toHaveText(before ?? '');
  await expect(page.locator('[data-hub-week] [role="status"]')).toHaveText(
    (await page.locator('caption').textContent()) ?? '',
  );
});

test('at 320 px the week is lists, without sideways scroll, and is still a table to a screen reader', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const path of [
    '/whats-on/',
    `/hubs/${weekly.hub}/timetable/`,
    `/groups/${weekly.group}/`,
    `/venues/${weekly.venue}/`,
  ]) {
    await openOn(page, path, weekly.dates[4]!);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  await page.goto(`/hubs/${weekly.hub}/timetable/`);
  await expect(page.getByRole('table')).toBeVisible();
  expect(await page.getByRole('rowheader').count()).toBeGreaterThanOrEqual(5);
  await expect(page.getByRole('columnheader', { name: 'Morning' })).toBeAttached();
});

test('every hub’s poster prints on one sheet, or two at the most', async ({ page }) => {
  for (const hub of Object.keys(schedule.hubs)) {
    await openOn(page, `/hubs/${hub}/poster/`, weekly.dates[4]!);
    const sheets = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    expect(sheets).toBeGreaterThan(0);
    expect(sheets).toBeLessThanOrEqual(2);
    await expect(page.locator('.sample-notice')).toBeVisible();
  }
});

test('every calendar is served, and the group’s page links to its own', async ({ page, request }) => {
  for (const hub of Object.keys(schedule.hubs)) {
    const answer = await request.get(`/calendars/${hub}.ics`);
    expect(answer.headers()['content-type']).toContain('text/calendar');
    expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  }
  await page.goto(`/groups/${weekly.group}/`);
  await expect(page.locator(`a[href="/calendars/group-${weekly.group}.ics"]`)).toBeVisible();
});

test('a group whose dates are never published has none in its page, the schedule or a calendar', async ({
  page,
  request,
}) => {
  for (const id of ['freedom-programme', 'changing-abusive-behaviour', 'recovery-after-domestic-abuse']) {
    expect(JSON.stringify(schedule)).not.toContain(id);
    expect((await request.get(`/calendars/group-${id}.ics`)).status()).toBe(404);
    await page.goto(`/groups/${id}/`);
    await expect(page.locator('[data-next-dates], time')).toHaveCount(0);
    expect(await page.content()).not.toMatch(/"startDate"|\.ics/);
    await expect(page.getByText('we never show when or where this group meets')).toBeVisible();
  }
});

test('the pages of the timetable have no accessibility fault', async ({ page }) => {
  for (const path of [
    '/whats-on/',
    `/hubs/${weekly.hub}/timetable/`,
    `/hubs/${weekly.hub}/poster/`,
    `/venues/${weekly.venue}/`,
  ]) {
    await openOn(page, path, weekly.dates[4]!);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
  }
});
