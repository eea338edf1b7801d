import { expect, test } from 'playwright/test';

const ask = async (page: import('playwright/test').Page, postcode: string) => {
  await page.getByLabel('Your postcode').fill(postcode);
  await page.getByRole('button', { name: 'Find my hub' }).click();
  return page.getByRole('status').filter({ has: page.getByRole('heading') });
};

test.beforeEach(async ({ page }) => {
  await page.goto('/find-your-hub/');
});

for (const typed of ['BD5 0HD', 'bd5 0hd', 'bd50hd', ' BD5  OHD ', 'BD5-0HD']) {
  test(`“${typed}” is understood, and the answer says which hub and why`, async ({ page }) => {
    const answer = await ask(page, typed);
    await expect(answer.getByRole('heading')).toHaveText('Bradford East Family Hub');
    await expect(answer).toContainText('Why:');
    await expect(answer.getByRole('link')).toHaveAttribute('href', '/hubs/bradford-east/');
  });
}

test('the nearest building is told apart from the responsible area', async ({ page }) => {
  const answer = await ask(page, 'BD5 0HD');
  await expect(answer).toContainText('Nearest building we can place');
  await expect(answer).toContainText('your forms go to your own hub');
});

test('part of a postcode leads to a choice of areas', async ({ page }) => {
  const answer = await ask(page, 'BD5');
  await expect(answer).toContainText('only the start of a postcode');
  expect(await answer.getByRole('listitem').count()).toBeGreaterThan(0);
});

test('a neighbour’s postcode names its district', async ({ page }) => {
  await expect((await ask(page, 'BD11 1AA')).getByRole('heading')).toContainText(/Kirklees|Leeds/);
});

test('a postcode far away is outside the district', async ({ page }) => {
  await expect((await ask(page, 'SW1A 1AA')).getByRole('heading')).toHaveText('SW1A 1AA is outside Bradford District');
});

for (const [typed, words] of [
  ['', 'Type your postcode.'],
  ['x', ''],
  ['hello', ''],
  ['<img src=x onerror=alert(1)>', ''],
  ['🏠🏠', ''],
  ['مرحبا', ''],
  ['a'.repeat(10_000), ''],
] as const) {
  test(`“${typed.slice(0, 30)}” is answered in plain words, never with an error`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('dialog', (dialog) => errors.push(dialog.message()));
    const answer = await ask(page, typed);
    await expect(answer.getByRole('heading')).not.toHaveText('');
    await expect(answer).toContainText(words);
    await expect(answer.locator('img')).toHaveCount(0);
    expect(errors).toEqual([]);
  });
}

test('looking up asks for one file that is the same for everybody, and the postcode is in no request', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  const answer = await ask(page, 'BD5 0HD');
  await expect(answer).toContainText('Why:');
  expect(asked.map((url) => new URL(url).pathname).filter((path) => path.startsWith('/places/'))).toEqual([
    '/places/catchment.json',
  ]);
  expect(asked.join(' ')).not.toMatch(/0hd/i);
});

test('a server that does not answer leads to the list of areas', async ({ page }) => {
  await page.route('**/places/catchment.json', (route) => route.abort());
  await expect((await ask(page, 'BD5 0HD')).getByRole('heading')).toHaveText('We could not look that up');
});

test('the map loads only when it is opened, asks nobody else, and says what the list says', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/hubs/keighley-shipley/');
  expect(asked.filter((url) => url.includes('/map.'))).toEqual([]);
  await page.getByRole('button', { name: 'Show on a map' }).click();
  await expect(page.locator('.leaflet-container')).toBeVisible();
  expect(asked.filter((url) => url.includes('/map.')).length).toBeGreaterThan(0);
  const listed = await page.locator('section[aria-labelledby="venues"] .card h3').allTextContents();
  const pins = await page.locator('.map-pin').evaluateAll((all) => all.map((pin) => pin.getAttribute('title')));
  for (const pin of pins) expect(listed.map((name) => name.trim())).toContain(pin);
  expect(pins.length).toBeGreaterThan(0);
  const map = await page.locator('.leaflet-container').boundingBox();
  for (const pin of await page.locator('.map-pin').all()) {
    const at = await pin.boundingBox();
    expect(at && map && at.x > map.x && at.x < map.x + map.width && at.y > map.y && at.y < map.y + map.height).toBe(
      true,
    );
  }
  expect(asked.filter((url) => new URL(url).origin !== new URL(baseURL ?? '').origin)).toEqual([]);
});
