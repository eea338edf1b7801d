/**
 * What a word is known by: its stem, and for longer words the stem's first
 * consonants as they sound, so that 'brestfeeding' and 'breastfeeding' meet, and
 * 'depressed' meets 'depression'. Short words stay as they are: 'bed', 'bad' and
 * 'bud' must not meet.
 */
export function keyOf(word: string): string {
  const stem = stemOf(word);
  return stem.length < LONG || !LETTERS.test(stem) ? stem : soundOf(stem).slice(0, 1 + CONSONANTS);
}

/** A shorter key, for two words side by side: fewer letters, so that more pairs meet. */
export function shortKeyOf(key: string): string {
  return key.slice(0, key.startsWith(SOUND) ? 1 + IN_PAIRS : IN_PAIRS);
}

/** A light stem: plurals, -ing, -ed, -ly and a silent e; some irregular words by hand. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  let stem = word;
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (stem.endsWith('sses')) stem = stem.slice(0, -2);
  else if (/[^sui]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.endsWith('ing') && stem.length > 5) stem = withoutDouble(stem.slice(0, -3));
  else if (stem.endsWith('in') && stem.length > 6) stem = withoutDouble(stem.slice(0, -2));
  else if (stem.endsWith('ied')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.endsWith('ed') && stem.length > 4) stem = withoutDouble(stem.slice(0, -2));
  if (stem.endsWith('ly') && stem.length > 5) stem = stem.slice(0, -2);
  return stem.endsWith('e') && stem.length > 3 ? stem.slice(0, -1) : stem;
}

function withoutDouble(stem: string): string {
  return /([^lsz])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** First letter and consonants as they sound, doubles once: 'appointment' is ~apntmnt. */
function soundOf(stem: string): string {
  let sound = stem;
  for (const [written, spoken] of SOUNDS) sound = sound.replace(written, spoken);
  return `${SOUND}${(sound.slice(0, 1) + sound.slice(1).replace(SILENT, '')).replace(DOUBLED, '$1')}`;
}

/** Marks a key that is sounds, so that it never meets a short word. */
const SOUND = '~';
const CONSONANTS = 5;
const IN_PAIRS = 4;
const LONG = 6;
const LETTERS = /^[a-z]+$/;
const SILENT = /[aeiouyhw]+/g;
const DOUBLED = /(.)\1+/g;
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ght/g, 't'],
  [/gh/g, 'g'],
  [/^wh/, 'w'],
  [/^kn/, 'n'],
  [/^ps/, 's'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/z/g, 's'],
  [/x/g, 'ks'],
  [/tion|sion/g, 'shn'],
  [/dg/g, 'j'],
];
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  'children=child childs=child babies=baby babys=baby feet=foot teeth=tooth died=die dying=die dies=die hits=hit hitting=hit cries=cry cried=cry crying=cry does=do'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);
