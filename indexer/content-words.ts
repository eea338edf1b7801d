/**
 * The words of a text that are worth looking for: small letters, no accents, no apostrophes, without the
 * little words that stand in every sentence. The index and the search page must agree on this, so both ask
 * here. A text with little words only keeps them, because they may be all there is ('us', 'me').
 */
export function contentWords(text: string): string[] {
  const words = allWords(text);
  const telling = words.filter((word) => !LITTLE_WORDS.has(word) && !/^[a-z]$/.test(word));
  return [...new Set(telling.length > 0 ? telling : words)];
}

/** Every word of a text, plain, in order. */
export function allWords(text: string): string[] {
  return (
    text
      .slice(0, LONGEST_READ)
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}+|['’‘`´]/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => word.slice(0, LONGEST_WORD));
}

/**
 * A word without its everyday endings, so that 'classes' meets 'class' and 'swimming' meets 'swim'. Both
 * sides go through it, so the stem need not be a word itself.
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  const cut = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/(?:ing|ed)$/, '');
  const kept = cut.length >= 3 ? cut : word;
  return kept.replace(/([bdfgkmnprt])\1$/, '$1').replace(/e$/, '');
}

/** More than anybody types; the most a pasted page may cost. */
const LONGEST_READ = 1000;
const LONGEST_WORD = 40;

const LITTLE_WORDS: ReadonlySet<string> = new Set(
  (
    'a about after all also am an and any anyone are as at be because been but by can cant could did do does doesnt dont ' +
    'find for from get gets getting give go going got had has have havent having he help helping her him his how i id if ' +
    'ill im in into is isnt it its ive just keep keeps know let like look looking make me mine more most much my need needs ' +
    'no not of off on one or our out over please really she should so some someone something such than that the their them ' +
    'then there theres these they theyre thing things think this those to too up us use used very want wants was we well ' +
    'were what when where which while who why will with wont would you your'
  ).split(' '),
);
