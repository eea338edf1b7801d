import { expect, test } from 'playwright/test';
import { printOut, squeezed } from './print-out.ts';

/** Words nobody else has written, so that each can be looked for: 'w0 w1 w2 ...' up to a length. */
function longAnswer(mark: string, length: number): string {
  const words: string[] = [];
  for (let size = 0, n = 0; size < length; n++) {
    words.push(`${mark}${n}`);
    size += words.at(-1)!.length + 1;
  }
  return words.join(' ').slice(0, length);
}

const NAMES = [
  "Siân O'Brien-Özdemir",
  'زینب خان',
  '李小龍',
  'Łukasz Wójcik',
  'ਗੁਰਪ੍ਰੀਤ',
  'D’Arcy “Bo” McKenzie',
  'Nguyễn Thị Ánh',
  '<b>Robert</b> & Sons',
  'Anne-Marie van der Berg-Featherstonehaugh',
  'Ọláńrewájú',
  'Þóra',
  'X',
];

for (const form of ['group-referral', 'group-registration', 'early-help-enquiry', 'early-help-assessment']) {
  test(`${form}: twelve people, names in many scripts and 3,000-character answers are printed, every word`, async ({
    page,
  }) => {
    await page.goto(`/forms/${form}/`);
    const add = page.getByRole('button', { name: 'Add another person' });
    for (let count = 1; count < NAMES.length; count++) await add.click();
    const people = page.locator('[data-section="household"] [data-item]');
    await expect(people).toHaveCount(NAMES.length);
    for (const [index, name] of NAMES.entries()) {
      await people.nth(index).getByLabel('Full name').fill(name);
      await people
        .nth(index)
        .getByLabel('Date of birth', { exact: true })
        .fill(`${index + 1}/5/19`);
    }
    const answers: string[] = [];
    for (const [index, area] of (await page.locator('form textarea:visible').all()).entries()) {
      answers.push(longAnswer(`q${index}w`, 3000));
      await area.fill(answers.at(-1)!);
    }
    const { pages, whole } = await printOut(page);
    const drawn = squeezed(await page.locator('[data-paper-sections]').evaluate((paper) => paper.textContent ?? ''));
    for (const name of NAMES) {
      expect(drawn).toContain(squeezed(name));
      // A test machine may have no letters for some scripts; where it has, the name is read back from the print.
      if (/^[\p{Script=Latin}\p{M}\p{P}\p{S}\s]+$/u.test(name)) expect(whole).toContain(squeezed(name));
    }
    for (let index = 1; index <= NAMES.length; index++) expect(whole).toContain(squeezed(`${index} May 2019`));
    for (const answer of answers) for (const word of answer.split(' ')) expect(whole).toContain(word);
    pages.forEach((text, index) => {
      expect(squeezed(text)).toContain('Official-Sensitivewhencompleted');
      expect(squeezed(text)).toContain(squeezed(`Page ${index + 1} of ${pages.length}`));
    });
  });
}

test('the printed pack has the group’s Quick Guide and no other, where it goes, and what happens next', async ({
  page,
}) => {
  await page.goto('/forms/group-referral/#group=cygnet&postcode=BD5%200HD');
  await expect(page.locator('html[data-sealed]')).toBeAttached();
  const { whole, pages } = await printOut(page);
  expect(whole).toContain(squeezed('Forms for Cygnet do not go to the Family Hub'));
  expect(whole).toContain(squeezed('You come to six sessions'));
  expect(whole).toContain(squeezed('The hub looks at the form within 24 hours'));
  expect(whole).not.toContain(squeezed('you learn the ways some people use to control'));
  expect(whole).toContain('Signature');
  // The family’s page is a sheet of its own: nothing about them stands on it.
  expect(squeezed(pages.at(-1) ?? '')).toContain(squeezed('For the family to keep'));
  expect(pages.length).toBeLessThanOrEqual(6);
});

for (const address of [
  '/forms/group-referral/blank/',
  '/forms/group-registration/blank/',
  '/forms/packs/cygnet/',
  '/forms/packs/stay-and-play/',
]) {
  test(`${address} is at most 6 pages of A4, with the form’s name on each`, async ({ page }) => {
    await page.goto(address);
    const { pages, whole } = await printOut(page);
    expect(pages.length).toBeLessThanOrEqual(6);
    for (const text of pages) expect(text).toMatch(/Group (referral|registration)/);
    for (const text of pages) expect(text.length).toBeGreaterThan(300);
    expect(whole).toContain('999');
    expect(whole).not.toContain(squeezed('Leave this site'));
  });
}

test('no field, row or signature of a blank form is cut by the end of a page', async ({ page }) => {
  // A page is 264 mm high inside its margins; whatever must keep together is lower than that, and says so.
  for (const form of ['group-referral', 'early-help-assessment']) {
    await page.goto(`/forms/${form}/blank/`);
    await page.emulateMedia({ media: 'print' });
    const loose = await page.$$eval('.paper-field, .paper-table tr, .paper-boxed', (parts) =>
      parts
        .filter(
          (part) =>
            getComputedStyle(part).breakInside !== 'avoid' || part.getBoundingClientRect().height > (264 / 25.4) * 96,
        )
        .map((part) => part.textContent?.slice(0, 60)),
    );
    expect(loose).toEqual([]);
    const low = await page.$$eval('.paper-rule, .paper-table td', (lines) =>
      lines.map((line) => (line.getBoundingClientRect().height / 96) * 25.4).filter((height) => height < 8.5),
    );
    expect(low).toEqual([]);
  }
});

test('a private group’s pack asks which contact is safe, and has no day, time or place', async ({ page }) => {
  await page.goto('/forms/packs/freedom-programme/');
  const { whole, pages } = await printOut(page);
  expect(whole).toContain(squeezed('Which one contact is safe to use?'));
  const guide = pages.join(' ');
  expect(guide).not.toMatch(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i);
  expect(guide).not.toMatch(/\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)\b/i);
});

test('from a hub page to a printed blank pack in three presses', async ({ page }) => {
  await page.goto('/hubs/bradford-east/');
  await page.evaluate(() => {
    sessionStorage.setItem('printed', '0');
  });
  await page.addInitScript(() => {
    window.print = () => sessionStorage.setItem('printed', '1');
  });
  await page.getByRole('link', { name: 'Print a blank pack for a group' }).click();
  await page.getByRole('link', { name: 'Cygnet', exact: true }).click();
  await page.getByRole('button', { name: 'Print this pack' }).click();
  expect(await page.evaluate(() => sessionStorage.getItem('printed'))).toBe('1');
});

test('a pack opened from a hub names that hub and no other', async ({ page }) => {
  await page.goto('/forms/packs/#hub=bradford-east');
  await page.getByRole('link', { name: 'Triple P', exact: true }).click();
  await expect(page.locator('[data-hub="bradford-west"]')).toBeHidden();
  const { whole } = await printOut(page);
  expect(whole).toContain(squeezed('Bradford East:'));
  expect(whole).not.toContain(squeezed('Bradford West:'));
});

test('the Quick Guide booklet of a hub has every group of it, a page each', async ({ page }) => {
  await page.goto('/forms/quick-guide/bradford-east/');
  const names = await page.locator('.guide-name').allTextContents();
  const { whole, pages } = await printOut(page);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) expect(whole).toContain(squeezed(name));
  expect(pages.length).toBeGreaterThanOrEqual(names.length);
});
