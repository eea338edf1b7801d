import sanitizeHtml from 'sanitize-html';

/** The most letters of one field that are read at all: more than any real description, less than harm. */
const LONGEST = 50_000;

/**
 * Other people's words as plain words: tags, scripts, styles and control letters are gone, entities are
 * letters, and what was a paragraph or a list item stands on its own line. Words that hide markup in
 * entities are cleaned again until nothing is left of it.
 *
 * @returns undefined when nothing is left
 */
export function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  let text = value.slice(0, LONGEST);
  for (let round = 0; round < 4 && (round === 0 || MARKUP.test(text)); round++) text = withoutMarkup(text);
  text = text
    .replace(MARKUP, ' ')
    .replace(CONTROL, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' ? undefined : text;
}

/** The same on one line, at most `most` letters, cut at a word. */
export function plainLine(value: unknown, most: number): string | undefined {
  const text = plainText(value)?.replace(/\s+/g, ' ');
  return text === undefined ? undefined : shortened(text, most);
}

/** The same as paragraphs of at most `most` letters, cut at sentences where they can be. */
export function plainParagraphs(value: unknown, most = 1200): string[] {
  return (plainText(value) ?? '')
    .split(/\n{2,}/)
    .flatMap((paragraph) => pieces(paragraph.trim(), most))
    .filter(Boolean);
}

/** At most `most` letters, cut at the end of a word, with three dots when something was cut. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[,;:. ]+$/, '')}…`;
}

function withoutMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const spaced = text.replace(/<\/(?:p|div|li|h[1-6]|tr|ul|ol|blockquote)\s*>/gi, '\n\n').replace(/<br\s*\/?>/gi, '\n');
  return decoded(
    sanitizeHtml(spaced, {
      allowedTags: [],
      allowedAttributes: {},
      nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'iframe'],
    }),
  );
}

/** The entities that people's editors write. Numbers that are no letter become nothing. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

function pieces(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const head = text.slice(0, most);
  const end = Math.max(head.lastIndexOf('. '), head.lastIndexOf('\n'), head.lastIndexOf('? '), head.lastIndexOf('! '));
  const at = end > most / 2 ? end + 1 : Math.max(head.lastIndexOf(' '), 1);
  return [text.slice(0, at).trim(), ...pieces(text.slice(at).trim(), most)];
}

/** What the record schemas refuse as markup. */
const MARKUP = /<\/?[a-z!][^<>]*>?/gi;
// control letters are what is to be taken out; a new line stays.
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  pound: '£',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  eacute: 'é',
};
