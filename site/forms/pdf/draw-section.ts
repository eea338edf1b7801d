import type { PaperBlock, PaperField, PaperSection } from '../../../content/model/form-paper.ts';
import { type Tag, textBox, tickBox } from './fillable.ts';
import { decorate, heightOf, need, newPage, PAGE, RULE, type Sheet, WIDTH, write } from './sheet.ts';

const GAP = 18;
const HALF_WIDTH = (WIDTH - GAP) / 2;
const LABEL = { size: 9, bold: true } as const;

/** Draws one section of a blank form, with a field for every answer. */
export function drawSection(sheet: Sheet, section: PaperSection): void {
  if (section.newPage) newPage(sheet);
  const tag = sheet.doc.struct('Sect');
  sheet.root.add(tag);
  need(sheet, 90);
  sheet.y += 8;
  write(sheet, tag, 'H2', section.heading, { size: 12, bold: true, after: 2 });
  const at = sheet.y - 1;
  decorate(sheet, () =>
    sheet.doc
      .moveTo(PAGE.left, at)
      .lineTo(PAGE.left + WIDTH, at)
      .lineWidth(1)
      .stroke(),
  );
  sheet.y += 2;
  for (const words of section.guidance) write(sheet, tag, 'P', words, { size: 9 });
  for (const block of section.blocks) {
    if (block.kind === 'table') drawTable(sheet, tag, section, block);
    else drawFields(sheet, tag, section, block);
  }
  tag.end();
}

function drawTable(
  sheet: Sheet,
  parent: Tag,
  section: PaperSection,
  block: Extract<PaperBlock, { kind: 'table' }>,
): void {
  const { doc } = sheet;
  const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
  let x: number = PAGE.left;
  const columns = block.columns.map((column) => {
    const placed = { words: column.words, x, width: (WIDTH * column.weight) / total };
    x += placed.width;
    return placed;
  });
  const head =
    6 +
    Math.max(...columns.map((column) => heightOf(sheet, column.words, { ...LABEL, size: 8, width: column.width - 6 })));
  need(sheet, head + 2 * RULE);
  const table = doc.struct('Table');
  parent.add(table);
  const top = doc.struct('TR');
  table.add(top);
  const start = sheet.y;
  for (const column of columns) {
    sheet.y = start + 3;
    write(sheet, top, 'TH', column.words, { ...LABEL, size: 8, x: column.x + 3, width: column.width - 6, stay: true });
    decorate(sheet, () => doc.rect(column.x, start, column.width, head).lineWidth(0.7).stroke());
  }
  top.end();
  sheet.y = start + head;
  const tall = RULE * block.lines;
  for (let row = 0; row < block.blankRows; row++) {
    need(sheet, tall);
    const line = doc.struct('TR');
    table.add(line);
    for (const column of columns) {
      const cell = doc.struct('TD');
      line.add(cell);
      const box = { x: column.x, y: sheet.y, width: column.width, height: tall };
      textBox(
        sheet,
        cell,
        box,
        `${section.heading}, ${row + 1}: ${column.words}`,
        `${section.id}_${row + 1}_${column.words}`,
        true,
      );
      cell.end();
    }
    line.end();
    sheet.y += tall;
  }
  table.end();
  sheet.y += 4;
}

function drawFields(
  sheet: Sheet,
  parent: Tag,
  section: PaperSection,
  block: Extract<PaperBlock, { kind: 'fields' }>,
): void {
  if (block.title !== undefined) write(sheet, parent, 'H3', block.title, { size: 10.5, bold: true });
  const waiting = [...block.fields];
  for (let field = waiting.shift(); field; field = waiting.shift()) {
    const beside = field.half && waiting[0]?.half ? waiting.shift() : undefined;
    const row = beside ? [field, beside] : [field];
    const width = field.half ? HALF_WIDTH : WIDTH;
    need(sheet, Math.max(...row.map((one) => heightOfField(sheet, one, width))));
    const start = sheet.y;
    const ends = row.map((one, index) => {
      sheet.y = start;
      drawField(sheet, parent, section, one, PAGE.left + index * (HALF_WIDTH + GAP), width);
      return sheet.y;
    });
    sheet.y = Math.max(...ends) + 5;
  }
}

function drawField(
  sheet: Sheet,
  parent: Tag,
  section: PaperSection,
  field: PaperField,
  x: number,
  width: number,
): void {
  const name = `${section.id}_${field.label}`;
  if (field.kind === 'statement') {
    drawTick(sheet, parent, field.label, field.label, name, x, width);
    return;
  }
  if (field.kind === 'ticks') {
    drawTicks(sheet, parent, field, name, x, width);
    return;
  }
  write(sheet, parent, 'P', labelOf(field), { ...LABEL, x, width, after: 2 });
  if (field.kind === 'signature') {
    const parts = [
      { words: 'Name', from: 0, wide: 0.37 },
      { words: 'Signature, by hand', from: 0.4, wide: 0.33 },
      { words: 'Date', from: 0.76, wide: 0.24 },
    ];
    const y = sheet.y;
    for (const part of parts) {
      const box = { x: x + width * part.from, y, width: width * part.wide, height: RULE };
      if (part.words.startsWith('Signature'))
        decorate(sheet, () => sheet.doc.rect(box.x, box.y, box.width, box.height).lineWidth(0.7).stroke());
      else textBox(sheet, parent, box, `${field.label}: ${part.words}`, `${name}_${part.words}`, false);
      sheet.y = y + RULE + 1;
      write(sheet, parent, 'P', part.words, { size: 7.5, x: box.x, width: box.width, stay: true });
    }
    sheet.y = y + RULE + 11;
    return;
  }
  const height = field.rows * RULE;
  textBox(sheet, parent, { x, y: sheet.y, width, height }, labelOf(field), name, field.kind === 'lines');
  sheet.y += height;
}

/** The answers stand beside a short question, or below a long one. */
function drawTicks(sheet: Sheet, parent: Tag, field: PaperField, name: string, x: number, width: number): void {
  const beside = besideLabel(sheet, field, width);
  write(sheet, parent, 'P', labelOf(field), { ...LABEL, x, width, after: 2, stay: beside > 0 });
  let at = x + beside;
  for (const { words } of field.ticks) {
    const wide = widthOfTick(sheet, words);
    if (at > x && at + wide > x + width) {
      at = x;
      sheet.y += TICK + 5;
    }
    const y = sheet.y;
    drawTick(sheet, parent, words, `${field.label} ${words}`, `${name}_${words}`, at, wide);
    sheet.y = y;
    at += wide;
  }
  sheet.y += TICK + 5;
}

/** How far to the right the answers begin on the question's own line, or 0 when they do not fit there. */
function besideLabel(sheet: Sheet, field: PaperField, width: number): number {
  sheet.doc.font('Helvetica-Bold').fontSize(LABEL.size);
  const label = sheet.doc.widthOfString(labelOf(field)) + 14;
  const ticks = field.ticks.reduce((sum, tick) => sum + widthOfTick(sheet, tick.words), 0);
  return label + ticks <= width ? label : 0;
}

function drawTick(
  sheet: Sheet,
  parent: Tag,
  words: string,
  label: string,
  name: string,
  x: number,
  width: number,
): void {
  tickBox(sheet, parent, { x, y: sheet.y, width: TICK, height: TICK }, label, name);
  sheet.y += 1;
  write(sheet, parent, 'P', words, { size: 9.5, x: x + TICK + 5, width: width - TICK - 5 });
}

function heightOfField(sheet: Sheet, field: PaperField, width: number): number {
  const label = heightOf(sheet, labelOf(field), { ...LABEL, width });
  if (field.kind === 'signature') return label + RULE + 20;
  if (field.kind === 'ticks') {
    const total = field.ticks.reduce((sum, tick) => sum + widthOfTick(sheet, tick.words), 0);
    return label + Math.ceil(total / (width * 0.8)) * (TICK + 6);
  }
  return label + field.rows * RULE + 8;
}

function widthOfTick(sheet: Sheet, words: string): number {
  sheet.doc.font('Helvetica').fontSize(9.5);
  return TICK + 5 + sheet.doc.widthOfString(words) + 16;
}

function labelOf(field: PaperField): string {
  return field.condition === undefined ? field.label : `${field.condition}: ${field.label}`;
}

const TICK = 12;
