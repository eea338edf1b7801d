import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { buildDirectory, type Directory } from '../../content/model/directory.ts';
import { blankForm } from '../../site/forms/pdf/write-blank-forms.ts';

let directory: Directory;
/** Each form's blank file, written and read once. */
const files = new Map<string, Awaited<ReturnType<typeof read>>>();
const fileOf = (form: { id: string }) => files.get(form.id)!;
beforeAll(async () => {
  const { records } = await loadContent(new URL('../../content/records', import.meta.url).pathname);
  directory = buildDirectory(records, '2026-11-22');
  for (const form of directory.forms) files.set(form.id, await read(await blankForm(directory, form)));
});

async function read(bytes: Buffer) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
    pages.push({ text, fields: await page.getAnnotations(), tree: await page.getStructTree(), size: page.view });
  }
  return { document, pages, text: plain(pages.map((page) => page.text).join(' ')) };
}

/** Words without the line breaks that a page puts into them. */
const plain = (text: string) => text.replace(/\s+/g, '');

test('each form is a tagged A4 file with its marking and page number on every page', async () => {
  for (const form of directory.forms) {
    const { document, pages } = fileOf(form);
    expect((await document.getMarkInfo())?.Marked).toBe(true);
    expect((await document.getMetadata()).info).toMatchObject({ Title: form.title, Language: 'en-GB' });
    pages.forEach((page, index) => {
      expect(page.tree?.children.length).toBeGreaterThan(0);
      expect(plain(page.text)).toContain(plain(form.marking));
      expect(plain(page.text)).toContain(plain(`Page ${index + 1} of ${pages.length}`));
      expect(page.text.length).toBeGreaterThan(150);
    });
  }
});

test('every question of every form is there, and so are the lines to ring', async () => {
  for (const form of directory.forms) {
    const { text } = fileOf(form);
    for (const section of form.sections.filter((one) => one.only_when === undefined)) {
      expect(text).toContain(plain(section.heading));
      for (const field of section.fields) {
        expect(text).toContain(plain(section.repeat?.layout === 'table' ? (field.short ?? field.label) : field.label));
        for (const option of section.repeat ? [] : field.options) expect(text).toContain(plain(option));
      }
    }
    for (const next of form.next) expect(text).toContain(plain(next));
    expect(text).toContain('999');
    expect(text).toContain('01274435600');
  }
});

test('every field can be typed into, has a name that is read out, and no other field’s name', async () => {
  for (const form of directory.forms) {
    const { pages } = fileOf(form);
    const fields = pages.flatMap((page) => page.fields).filter((field) => field.subtype === 'Widget');
    expect(fields.length).toBeGreaterThan(60);
    expect(new Set(fields.map((field) => field.fieldName)).size).toBe(fields.length);
    for (const field of fields) {
      expect(field.alternativeText).toMatch(/\w/);
      expect(['Tx', 'Btn']).toContain(field.fieldType);
    }
  }
});

test('no field is cut by the edge of a page, and two never overlap', async () => {
  for (const form of directory.forms) {
    const { pages } = fileOf(form);
    for (const page of pages) {
      const boxes = page.fields.filter((field) => field.subtype === 'Widget').map((field) => field.rect as number[]);
      for (const [left = 0, bottom = 0, right = 0, top = 0] of boxes) {
        expect(left).toBeGreaterThan(20);
        expect(right).toBeLessThan(576);
        expect(bottom).toBeGreaterThan(40);
        expect(top).toBeLessThan(800);
      }
      const overlaps = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter(
            (b) =>
              Math.min(a[2]!, b[2]!) - Math.max(a[0]!, b[0]!) > 1 &&
              Math.min(a[3]!, b[3]!) - Math.max(a[1]!, b[1]!) > 1,
          ),
      );
      expect(overlaps).toEqual([]);
    }
  }
});

test('a line to write on is as tall as a hand needs: 8.5 mm or more', async () => {
  for (const form of directory.forms) {
    const { pages } = fileOf(form);
    for (const field of pages.flatMap((page) => page.fields).filter((one) => one.fieldType === 'Tx')) {
      expect(((field.rect[3] - field.rect[1]) / 72) * 25.4).toBeGreaterThanOrEqual(8.5);
    }
  }
});

test('referral and registration are at most 6 pages', async () => {
  for (const form of directory.forms.filter((one) => one.for_access.length > 0)) {
    expect(fileOf(form).document.numPages).toBeLessThanOrEqual(6);
  }
});

test('the same content and day give the same file', async () => {
  const [form] = directory.forms;
  expect(Buffer.compare(await blankForm(directory, form!), await blankForm(directory, form!))).toBe(0);
});
