import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Directory } from '../../../content/model/directory.ts';
import { layOut } from '../../../content/model/form-paper.ts';
import { destinationOf } from '../../../content/model/forms.ts';
import { paths } from '../../../content/model/paths.ts';
import type { Form } from '../../../content/schema/form.ts';
import type { Identified } from '../../../content/schema/records.ts';
import { contactWords } from '../contact-words.ts';
import { formHubs, paperMargins } from '../form-hubs.ts';
import { drawSection } from './draw-section.ts';
import { bytesOf, openDocument } from './fillable.ts';
import { decorate, heightOf, need, PAGE, type Sheet, WIDTH, write, writeMargins } from './sheet.ts';

/**
 * Writes every form as a blank PDF that can be typed into: tagged, so that it is read out in order, with
 * a name on every field.
 *
 * @param outFolder the built site; each file goes where paths.formPdf says
 * @returns the files written
 */
export async function writeBlankForms(directory: Directory, outFolder: string): Promise<string[]> {
  const written: string[] = [];
  for (const form of directory.forms) {
    const file = join(outFolder, paths.formPdf(form.id));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await blankForm(directory, form));
    written.push(file);
  }
  return written;
}

/** One form as a blank PDF, as bytes. The same content and day give the same file. */
export async function blankForm(directory: Directory, form: Identified<Form>): Promise<Buffer> {
  const { council, today } = directory;
  const sheet: Sheet = { ...openDocument(form.title, council.name, today), y: PAGE.top };
  const top = sheet.doc.struct('Sect');
  sheet.root.add(top);
  write(sheet, top, 'H1', form.title, { size: 18, bold: true });
  for (const words of form.opening) write(sheet, top, 'P', words, { size: 9.5 });
  boxed(sheet, top, form.stop.heading, [...form.stop.words, stopLines(directory, form)], 1.6);
  boxed(sheet, top, 'Where it goes', whereItGoes(directory, form), 0.8);
  boxed(sheet, top, 'What happens next', form.next, 0.8);
  top.end();
  for (const section of layOut(form, {}, { today })) drawSection(sheet, section);
  sheet.root.end();
  writeMargins(sheet, paperMargins(form, council.service_name));
  return bytesOf(sheet);
}

function boxed(sheet: Sheet, parent: Sheet['root'], heading: string, paragraphs: string[], frame: number): void {
  const inside = WIDTH - 16;
  const style = { x: PAGE.left + 8, width: inside, size: 9.5 };
  const height = paragraphs.reduce((sum, text) => sum + heightOf(sheet, text, style) + 3, 32);
  need(sheet, height);
  const start = (sheet.y += 4);
  sheet.y += 6;
  write(sheet, parent, 'H2', heading, { ...style, size: 10.5, bold: true });
  for (const text of paragraphs) write(sheet, parent, 'P', text, style);
  const end = sheet.y + 3;
  decorate(sheet, () =>
    sheet.doc
      .rect(PAGE.left, start, WIDTH, end - start)
      .lineWidth(frame)
      .stroke(),
  );
  sheet.y = end + 4;
}

function stopLines({ council }: Directory, form: Form): string {
  return form.stop.urgent_lines
    .flatMap((id) => council.urgent_lines.find((line) => line.id === id) ?? [])
    .map(({ contact, title }) => contactWords({ ...contact, label: contact.label ?? title }))
    .join('. ');
}

function whereItGoes(directory: Directory, form: Form): string[] {
  const { council } = directory;
  const places = { hubWord: council.hub_word, gateway: council.gateway };
  const goes = destinationOf(form, places);
  const hubs = form.goes_to.to === 'hub' ? formHubs(directory) : [];
  const own = form.for_access.length > 0 ? directory.groups.filter((group) => group.referrals_to) : [];
  return [
    [goes.name, goes.why].filter((text) => text !== '').join('. '),
    ...goes.contacts.map(contactWords),
    ...hubs.map(
      (hub) => `${hub.area}: ${destinationOf(form, places, undefined, hub).contacts.map(contactWords).join(' ')}`,
    ),
    ...own.map(
      (group) =>
        `${group.name}: has its own address for forms. ${group.referrals_to ? contactWords(group.referrals_to) : ''}`,
    ),
    goes.how,
  ];
}
