import type { Schedule, ScheduledSession } from '../content/model/schedule.ts';

/**
 * What the search needs of the schedule: which group meets when, from the day of the build on. Cancelled dates,
 * places and notes are left to the timetable's own pages. It comes from the schedule alone, so a group whose
 * dates are never published and a confidential venue cannot be in it.
 */
export function packSessions({ made, sessions }: Schedule): PackedSession[] {
  return sessions.flatMap(({ hub, group, start, end, minimum_age, maximum_age, access, sample, dates, cancelled }) => {
    const off = new Set(cancelled.map(({ date }) => date));
    const ahead = dates.filter((date) => date >= made && !off.has(date));
    if (ahead.length === 0) return [];
    return {
      ...{ hub, group, start, end, access, dates: ahead },
      ...(minimum_age !== undefined && { minimum_age }),
      ...(maximum_age !== undefined && { maximum_age }),
      ...(sample && { sample }),
    };
  });
}

/** Sessions as the questions of the schedule want them: each with a name of its own. */
export function unpackSessions(packed: readonly PackedSession[]): SearchSession[] {
  return packed.map((session, at) => ({ sample: false, ...session, id: String(at), cancelled: [] }));
}

/** A session as the search knows it. Its dates are those that are not cancelled. */
export type SearchSession = Pick<
  ScheduledSession,
  'id' | 'hub' | 'group' | 'start' | 'end' | 'minimum_age' | 'maximum_age' | 'access' | 'sample' | 'dates' | 'cancelled'
>;

export type PackedSession = Omit<SearchSession, 'id' | 'cancelled' | 'sample'> & { sample?: boolean };
