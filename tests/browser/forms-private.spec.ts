import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';

const PASSPHRASE = 'four odd purple words';
const FORMS = ['group-referral', 'group-registration', 'early-help-enquiry', 'early-help-assessment'];

async function save(page: import('playwright/test').Page) {
  await page.getByText('Save it to carry on later').click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function openFile(page: import('playwright/test').Page, text: string, passphrase = PASSPHRASE) {
  await page.locator('[data-save-part]').evaluate((part) => part.setAttribute('open', ''));
  await page
    .getByLabel('The file')
    .setInputFiles({ name: 'a.familyform', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByLabel('Its passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Open the file' }).click();
}

for (const form of FORMS) {
  test(`no request leaves ${form} while it is open, whatever is typed, saved or printed`, async ({ page }) => {
    await page.goto(`/forms/${form}/`);
    await page.locator('form input:visible').first().focus();
    await expect(page.locator('html[data-sealed]')).toBeAttached();
    const requests: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('blob:')) requests.push(request.url());
    });
    for (const field of await page.locator('form input[type=text]:visible, form textarea:visible').all())
      await field.fill('BD5 0HD');
    for (const tick of await page.locator('form fieldset input[type=radio]:visible').all()) await tick.check();
    await page.getByRole('button', { name: 'Check and print' }).click();
    await page.pdf();
    await save(page);
    // Even a fault of ours could not send: the page has forbidden it to itself.
    const sent = await page.evaluate(() =>
      fetch('/places/catchment.json?secret=1').then(
        () => 'sent',
        () => 'refused',
      ),
    );
    expect(sent).toBe('refused');
    expect(requests).toEqual([]);
  });
}

test('nothing is kept on the device: no storage, no cookie', async ({ page, context }) => {
  await page.goto('/forms/group-referral/');
  await page.getByLabel('Parent’s or carer’s full name').fill('Ms O’Hara');
  const kept = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
  ]);
  expect(kept).toEqual([0, 0, 0]);
  expect(await context.cookies()).toEqual([]);
});

test('a saved file is locked, names nobody, and brings every answer back', async ({ page }) => {
  await page.goto('/forms/group-referral/#group=cygnet');
  await page.getByLabel('Parent’s or carer’s full name').fill('Siân O’Brien 李');
  await page.getByRole('button', { name: 'Add another person' }).click();
  await page.getByRole('group', { name: 'Person 2' }).getByLabel('Full name').fill('زینب');
  await page
    .getByRole('group', { name: 'Person 1' })
    .getByLabel(/Not known.*Date of birth/)
    .check();
  await page.getByLabel('Text', { exact: true }).check();
  const saved = await save(page);
  expect(saved.name).toMatch(/^group-referral-\d{4}-\d{2}-\d{2}\.familyform$/);
  expect(saved.text).not.toContain('Brien');

  await page.goto('about:blank');
  await page.goto('/forms/group-referral/');
  await openFile(page, saved.text);
  await expect(page.getByLabel('Parent’s or carer’s full name')).toHaveValue('Siân O’Brien 李');
  await expect(page.getByLabel('Which group?')).toHaveValue('cygnet');
  await expect(page.getByRole('group', { name: 'Person 2' }).getByLabel('Full name')).toHaveValue('زینب');
  await expect(page.getByRole('group', { name: 'Person 1' }).getByLabel(/Not known.*Date of birth/)).toBeChecked();
  await expect(page.getByLabel('Text', { exact: true })).toBeChecked();
});

test('a wrong passphrase, a damaged file and another form’s file each say so, and nothing typed is lost', async ({
  page,
}) => {
  await page.goto('/forms/group-referral/');
  await page.getByLabel('Parent’s or carer’s full name').fill('Ms O’Hara');
  const { text } = await save(page);
  await openFile(page, text, 'not the right words');
  await expect(page.getByText('That passphrase does not open this file')).toBeVisible();
  await openFile(page, text.replace(/"words":"..../, '"words":"AAAA'));
  await expect(page.getByText('This file is damaged')).toBeVisible();
  await openFile(page, 'a photograph of a cat');
  await expect(page.getByText('This is not a form saved from this page')).toBeVisible();
  await expect(page.getByLabel('Parent’s or carer’s full name')).toHaveValue('Ms O’Hara');
  await page.goto('/forms/early-help-enquiry/');
  await openFile(page, text);
  await expect(page.getByText('This file belongs to another form (group referral)')).toBeVisible();
});

test('a file of an earlier form keeps what the form no longer asks, on screen and on paper', async ({ page }) => {
  const { lock } = await import('../../site/forms/saved-file.ts');
  const answers = { family_name: 'Ms O’Hara', shoe_size: 'Seven and a half', interpreter: 'Perhaps' };
  const text = await lock({ form: 'group-referral', formVersion: 0, savedOn: '2026-01-02', answers }, PASSPHRASE);
  await page.goto('/forms/group-referral/');
  await openFile(page, text);
  await expect(page.getByText('The form has changed since then')).toBeVisible();
  await expect(page.getByText('shoe size: Seven and a half')).toBeVisible();
  await expect(page.getByText('Interpreter: Perhaps')).toBeVisible();
  const { printOut, squeezed } = await import('./print-out.ts');
  expect((await printOut(page)).whole).toContain(squeezed('Seven and a half'));
});

test('a short passphrase is refused kindly', async ({ page }) => {
  await page.goto('/forms/group-referral/');
  await page.getByText('Save it to carry on later').click();
  await page.getByLabel('Passphrase', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Save the file' }).click();
  await expect(page.getByText('Use at least 12 characters')).toBeVisible();
});
