import { type Answer, nearest, WHY_NOT } from '../../content/model/places.ts';

/** A link, or words, in the order they are read. */
export type Part = string | { words: string; path: string };

/** What a postcode means, ready to be shown: a heading, paragraphs of parts, and choices to press. */
export type InWords = {
  heading: string;
  paragraphs: Part[][];
  choices: { words: string; path: string }[];
  /** True when it was not understood, so that the field can be marked. */
  fault: boolean;
};

/** The hubs and buildings an answer may name. */
export type HubFacts = {
  hubs: Record<string, { name: string; area: string; path: string }>;
  venues: { name: string; hub: string; position: { lat: number; lng: number } }[];
  hubWord: string;
  district: string;
  hubsPath: string;
};

/**
 * Says what a postcode means, in words for a family. The responsible hub area and the nearest building
 * are told apart: a family belongs to an area, whichever building is closer.
 */
export function answerInWords(answer: Answer, facts: HubFacts): InWords {
  const all = Object.values(facts.hubs).map((hub) => ({ words: hub.area, path: hub.path }));
  switch (answer.kind) {
    case 'not-a-postcode':
      return { heading: 'Check the postcode', paragraphs: [[WHY_NOT[answer.why]]], choices: [], fault: true };
    case 'elsewhere':
      return {
        heading: `${answer.postcode} is outside ${facts.district}`,
        paragraphs: [
          ['Your own council has a place like this one. You can still use the helplines here, which are for everyone.'],
        ],
        choices: [],
        fault: false,
      };
    case 'outside': {
      const names = answer.districts.map((district) => district.name).join(' or ');
      const sure = answer.certain && answer.districts.length === 1;
      return {
        heading: `${answer.postcode} is ${sure ? '' : 'probably '}in ${names}`,
        paragraphs: [
          [`That is outside ${facts.district}. Ask ${names} council about its own ${facts.hubWord}s.`],
          ['You can still use the helplines here, which are for everyone.'],
        ],
        choices: [],
        fault: false,
      };
    }
    case 'choose': {
      const why =
        answer.reason === 'partial'
          ? `${answer.postcode} is only the start of a postcode. With all of it we can say which hub is yours.`
          : `We do not know ${answer.postcode} yet. It may be a new home.`;
      const districts = answer.districts.map((district) => district.name);
      return {
        heading:
          answer.hubs.length === 1 ? `Probably ${facts.hubs[answer.hubs[0] ?? '']?.name ?? ''}` : 'It is one of these',
        paragraphs: [
          [why],
          ...(districts.length > 0
            ? [
                [
                  `Some homes near there are in ${districts.join(' or ')}, which ${districts.length > 1 ? 'have their' : 'has its'} own council.`,
                ],
              ]
            : []),
          [answer.hubs.length === 1 ? 'See this area, or ask the hub:' : 'Choose your area, or ask any of these hubs:'],
        ],
        choices: answer.hubs.flatMap((id) => {
          const hub = facts.hubs[id];
          return hub ? [{ words: hub.area, path: hub.path }] : [];
        }),
        fault: false,
      };
    }
    case 'hub': {
      const hub = facts.hubs[answer.hub];
      if (!hub) return { heading: 'Choose your area', paragraphs: [], choices: all, fault: false };
      return {
        heading: hub.name,
        paragraphs: [
          [{ words: `See ${hub.name}`, path: hub.path }],
          [because(answer)],
          ...nearestBuilding(answer, facts),
          ...(answer.corrected ? [[`We read what you typed as ${answer.postcode}.`]] : []),
        ],
        choices: [],
        fault: false,
      };
    }
  }
}

function because(answer: Extract<Answer, { kind: 'hub' }>): string {
  const wards = answer.why.wards.map((ward) => ward.name);
  const where = wards.length > 0 ? ` (${wards.join(', ')})` : '';
  const sure = answer.certain ? 'is in' : 'is probably in';
  if (answer.why.basis === 'sector') {
    return `Why: all the postcodes we know that begin ${answer.why.sector} are in this hub’s area${where}, so ${answer.postcode} ${sure} it.`;
  }
  return `Why: ${answer.postcode} ${sure} this hub’s area${where}.`;
}

function nearestBuilding(answer: Extract<Answer, { kind: 'hub' }>, facts: HubFacts): Part[][] {
  if (!answer.position) return [];
  const [closest] = nearest(facts.venues, answer.position, 1);
  if (!closest) return [];
  const distance = `about ${inMiles(closest.metres)} away`;
  const other = closest.item.hub === answer.hub ? undefined : facts.hubs[closest.item.hub];
  return [
    [
      `Nearest building we can place: ${closest.item.name}, ${distance}.`,
      ...(other
        ? [` It is in another area (${other.area}). You can ask there, but your forms go to your own hub above.`]
        : []),
    ],
  ];
}

/** Metres as miles that people say: one decimal, and never '0 miles'. */
export function inMiles(metres: number): string {
  const miles = metres / 1609.344;
  if (miles < 0.15) return 'a few minutes’ walk';
  return `${miles < 10 ? miles.toFixed(1) : Math.round(miles)} miles`;
}
