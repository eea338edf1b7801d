import * as dates from './dates.ts';
import * as entries from './entries.ts';
import * as home from './home.ts';
import * as publishing from './publishing.ts';
import * as sessions from './sessions.ts';
import * as sheets from './sheets.ts';
import * as terms from './terms.ts';
import * as timetables from './timetables.ts';
import * as words from './words.ts';

/** Every action of the desk, by name. Each says itself who may do it. */
export const actions = {
  ...home,
  ...dates,
  ...sheets,
  ...terms,
  ...timetables,
  ...sessions,
  ...publishing,
  ...entries,
  ...words,
};

export type Actions = typeof actions;
