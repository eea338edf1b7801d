import type { Directory, Help, NeedPage } from './directory.ts';

/** Age bands in whole years, both ends included. */
export const AGE_BANDS = [
  { id: '0-1', words: 'Under 2', from: 0, to: 1 },
  { id: '2-4', words: '2 to 4', from: 2, to: 4 },
  { id: '5-10', words: '5 to 10', from: 5, to: 10 },
  { id: '11-15', words: '11 to 15', from: 11, to: 15 },
  { id: '16-18', words: '16 to 18', from: 16, to: 18 },
  { id: '19-25', words: '19 to 25', from: 19, to: 25 },
] as const;

/** How a gap or a thin spot is found, in the words that stand beside it. The worst comes first. */
export const GAP_RULES = {
  none: 'Nothing local: only national lines, or nothing at all',
  one: 'One local entry only: when it stops, there is nothing',
  referral: 'Local help only by referral: a family cannot begin by itself',
  unconfirmed: 'Nobody has confirmed any of the local help',
  'age-hole': 'Younger and older children are served, and those between are not',
} as const;

/**
 * Which needs are served where and for which ages. Pure. Local help is a group, or a service for a hub
 * area, the district or the region; a national line reaches every area, so counting it would hide every gap.
 * Help without ages is for all ages. Closed entries are not counted.
 */
export function coverage(directory: Directory): Coverage {
  const rows = directory.themes.flatMap((theme) =>
    theme.needs.map((need): CoverageRow => {
      const open = need.help.filter((help) => help.status === 'published');
      const local = open.filter(isLocal);
      const areas = directory.hubs.map((hub): AreaCell => {
        const here = local.filter((help) => help.areas.some((area) => area.id === hub.id));
        return {
          hub: hub.id,
          local: here.length,
          named: here.filter((help) => help.hubs.length > 0).length,
          bands: AGE_BANDS.map((band) => here.filter((help) => serves(help, band)).length),
          gaps: gapsIn(here),
        };
      });
      return {
        need: need.id,
        title: need.title,
        theme: theme.title,
        urgent: need.urgent,
        local: local.length,
        national: open.length - local.length,
        bands: AGE_BANDS.map((band) => local.filter((help) => serves(help, band)).length),
        areas,
      };
    }),
  );
  return { hubs: directory.hubs.map(({ id, area }) => ({ id, area })), rows, gaps: gapList(rows, directory) };
}

/** The table as plain rows: one a need and hub area, with every age band, for a spreadsheet. */
export function coverageTable({ hubs, rows }: Coverage): Record<string, string | number>[] {
  return rows.flatMap((row) =>
    row.areas.map((area) => ({
      need: row.need,
      title: row.title,
      theme: row.theme,
      hub_area: hubs.find(({ id }) => id === area.hub)?.area ?? area.hub,
      local: area.local,
      local_naming_this_area: area.named,
      national: row.national,
      ...Object.fromEntries(AGE_BANDS.map((band, index) => [`ages_${band.id}`, area.bands[index] ?? 0])),
      gaps: area.gaps.map((gap) => GAP_RULES[gap]).join('; '),
    })),
  );
}

/** Everybody who is not reached from the whole country alike. */
export function isLocal(help: Help): boolean {
  return help.kind === 'group' || help.area !== 'national';
}

function serves(help: Help, band: { from: number; to: number }): boolean {
  return (help.minimum_age ?? 0) <= band.to && (help.maximum_age ?? Infinity) >= band.from;
}

function gapsIn(here: Help[]): Gap[] {
  if (here.length === 0) return ['none'];
  const bands = AGE_BANDS.map((band) => here.some((help) => serves(help, band)));
  return [
    ...(here.length === 1 ? (['one'] as const) : []),
    ...(here.every((help) => help.access.every((way) => way === 'referral')) ? (['referral'] as const) : []),
    ...(here.every((help) => help.checked === undefined) ? (['unconfirmed'] as const) : []),
    ...(bands.slice(bands.indexOf(true), bands.lastIndexOf(true)).includes(false) ? (['age-hole'] as const) : []),
  ];
}

function gapList(rows: CoverageRow[], { hubs }: Directory): GapFound[] {
  const order = Object.keys(GAP_RULES) as Gap[];
  return order.flatMap((rule) =>
    rows.flatMap((row) => {
      const areas = row.areas.filter(({ gaps }) => gaps.includes(rule)).map(({ hub }) => hub);
      return areas.length === 0
        ? []
        : [{ rule, need: row.need, title: row.title, areas, everywhere: areas.length === hubs.length }];
    }),
  );
}

export type Gap = keyof typeof GAP_RULES;
export type AreaCell = {
  hub: string;
  local: number;
  /** Those of them that name this area. The others serve all areas, or have not said which. */
  named: number;
  bands: number[];
  gaps: Gap[];
};
export type CoverageRow = Pick<NeedPage, 'title' | 'urgent'> & {
  need: string;
  theme: string;
  /** Local and national entries, in all areas together. */
  local: number;
  national: number;
  /** Local entries for each of AGE_BANDS. */
  bands: number[];
  areas: AreaCell[];
};
export type GapFound = { rule: Gap; need: string; title: string; areas: string[]; everywhere: boolean };
export type Coverage = { hubs: { id: string; area: string }[]; rows: CoverageRow[]; gaps: GapFound[] };
