import { expect, type Page, test } from 'playwright/test';

const field = (page: Page) => page.getByLabel('What do you need help with?');
const cards = (page: Page) => page.locator('.search-list > li');

async function search(page: Page, words: string) {
  await page.goto('/search/');
  await field(page).fill(words);
}

test('nothing of the search is fetched until somebody wants to search', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/search/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => /pagefind|catalogue|vocabulary|SearchPage/.test(path))).toEqual([]);
  await field(page).focus();
  await expect.poll(() => asked.some((path) => path === '/search/catalogue.json')).toBe(true);
});

test('a sentence shows the need it looks like and help for it, and says why', async ({ page }) => {
  await search(page, 'my 3 year old will not sleep at night');
  await expect(page.locator('.search-needs').getByRole('link', { name: 'My child will not sleep' })).toBeVisible();
  await expect(cards(page).first()).toContainText('Helps with: My child will not sleep');
  expect(await cards(page).count()).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('status').first()).toContainText(/\d+ results? found/);
});

test('a need that was found leads to its page', async ({ page }) => {
  await search(page, 'my 3 year old will not sleep at night');
  await page.locator('.search-needs').getByRole('link', { name: 'My child will not sleep' }).click();
  await expect(page).toHaveURL(/\/help-with\/sleep\/$/);
});

for (const [words, name] of [
  ['cygnet', 'Cygnet'],
  ['first response', 'First Response'],
  ['freedom programme', 'Freedom Programme'],
  ['HENRY', 'HENRY'],
  ['samaratans', 'Samaritans'],
] as const) {
  test(`a name is found: ${words}`, async ({ page }) => {
    await search(page, words);
    await expect(cards(page).first().getByRole('heading')).toContainText(name);
  });
}

test('when somebody tells of danger, who to ring stands above everything', async ({ page }) => {
  await search(page, 'my husband hits me and I am scared of him');
  const notice = page.getByRole('region', { name: 'You can ring someone now' });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('link', { name: '999' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Leave this site now' })).toBeVisible();
  const above = await notice.evaluate((box) => {
    const list = document.querySelector('.search-list');
    return list === null || Boolean(box.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(above).toBe(true);
  // Words like these are not left in the address for the next person to see.
  await page.waitForTimeout(800);
  expect(new URL(page.url()).hash).toBe('');
});

test('a child who tells of danger sees Childline first', async ({ page }) => {
  await search(page, 'my dad hits me and i dont want to go home after school');
  const notice = page.getByRole('region', { name: 'You can ring someone now' });
  await expect(notice.getByRole('heading', { level: 3 }).first()).toContainText('Childline');
});

test('ordinary words do not alarm anybody', async ({ page }) => {
  await search(page, 'swimming lessons for kids');
  await page.waitForTimeout(700);
  await expect(page.locator('.search-urgent')).toHaveCount(0);
});

test('nothing found still helps', async ({ page }) => {
  await search(page, 'zzxqy wvvkq');
  const nothing = page.locator('.search-nothing');
  await expect(nothing).toBeVisible();
  await expect(nothing.getByRole('link', { name: /A to Z/ })).toBeVisible();
  await expect(nothing.getByRole('link', { name: /Find your/ })).toBeVisible();
  await expect(nothing.getByRole('link', { name: 'Urgent help' })).toBeVisible();
});

test('filters narrow the results, show as chips, and can be taken away', async ({ page }) => {
  await search(page, 'my child will not sleep');
  await expect(cards(page).first()).toBeVisible();
  const ways = page.getByRole('heading', { name: /ways? to get help/ });
  const all = parseInt(await ways.innerText());
  await page.getByText('Filters', { exact: true }).click();
  await page.getByLabel('Free').check();
  await expect.poll(async () => parseInt(await ways.innerText())).toBeLessThan(all);
  await expect(page.getByText('Filters (1)')).toBeVisible();
  await page.getByRole('button', { name: 'Take away: Free' }).click();
  await expect.poll(async () => parseInt(await ways.innerText())).toBe(all);
  await expect(field(page)).toBeFocused();
});

test('what was understood is a chip, and taking it away changes the search', async ({ page }) => {
  await search(page, 'my 3 year old will not sleep at night');
  const chip = page.getByRole('button', { name: 'Take away: My child will not sleep' });
  await chip.click();
  await expect(chip).toHaveCount(0);
  await expect(page.locator('.search-needs').getByRole('link', { name: 'My child will not sleep' })).toHaveCount(0);
});

test('a postcode in the search says which hub area it is, and stays on the device', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  await search(page, 'food bank near BD5 0HD');
  await expect(page.locator('.search-note').getByRole('link', { name: /Family Hub/ })).toBeVisible();
  await page.waitForTimeout(700);
  expect(asked.filter((url) => /bd5|0hd|food/i.test(url))).toEqual([]);
});

test('a group says how far it is, and groups that meet in one place share a pin that names each', async ({ page }) => {
  await search(page, 'stay and play for my 2 year old near BD9 5DR');
  await expect(cards(page).first()).toContainText(/About [\d.]+ miles? away/);
  await page.getByRole('button', { name: 'Show on a map' }).click();
  const shared = page.locator('.map-pin[title*=" and "]').first();
  await shared.focus();
  await page.keyboard.press('Enter');
  const names = page.locator('.leaflet-popup').getByRole('link');
  await expect.poll(() => names.count()).toBeGreaterThan(1);
  const places = await page
    .locator('.map-pin')
    .evaluateAll((pins) => pins.map((pin) => (pin as HTMLElement).style.transform));
  expect(new Set(places).size).toBe(places.length);
});

test('the address brings a search back, and Back leaves the page', async ({ page }) => {
  await page.goto('/a-to-z/');
  await search(page, 'my child will not sleep');
  await expect(page).toHaveURL(/#q=my/);
  const address = page.url();
  await page.goto('/about/');
  await page.goto(address);
  await expect(field(page)).toHaveValue('my child will not sleep');
  await expect(cards(page).first()).toBeVisible();
  await page.goto('/a-to-z/');
  await search(page, 'food');
  await field(page).pressSequentially(' bank near me');
  await expect(page).toHaveURL(/#q=food/);
  await page.goBack();
  await expect(page).toHaveURL(/a-to-z/);
});

test('a need in the address lists its help without any words', async ({ page }) => {
  await page.goto('/search/#need=sleep');
  await expect(cards(page).first()).toContainText('Helps with: My child will not sleep');
});

test('no request leaves the site, and none carries what was typed', async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  await page.goto('/search/');
  await field(page).pressSequentially('dinosaur zebrafish autism', { delay: 20 });
  await page.waitForTimeout(1500);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((url) => !url.startsWith(baseURL ?? ''))).toEqual([]);
  expect(asked.filter((url) => /dinosaur|zebrafish|autism/i.test(url))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test('markup is only ever text', async ({ page }) => {
  let ran = false;
  page.on('dialog', (dialog) => {
    ran = true;
    void dialog.dismiss();
  });
  const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await search(page, markup);
  await page.waitForTimeout(800);
  await page.goto(
    `/search/#q=${encodeURIComponent(markup)}&hub=${encodeURIComponent('"><img src=x onerror=alert(3)>')}`,
  );
  await page.waitForTimeout(1200);
  await expect(field(page)).toHaveValue(markup);
  expect(await page.locator('main img, main script[src="x"]').count()).toBe(0);
  expect(ran).toBe(false);
});

for (const [what, words] of [
  ['a space', ' '],
  ['one letter', 'b'],
  ['10,000 characters', 'my child will not sleep '.repeat(420)],
  ['one endless word', 'a'.repeat(10_000)],
  ['emoji', '👶💤😭'],
  ['right to left', 'میرا بچہ نہیں سوتا'],
  ['half a letter', '\ud83d'],
  ['quotes and brackets', '"[](){}*+?\\^$|.'],
] as const) {
  test(`${what} is never an error on the screen`, async ({ page }) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await search(page, words);
    await page.waitForTimeout(1200);
    expect(faults).toEqual([]);
    await expect(page.locator('main')).not.toContainText(/undefined|NaN|\[object|Error/);
  });
}

test('everything works by keyboard, and the focus stays in the field while typing', async ({ page }) => {
  await page.goto('/search/');
  await field(page).focus();
  await page.keyboard.type('my child will not sleep', { delay: 15 });
  await expect(cards(page).first()).toBeVisible();
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\//);
  await expect(field(page)).toHaveValue('my child will not sleep');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Take away/ }).first()).toBeFocused();
  const summary = page.locator('summary');
  for (let i = 0; i < 10 && !(await summary.evaluate((element) => element === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Age', { exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Help with', { exact: true })).toBeFocused();
});

test('ten results first, and more when asked', async ({ page }) => {
  await page.goto('/search/#free=1');
  await expect(cards(page)).toHaveCount(10);
  await page.getByRole('button', { name: /Show \d+ more/ }).click();
  await expect(cards(page)).toHaveCount(20);
});

test('a kept result is on my list, which prints, and clears in one press', async ({ page }) => {
  await search(page, 'samaritans');
  await page.getByRole('button', { name: /^Keep on my list ?: Samaritans/ }).click();
  await expect(page.getByRole('button', { name: /^On my list ?: Samaritans/ })).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/my-list/');
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Samaritans', exact: true })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Clear my list' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Samaritans', exact: true })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Clear my list' }).click();
  await expect(page.getByText('Your list is cleared.')).toBeVisible();
  await expect(page.getByText('There is nothing on your list yet.')).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('an entry can be taken off my list, and one that is gone is said to be', async ({ page }) => {
  await page.goto('/my-list/');
  await page.evaluate(() => localStorage.setItem('families-list', '["service/samaritans","service/long-gone"]'));
  await page.reload();
  await expect(cards(page)).toHaveCount(2);
  await expect(page.getByText('This is no longer in the directory')).toBeVisible();
  await page.getByRole('button', { name: /^Take off my list ?: service\/long-gone/ }).click();
  await expect(cards(page)).toHaveCount(1);
});

test('my list says when a group is next on, and never when one meets whose dates are kept private', async ({
  page,
}) => {
  const keep = ['group/stay-and-play', 'group/freedom-programme', 'service/samaritans'];
  await page.goto('/my-list/');
  await page.evaluate((ids) => localStorage.setItem('families-list', JSON.stringify(ids)), keep);
  await page.reload();
  await expect(cards(page)).toHaveCount(3);
  await expect(cards(page).nth(0)).toContainText(/Next: .*\d(am|pm|\d)/);
  await expect(page.getByText('Sample timetable: not real sessions.')).toBeVisible();
  await expect(cards(page).nth(1)).not.toContainText('Next:');
  await expect(cards(page).nth(2)).not.toContainText('Next:');
});

test('somebody who tells of abuse is not first shown the course for people who abuse', async ({ page }) => {
  await search(page, 'my husband hits me and I am scared of him');
  await expect(cards(page).first().getByRole('heading')).toContainText('National Domestic Abuse Helpline');
  const names = await cards(page).getByRole('heading').allTextContents();
  expect(names.slice(0, 3).join()).not.toContain('for people who hurt');
});

test('at 320 pixels wide nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await search(page, 'my husband hits me, my 3 year old will not sleep BD5 0HD');
  await expect(cards(page).first()).toBeVisible();
  await page.locator('summary').click();
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wider()).toBeLessThanOrEqual(0);
  await page.evaluate(() => localStorage.setItem('families-list', '["group/freedom-programme"]'));
  await page.goto('/my-list/');
  await expect(cards(page)).toHaveCount(1);
  expect(await wider()).toBeLessThanOrEqual(0);
});

test('a search that cannot be fetched says so, and works when tried again', async ({ page }) => {
  await page.route('**/search/catalogue.json', (route) => route.abort());
  await search(page, 'sleep');
  await expect(page.getByText('The search could not be fetched.').first()).toBeVisible();
  await page.unroute('**/search/catalogue.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(cards(page).first()).toBeVisible();
});

test('without its word index the search still finds names', async ({ page }) => {
  await page.route('**/pagefind/**', (route) => route.abort());
  await search(page, 'samaratans');
  await expect(cards(page).first().getByRole('heading')).toContainText('Samaritans');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says so and leads to every other way', async ({ page }) => {
    await page.goto('/search/');
    await expect(page.locator('noscript p').filter({ hasText: 'Searching needs JavaScript' })).toBeVisible();
    await expect(page.locator('noscript a').filter({ hasText: 'choose what you need help with' })).toBeVisible();
    await page.goto('/my-list/');
    await expect(page.locator('noscript p').filter({ hasText: 'Keeping a list needs JavaScript' })).toBeVisible();
  });
});
