import { paths } from '../../content/model/paths.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { Understanding } from './understanding.ts';

/**
 * Where a search is about: the position to measure from, the responsible hub area and what to say about it.
 * A postcode is looked up on this device, in a table that is fetched only now. Never fails: a place that
 * cannot be found out is simply not used.
 */
export async function whereabouts(place: Understanding['place'], facts: SearchFacts): Promise<Whereabouts> {
  if (place === undefined) return NOWHERE;
  if (place.kind === 'locality') {
    const locality = facts.localities.find(({ id }) => id === place.id);
    if (!locality) return NOWHERE;
    const position = { latitude: locality.latitude, longitude: locality.longitude };
    return { name: locality.name, position, around: position };
  }
  try {
    const [{ catchment, whereIs }, { answerInWords }, { positionOf, readPostcode }] = await Promise.all([
      import('../places/catchment.ts'),
      import('../places/answer-in-words.ts'),
      import('../../content/model/places.ts'),
    ]);
    const answer = await whereIs(place.text);
    if (answer.kind === 'not-a-postcode') return NOWHERE;
    const position = 'position' in answer && answer.position;
    const reading = readPostcode(place.text);
    const outcode =
      reading.kind !== 'not-a-postcode' && positionOf(await catchment(), { kind: 'partial', outcode: reading.outcode });
    const hub = answer.kind === 'hub' ? facts.hubs.find(({ id }) => id === answer.hub) : undefined;
    const said = answerInWords(answer, {
      hubs: Object.fromEntries(facts.hubs.map(({ id, name, area }) => [id, { name, area, path: paths.hub(id) }])),
      venues: [],
      hubWord: facts.hubWord,
      district: facts.district,
      hubsPath: paths.hubs,
    });
    return {
      name: answer.postcode,
      ...(position && { position: { latitude: position.lat, longitude: position.lng } }),
      ...(outcode && { around: { latitude: outcode.lat, longitude: outcode.lng } }),
      ...(hub && { hub: { id: hub.id, name: hub.name } }),
      ...(!hub && { said: { heading: said.heading, choices: said.choices } }),
    };
  } catch {
    return NOWHERE;
  }
}

const NOWHERE: Whereabouts = {};

export type Whereabouts = {
  /** The place as people say it: a postcode or a locality. */
  name?: string;
  position?: { latitude: number; longitude: number };
  /** A rough place that a council's own search server may be told: a neighbourhood, or the middle of an outcode. */
  around?: { latitude: number; longitude: number };
  /** The hub area it certainly or probably lies in. */
  hub?: { id: string; name: string };
  /** What to say when there is no single hub: outside the district, or one of several areas. */
  said?: { heading: string; choices: { words: string; path: string }[] };
};
