import type { Fillable, Tag } from './fillable.ts';

/** A4 in points, with room for a hole punch and for the marking above and below. */
export const PAGE = { width: 595.28, height: 841.89, left: 42, top: 54, bottom: 792 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.left;
/** A line that a hand can write on: 8.7 mm. */
export const RULE = (8.7 / 25.4) * 72;

/** Where the pen is. */
export type Sheet = Fillable & { y: number };

/** Goes to a new page unless this height, in points, is left on this one. A field is never cut. */
export function need(sheet: Sheet, height: number): void {
  if (sheet.y + height > PAGE.bottom) newPage(sheet);
}

export function newPage(sheet: Sheet): void {
  sheet.doc.addPage();
  sheet.y = PAGE.top;
}

/** How tall words stand, in points. */
export function heightOf(sheet: Sheet, text: string, style: Style): number {
  const { size = 10, bold = false, width = WIDTH } = style;
  return sheet.doc
    .font(bold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(size)
    .heightOfString(text, { width });
}

/** Writes words with their tag, and moves the pen below them. */
export function write(sheet: Sheet, parent: Tag, kind: string, text: string, style: Style = {}): void {
  const { size = 10, bold = false, width = WIDTH, x = PAGE.left, after = 3, stay = false } = style;
  const height = heightOf(sheet, text, style);
  if (!stay) need(sheet, height);
  const { doc, y } = sheet;
  const tag = doc.struct(kind, {}, () => {
    doc
      .font(bold ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(size)
      .fillColor('black')
      .text(text, x, y, { width });
  });
  parent.add(tag);
  tag.end();
  if (!stay) sheet.y += height + after;
}

/** Draws what is only seen, and never read out: rules and frames. */
export function decorate({ doc }: Sheet, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** The name of the form, its marking and the page number, on every page. */
export function writeMargins(sheet: Sheet, margins: { name: string; marking: string; foot: string }): void {
  const { doc } = sheet;
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index);
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('Helvetica-Bold').fontSize(9).fillColor('black');
    doc.text(margins.name, PAGE.left, 28, { width: WIDTH / 2, lineBreak: false });
    doc.text(margins.marking, PAGE.left + WIDTH / 2, 28, { width: WIDTH / 2, align: 'right', lineBreak: false });
    doc.font('Helvetica').fontSize(8);
    doc.text(margins.foot, PAGE.left, 808, { width: WIDTH - 80, lineBreak: false });
    doc.text(`Page ${index + 1} of ${count}`, PAGE.left + WIDTH - 80, 808, {
      width: 80,
      align: 'right',
      lineBreak: false,
    });
    doc.endMarkedContent();
  }
}

export type Style = {
  size?: number;
  bold?: boolean;
  width?: number;
  x?: number;
  /** Points below. */
  after?: number;
  /** True to leave the pen where it is, for words beside something. */
  stay?: boolean;
};
