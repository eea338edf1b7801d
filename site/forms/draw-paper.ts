import type { PaperBlock, PaperField, PaperSection } from '../../content/model/form-paper.ts';

/** Draws a filled form for paper, with the same marks as Paper.astro. Every answer is text, never markup. */
export function drawPaper(sections: PaperSection[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const section of sections) {
    const part = make('section', section.newPage ? 'paper-section new-sheet' : 'paper-section');
    part.append(
      make('h2', '', section.heading),
      ...section.guidance.map((words) => make('p', 'paper-guidance', words)),
    );
    part.append(...section.blocks.map((block) => (block.kind === 'table' ? drawTable(block) : drawFields(block))));
    fragment.append(part);
  }
  return fragment;
}

function drawTable(block: Extract<PaperBlock, { kind: 'table' }>): HTMLElement {
  const table = make('table', 'paper-table');
  const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
  const widths = make('colgroup');
  const head = make('tr');
  for (const column of block.columns) {
    const width = make('col');
    width.style.width = `${(100 * column.weight) / total}%`;
    widths.append(width);
    const cell = make('th', '', column.words);
    cell.setAttribute('scope', 'col');
    head.append(cell);
  }
  const blank = Array.from({ length: block.blankRows }, () => block.columns.map(() => ''));
  const body = make('tbody');
  for (const cells of [...block.rows, ...blank]) {
    // A row keeps together unless it is too tall to, when its words must flow on.
    const row = make('tr', cells.some((words) => words.length > LONG_CELL) ? 'long' : '');
    row.append(...cells.map((words) => make('td', '', words)));
    if (cells.every((words) => words === '')) row.style.height = `${9 * block.lines}mm`;
    body.append(row);
  }
  const top = make('thead');
  top.append(head);
  table.append(widths, top, body);
  return table;
}

function drawFields(block: Extract<PaperBlock, { kind: 'fields' }>): HTMLElement {
  const part = make('div', 'paper-block');
  if (block.title !== undefined) part.append(make('h3', '', block.title));
  const fields = make('div', 'paper-fields');
  fields.append(...block.fields.map(drawField));
  part.append(fields);
  return part;
}

function drawField(field: PaperField): HTMLElement {
  const filled = field.answer !== '';
  // A long answer needs the whole width, even to a short question.
  const half = field.half && field.answer.length <= LONG_HALF;
  const box = make(
    'div',
    `paper-field paper-${field.kind === 'ticks' ? 'choice' : field.kind}${half ? ' half' : ''}${filled ? ' filled' : ''}`,
  );
  if (field.kind !== 'statement') box.append(label(field));
  if (field.kind === 'signature') {
    const sign = make('div', 'paper-sign');
    sign.append(...['Name', 'Signature', 'Date'].map((words) => make('span', '', words)));
    box.append(sign);
  }
  if (field.ticks.length > 0) {
    const list = make('ul', 'paper-options');
    list.append(
      ...field.ticks.map((tick) => {
        const item = make('li');
        item.append(make('span', tick.ticked ? 'paper-box ticked' : 'paper-box'), ` ${tick.words}`);
        return item;
      }),
    );
    box.append(list);
  }
  if (filled) box.append(make('p', 'paper-answer', field.answer));
  else if (field.kind === 'line' || field.kind === 'lines') {
    box.append(...Array.from({ length: field.rows }, () => make('span', 'paper-rule')));
  }
  return box;
}

function label(field: PaperField): HTMLElement {
  const words = make('p', 'paper-label');
  if (field.condition !== undefined) words.append(make('i', '', `${field.condition}: `));
  words.append(field.label);
  return words;
}

function make(tag: string, className = '', words = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (words !== '') element.textContent = words;
  return element;
}

/** Characters after which a cell may break over two pages, and an answer leaves its half of the line. */
const LONG_CELL = 400;
const LONG_HALF = 90;
