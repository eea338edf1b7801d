import type { Said } from './said.ts';

/**
 * The language help is wanted in ('urdu speaking counsellor', 'in polish', 'BSL interpreter'), as it is written
 * in the directory. Learning English is a need, not a language wanted. Undefined when none is asked for.
 *
 * @param known languages that some entry of the directory is given in
 */
export function languageIn(text: string, known: readonly string[]): Said<string> | undefined {
  const names = [...new Set([...known, ...COMMON])].filter((name) => name !== 'English');
  const byWritten = new Map(names.map((name) => [name.toLowerCase(), name]));
  const any = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|');
  const asked = new RegExp(
    `\\b(?:(?:in|speaks?|speaking|only)\\s+(${any})\\b|(${any})(?:[\\s-]+(?:speak\\w*|language|interpret\\w*|translat\\w*)))`,
    'giu',
  );
  for (const match of text.matchAll(asked)) {
    const written = (match[1] ?? match[2] ?? '').toLowerCase().replace(/\s+/g, ' ');
    const value = byWritten.get(written);
    if (value !== undefined)
      return {
        value: SAME.get(value) ?? value,
        words: match[0],
        start: match.index,
        end: match.index + match[0].length,
      };
  }
  return undefined;
}

/** Languages widely spoken by families in England (Census 2021), so that asking is understood even where nothing answers yet. */
const COMMON = (
  'Urdu,Punjabi,Panjabi,Mirpuri,Pothwari,Pashto,Bengali,Bangla,Sylheti,Gujarati,Hindi,Tamil,Polish,Slovak,Czech,Romani,Romanian,Hungarian,' +
  'Latvian,Lithuanian,Bulgarian,Albanian,Ukrainian,Russian,Arabic,Kurdish,Farsi,Dari,Tigrinya,Amharic,Somali,Swahili,French,Spanish,' +
  'Portuguese,Italian,German,Greek,Chinese,Cantonese,Mandarin,Vietnamese,Turkish,British Sign Language,BSL,sign language'
).split(',');
const SAME: ReadonlyMap<string, string> = new Map([
  ['Panjabi', 'Punjabi'],
  ['Bangla', 'Bengali'],
  ['BSL', 'British Sign Language'],
  ['sign language', 'British Sign Language'],
]);
