import type { Moment } from '../../content/model/day.ts';
import { comingUp, type Occurrence, whenInWords } from '../../content/model/schedule.ts';
import { matchesWhen, suits, type When } from '../../content/model/when.ts';
import type { Catalogue } from '../../indexer/catalogue.ts';
import type { SearchSession } from '../../indexer/catalogue-sessions.ts';
import type { SearchDocument } from '../../indexer/documents.ts';

/**
 * When a found group meets next, worked out here and now from the built dates, so that no result lies as days
 * pass. A time that was asked for comes before a sooner one, and the family's own hub area before others.
 * Undefined for what has no published session that suits: a service, or a group whose dates are never published.
 */
export function openMeetings({ sessions, facts }: Pick<Catalogue, 'sessions' | 'facts'>): MeetingOf {
  const byGroup = new Map<string, SearchSession[]>();
  for (const session of sessions) byGroup.set(session.group, [...(byGroup.get(session.group) ?? []), session]);
  const areas = new Map(facts.hubs.map(({ id, area }) => [id, area]));

  return (document, asked, now) => {
    const own = document.kind === 'group' && !document.closed && byGroup.get(document.id.slice('group/'.length));
    if (!own) return undefined;
    const soon = comingUp({ sessions: own }, now, (session) => suitsFamily(session, asked));
    const { when } = asked;
    const fitting =
      when &&
      nearest(
        soon.filter((one) => matchesWhen(one, when)),
        asked.hub,
      );
    const next = fitting ?? nearest(soon, asked.hub);
    if (!next) return undefined;
    const area = areas.size > 1 ? areas.get(next.session.hub) : undefined;
    return {
      words: [whenInWords(next, now), area].filter((part) => part !== undefined).join(', '),
      fits: fitting !== undefined,
      sample: next.session.sample,
    };
  };
}

function suitsFamily(session: SearchSession, { ages, only, dropIn }: MeetingAsked): boolean {
  const fits = (age?: number) => suits({ groups: {} }, session, { age, dropIn, hub: only });
  return ages === undefined ? fits() : yearsOf(ages).some(fits);
}

function yearsOf({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: Math.min(to - from, MOST_YEARS) + 1 }, (_, year) => from + year);
}

/** The soonest, in the family's own hub area if there is one. */
function nearest(soon: Occurrence<SearchSession>[], hub: string | undefined): Occurrence<SearchSession> | undefined {
  return soon.find(({ session }) => session.hub === hub) ?? soon[0];
}

/** No ages that somebody writes are further apart. */
const MOST_YEARS = 100;

export type MeetingAsked = {
  when?: When;
  ages?: { from: number; to: number };
  /** The hub area the family is in. */
  hub?: string;
  /** The only hub area that was asked for. */
  only?: string;
  /** True when only what needs no booking was asked for. */
  dropIn?: boolean;
};

/** `fits` is true when it is at the time that was asked for. A sample is no real session. */
export type Meeting = { words: string; fits: boolean; sample: boolean };
export type MeetingOf = (document: SearchDocument, asked: MeetingAsked, now: Moment) => Meeting | undefined;
