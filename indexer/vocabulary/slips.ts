/**
 * A short phrase as somebody writes it in a hurry: with one letter lost or two changed about in its longest word.
 * Whoever is in danger may type with shaking hands, and in a few words one misspelt word is all there is to go by.
 * The same phrase gives the same slip.
 *
 * @returns no phrase for a long one, whose other words tell enough, or where every word is too short to be read with a slip
 */
export function slipIn(phrase: string): string[] {
  const words = phrase.split(' ');
  const longest = words.reduce((best, word, at) => (word.length > (words[best] ?? '').length ? at : best), 0);
  const word = words[longest] ?? '';
  if (words.length > MOST_WORDS || !FIT_FOR_SLIP.test(word)) return [];
  const number = [...phrase].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  // The first letter and the last are seldom lost.
  const at = 1 + (number % (word.length - 2));
  const [before, here, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
  const slipped = number % 3 === 1 ? before + next + here + after : before + next + after;
  return [words.with(longest, slipped).join(' ')];
}

const MOST_WORDS = 4;
const FIT_FOR_SLIP = /^[a-z]{6,}$/i;
