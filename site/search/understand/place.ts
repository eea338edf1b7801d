import { findPostcodes } from '../../../content/model/postcode.ts';
import type { Said } from './said.ts';

/**
 * The place a text names: the first postcode or its beginning ('BD5'), or else the longest name of a locality.
 * A name of seven letters or more may have one slip of the finger; shorter ones meet too many everyday words.
 * A name that is also an everyday word counts only after 'in', 'near' and the like. The district's own name
 * is no place to measure from. Undefined when no place is named.
 */
export function placeIn(text: string, localities: readonly Locality[], district?: string): Said<Place> | undefined {
  const postcode = findPostcodes(text)[0];
  if (postcode) {
    const { text: words, start, end } = postcode;
    return { value: { kind: 'postcode', text: words }, words, start, end };
  }
  const words = [...text.matchAll(/[\p{L}\p{M}'’]+/gu)].map(({ 0: written, index }) => ({
    plain: plain(written),
    start: index,
    end: index + written.length,
  }));
  let best: Said<Place> | undefined;
  for (const { id, name, spellings = [] } of localities) {
    for (const written of [name, ...spellings]) {
      if (written === district) continue;
      const wanted = written.split(/[\s-]+/).map(plain);
      for (let at = 0; at + wanted.length <= words.length; at++) {
        const run = words.slice(at, at + wanted.length);
        const exact = run.every(({ plain: word }, index) => word === wanted[index]);
        if (!exact && !run.every(({ plain: word }, index) => nearlySame(word, wanted[index] ?? ''))) continue;
        if (EVERYDAY.has(wanted.join(' ')) && !BEFORE_A_PLACE.has(words[at - 1]?.plain ?? '')) continue;
        const start = run[0]?.start ?? 0;
        const end = run.at(-1)?.end ?? 0;
        const longer = !best || end - start > best.end - best.start;
        if (longer) best = { value: { kind: 'locality', id }, words: text.slice(start, end), start, end };
      }
    }
  }
  return best;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/['’]/g, '');
}

/** The same name, or one letter changed, missing, added or exchanged with its neighbour in a long one. */
function nearlySame(word: string, name: string): boolean {
  if (word === name) return true;
  if (name.length < LONG || Math.abs(word.length - name.length) > 1 || word[0] !== name[0]) return false;
  let from = 0;
  while (from < word.length && word[from] === name[from]) from++;
  let tail = 0;
  while (tail < Math.min(word.length, name.length) - from && word.at(-1 - tail) === name.at(-1 - tail)) tail++;
  const left = word.slice(from, word.length - tail);
  const right = name.slice(from, name.length - tail);
  return (
    left.length + right.length <= (left.length === right.length ? 2 : 1) ||
    (left.length === 2 && left === [...right].reverse().join(''))
  );
}

const LONG = 7;
/** English words that are names of places too; which of them are places here is for the localities to say. */
const EVERYDAY: ReadonlySet<string> = new Set(
  'idle,harden,rose,town,mountain,bowling,owlet,lees,university,bank top,cross roads,crossroads,guard house,guardhouse,canterbury,bolton,woodside,marley,stockbridge,fairweather,toller,green gates,oak lane,sandy lane,wide,moor,grange,bank,hill,park,station,market,bridge,ford,well,wells,bath,reading,sale,ash,deal,wash,nelson,colne,battle,rugby,barking,tongue,tong,wyke,hope,street'.split(
    ',',
  ),
);
const BEFORE_A_PLACE: ReadonlySet<string> = new Set('in,near,around,from,by,live,living,round,nr'.split(','));

type Locality = { id: string; name: string; spellings?: readonly string[] };
export type Place = { kind: 'postcode'; text: string } | { kind: 'locality'; id: string };
