import PDFDocument from 'pdfkit';

/**
 * pdfkit, wrapped once: a tagged A4 document whose form fields have names that are read out and a place
 * in the tag tree. pdfkit's own form calls can do neither, so the field dictionaries are written here
 * (ISO 32000-1, 12.7 and 14.8).
 */
export function openDocument(title: string, author: string, day: string): Fillable {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: author, CreationDate: new Date(`${day}T12:00:00Z`) },
  });
  doc.font('Helvetica');
  doc.initForm();
  const root = doc.struct('Document');
  doc.addStructure(root);
  return { doc, root, names: new Map() };
}

/** A box to type in, in points from the top left of the page. `label` is what a screen reader says. */
export function textBox(
  fillable: Fillable,
  parent: Tag,
  at: Box,
  label: string,
  name: string,
  multiline: boolean,
): void {
  const size = multiline ? 9 : 10;
  addField(fillable, parent, at, {
    FT: 'Tx',
    T: fieldName(fillable, name),
    TU: words(label),
    DA: words(`/F1 ${size} Tf 0 g`),
    ...(multiline ? { Ff: MULTILINE } : {}),
  });
}

/** A box to tick. */
export function tickBox(fillable: Fillable, parent: Tag, at: Box, label: string, name: string): void {
  const { doc } = fillable;
  const drawn = (marks: string) => {
    const form = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, at.width, at.height], Resources: {} });
    form.end(Buffer.from(`q ${marks} Q`));
    return form;
  };
  const tick = `1.4 w ${at.width * 0.22} ${at.height * 0.5} m ${at.width * 0.42} ${at.height * 0.25} l ${at.width * 0.8} ${at.height * 0.78} l S`;
  addField(fillable, parent, at, {
    FT: 'Btn',
    T: fieldName(fillable, name),
    TU: words(label),
    V: 'Off',
    AS: 'Off',
    DA: words('/ZaDb 0 Tf 0 g'),
    AP: { N: { Yes: drawn(tick), Off: drawn('') } },
  });
}

/** The finished file. */
export function bytesOf({ doc }: Fillable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
    doc.end();
  });
}

function addField({ doc }: Fillable, parent: Tag, at: Box, dictionary: Record<string, unknown>): void {
  // Drawn on the page as well, so that the box is there whatever the reader makes of the field.
  doc.markContent('Artifact', { type: 'Layout' });
  doc.rect(at.x, at.y, at.width, at.height).lineWidth(0.6).strokeColor('#444444').stroke().strokeColor('black');
  doc.endMarkedContent();
  const tag = doc.struct('Form');
  parent.add(tag);
  const inner = doc as unknown as Inner;
  inner.annotate(at.x, at.y, at.width, at.height, {
    Subtype: 'Widget',
    F: PRINTED,
    structParent: tag,
    ...dictionary,
  });
  tag.end();
  const widget = inner.page.annotations.at(-1);
  if (widget) inner._root.data.AcroForm.data.Fields.push(widget);
}

/** Two fields of one name would fill each other in, so a second one is numbered. */
function fieldName({ names }: Fillable, given: string): object {
  // A full stop would make a field inside a field.
  const name = given.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 80);
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return words(count === 1 ? name : `${name}_${count}`);
}

/** pdfkit writes a String object as PDF text and a plain string as a PDF name. */
function words(text: string): object {
  return Object(text) as object;
}

const PRINTED = 4;
const MULTILINE = 1 << 12;

export type Fillable = { doc: PDFKit.PDFDocument; root: Tag; names: Map<string, number> };
export type Tag = ReturnType<PDFKit.PDFDocument['struct']>;
export type Box = { x: number; y: number; width: number; height: number };

/** What pdfkit has and its types do not say. */
type Inner = {
  annotate: (x: number, y: number, width: number, height: number, options: Record<string, unknown>) => void;
  page: { annotations: unknown[] };
  _root: { data: { AcroForm: { data: { Fields: unknown[] } } } };
};
