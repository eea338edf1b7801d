import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'playwright/test';

test('the route stops at the first yes, and gives words for a record', async ({ page }) => {
  await page.goto('/practitioners/which-route/');
  const ask = (question: RegExp, answer: 'Yes' | 'No') =>
    page.getByRole('group', { name: question }).getByLabel(answer).check();
  await expect(page.getByRole('group', { name: /being harmed/ })).toBeHidden();
  await ask(/immediate danger/, 'No');
  await ask(/being harmed/, 'No');
  await ask(/key worker/, 'No');
  await ask(/several needs/, 'Yes');
  await expect(page.getByRole('heading', { name: 'Early Help Assessment and Team around the Family' })).toBeVisible();
  const words = await page.getByLabel(/The route and the reasons/).inputValue();
  expect(words).toContain('Route considered on');
  expect(words).toContain('- Harm to a child: no');
  expect(words).toContain('- Several or unclear needs: yes');
  await ask(/being harmed/, 'Yes');
  await expect(page.getByRole('heading', { name: 'Ring the safeguarding lines' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Early Help Assessment and Team around the Family' })).toBeHidden();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByRole('group', { name: /being harmed/ })).toBeHidden();
});

test('five times no leads to information, not to nothing', async ({ page }) => {
  await page.goto('/practitioners/which-route/');
  for (let count = 0; count < 5; count++)
    await page.locator('[data-route-question]:visible').last().getByLabel('No').check();
  await expect(page.getByRole('heading', { name: 'Information, and the door left open' })).toBeVisible();
});

test('without script every question and every route can be read', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto('/practitioners/which-route/');
  await expect(page.locator('[data-outcome]:visible')).toHaveCount(6);
});

test('every group of a hub is in one view, and Cygnet and private groups say what is different', async ({ page }) => {
  await page.goto('/practitioners/groups/bradford-east/');
  await expect(page.getByRole('row')).not.toHaveCount(0);
  await expect(page.getByRole('row', { name: /^Cygnet/ })).toContainText('not the hub');
  await expect(page.getByRole('row', { name: /^Freedom Programme/ })).toContainText('Never published');
});

for (const address of ['/forms/group-referral/', '/forms/early-help-assessment/', '/practitioners/which-route/']) {
  test(`axe finds nothing on ${address} when it is filled in wrongly`, async ({ page }) => {
    await page.goto(address);
    if (address.startsWith('/forms')) {
      await page.getByRole('button', { name: 'Add another person' }).click();
      await page.getByText('Save it to carry on later').click();
      await page.getByRole('button', { name: 'Check and print' }).click();
    } else await page.getByLabel('Yes').first().check();
    const { violations } = await new AxeBuilder({ page })
      .include('main')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 120))])).toEqual([]);
  });
}

test('a form page is at most 60 KB on the wire', async ({ page }) => {
  for (const form of ['group-referral', 'early-help-assessment']) {
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    let bytes = 0;
    client.on('Network.loadingFinished', (done) => (bytes += done.encodedDataLength));
    await page.goto(`/forms/${form}/`, { waitUntil: 'networkidle' });
    expect(bytes / 1024).toBeLessThanOrEqual(60);
    await client.detach();
  }
});
