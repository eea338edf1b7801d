import { expect, test } from 'playwright/test';

const open = async (page: import('playwright/test').Page, address = '/forms/group-referral/') => {
  await page.goto(address);
  await page.locator('form input:visible').first().focus();
  await expect(page.locator('html[data-sealed]')).toBeAttached();
};

test('an empty form is not scolded: the summary names what is needed, each with a link to its question', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Check and print' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('listitem')).toHaveText([
    /^Group: choose/,
    /^Parent or carer: write/,
    /^Postcode: write/,
    /^Your name: write/,
  ]);
  await summary.getByRole('link', { name: /^Postcode/ }).click();
  await expect(page.getByLabel('Home postcode')).toBeFocused();
  await expect(page.getByLabel('Home postcode')).toHaveAccessibleDescription(/Postcode: write an answer/);
  await page.getByLabel('Home postcode').fill('BD5 0HD');
  await expect(page.getByLabel('Home postcode')).not.toHaveAttribute('aria-invalid', 'true');
});

test('a postcode says the hub and why, and the group’s own address goes before it', async ({ page }) => {
  await open(page);
  const goes = page.getByRole('status').filter({ hasText: 'Send it' });
  await page.getByLabel('Home postcode').fill('bd50hd');
  await expect(goes).toContainText('Bradford East Family Hub');
  await expect(goes).toContainText('Why: BD5 0HD is in this hub’s area');
  await page.getByLabel('Which group?').selectOption('cygnet');
  await expect(goes).toContainText('do not go to the Family Hub');
  await expect(goes).toContainText('The family’s own hub is Bradford East Family Hub.');
});

test('a postcode of another district or an unknown one lets the hub be chosen by hand', async ({ page }) => {
  await open(page);
  const goes = page.getByRole('status').filter({ hasText: 'Send it' });
  await page.getByLabel('Home postcode').fill('LS1 4DY');
  await expect(goes).toContainText('LS1 4DY is outside Bradford District');
  await page.getByLabel('Choose the hub area yourself').selectOption('bradford-west');
  await expect(goes).toContainText('Bradford West Family Hub');
  await expect(goes).toContainText('You chose this area by hand.');
});

test('group and postcode come in the fragment, which is taken out of the address', async ({ page }) => {
  await open(page, '/forms/group-referral/#group=cygnet&postcode=BD5%200HD');
  await expect(page.getByLabel('Which group?')).toHaveValue('cygnet');
  await expect(page.getByLabel('Home postcode')).toHaveValue('BD5 0HD');
  expect(new URL(page.url()).hash).toBe('');
});

test('people are added and taken away, and each one’s faults stand beside their own question', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Add another person' }).click();
  const second = page.getByRole('group', { name: 'Person 2' });
  await second.getByLabel('Date of birth', { exact: true }).fill('3 May 2051');
  await page.getByRole('button', { name: 'Check and print' }).click();
  await expect(second.getByText('Person 2: Date of birth must be in the past')).toBeVisible();
  await second.getByLabel(/Not known.*Date of birth/).check();
  await expect(second.getByText('must be in the past')).toHaveCount(0);
  page.on('dialog', (dialog) => void dialog.accept());
  await second.getByRole('button', { name: 'Remove this person' }).click();
  await expect(page.getByRole('group', { name: 'Person 2' })).toHaveCount(0);
});

test('a question waits until the answer that brings it up, and numbers leave no gap', async ({ page }) => {
  await open(page);
  await expect(page.getByLabel('Who is the Lead Practitioner?')).toBeHidden();
  await page.getByRole('group', { name: 'Is there a Team around the Family?' }).getByLabel('Yes').check();
  await expect(page.getByLabel('Who is the Lead Practitioner?')).toBeVisible();
});

test('a private group asks for the safe contact, and shows no day, time or place', async ({ page }) => {
  await open(page, '/forms/group-referral/#group=freedom-programme');
  await expect(page.getByLabel('Which one contact is safe to use?')).toBeVisible();
  await page.getByLabel('Which group?').selectOption('cygnet');
  await expect(page.getByLabel('Which one contact is safe to use?')).toBeHidden();
});

test('one button clears, after asking, and nothing is left behind', async ({ page }) => {
  await open(page);
  await page.getByLabel('Parent’s or carer’s full name').fill('Ms O’Hara');
  await page.getByRole('button', { name: 'Add another person' }).click();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Clear this form' }).click();
  await expect(page.getByLabel('Parent’s or carer’s full name')).toHaveValue('');
  await expect(page.getByRole('group', { name: 'Person 2' })).toHaveCount(0);
  expect(await page.content()).not.toContain('O’Hara');
});

test('leaving warns when something was typed, and not before', async ({ page }) => {
  await open(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.getByLabel('Parent’s or carer’s full name').fill('Ms O’Hara');
  await page.getByRole('link', { name: 'Urgent help', exact: true }).click();
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(page.getByLabel('Parent’s or carer’s full name')).toHaveValue('Ms O’Hara');
});

test('the button that leaves at once is never held up by the warning', async ({ page }) => {
  await page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'weather' }));
  await open(page);
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.accept();
  });
  await page.getByLabel('Parent’s or carer’s full name').fill('Ms O’Hara');
  await page.getByRole('link', { name: 'Leave this site now' }).click();
  await page.waitForURL('https://www.bbc.co.uk/**');
  expect(asked).toBe(false);
});

test('the whole form can be filled in with the keyboard alone', async ({ page }) => {
  await open(page);
  await page.getByLabel('Which group?').focus();
  await page.keyboard.type('Triple');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Áine');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('BD5 0HD');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByLabel('Which group?')).toHaveValue('triple-p');
  await expect(page.getByLabel('Home postcode')).toHaveValue('BD5 0HD');
  await expect(page.getByLabel('Ring', { exact: true })).toBeChecked();
  await page.getByLabel('Your name').focus();
  await page.keyboard.type('A Worker');
  await page.getByRole('button', { name: 'Add another person' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Person 2' }).locator('legend').first()).toBeFocused();
});

test('without script every form can be read, and the blank one is a link away', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto('/forms/group-referral/');
  await expect(page.getByText('What is worrying the family')).toBeVisible();
  await page.getByRole('link', { name: 'blank form' }).first().click();
  await expect(page.getByRole('heading', { name: 'The family’s consent' })).toBeVisible();
});
