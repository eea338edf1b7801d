import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Desk } from '../desk.ts';
import { allow, type Person } from '../people/roles.ts';
import { Refused } from '../refused.ts';
import { sentence } from '../sentence.ts';
import { type ReadSheet, type RejectedRow, readRows } from '../sheets/rows.ts';
import { readSheetFile, refused } from '../sheets/sheet-file.ts';
import { asCsv, asWorkbook, sheetRows } from '../sheets/write-sheet.ts';
import type { Fields } from '../store/merge.ts';
import { replaceSafely } from '../../../content/safe-file.ts';
import { sayings } from '../timetables/changes.ts';
import { checkTimetable } from '../timetables/check.ts';
import { asEvent, newSessionId, putSession, sessionsIn } from '../timetables/edits.ts';
import { choicesFor } from '../timetables/session-form.ts';
import { hubsOf, openTimetable, RIGHT_ID, saveEdit } from './timetables.ts';

/**
 * Takes a spreadsheet into a timetable. Rows that are right wait to be published like any other edit; rows
 * that are not are kept with their reasons, to be mended and sent again. Sessions that the sheet does not
 * name stay as they are.
 *
 * @param bytes the file, or undefined when it is more than the server reads
 * @returns the report's id
 */
export async function importSheet(
  desk: Desk,
  person: Person | undefined,
  id: string,
  bytes: Uint8Array | undefined,
  name: string,
): Promise<{ report: string }> {
  const { published, draft } = await openTimetable(desk, person, id);
  allow(person, 'change a timetable', hubsOf(draft));
  const { record } = draft;
  const term = { hub: String(record.hub), from: String(record.from), to: String(record.to) };
  const sheet = readRows(await readSheetFile(bytes, name), published.records, term, desk.today());
  const say = sayings(published.records);
  const { taken, rejected } = sift(sheet, record, (next) => checkTimetable(published, id, next));

  if (taken.length > 0) {
    await saveEdit(desk, person, id, {
      seen: draft.revision,
      words: `Took in ${taken.length} row(s) of a spreadsheet`,
      change: (now) => taken.reduce((next, { session }) => putSession(next, session), now),
    });
  }
  const report = randomUUID();
  const byId = (of: Fields) => new Map(sessionsIn(of).map((session) => [session.id, session]));
  const before = byId(record);
  const after = byId(taken.reduce((now, { session }) => putSession(now, session), record));
  const saved: ImportReport = {
    timetable: id,
    by: person.name,
    at: new Date().toISOString(),
    headings: sheet.headings,
    taken: taken.map(({ row, session }) => ({
      row,
      title: say.title(session),
      when: say.when(session),
      isNew: !before.has(session.id),
      asItWas: isDeepStrictEqual(before.get(session.id), after.get(session.id)),
    })),
    rejected: rejected.sort((a, b) => a.row - b.row),
    unused: sheet.unused,
  };
  await replaceSafely(reportPath(desk, report), JSON.stringify(saved));
  return { report };
}

/** What became of an upload. */
export async function openReport(
  desk: Desk,
  person: Person | undefined,
  id: string,
  report: string,
): Promise<ImportReport> {
  await openTimetable(desk, person, id);
  if (!/^[0-9a-f-]{36}$/.test(report)) throw new Refused('not-found', 'There is no such report.');
  const text = await readFile(reportPath(desk, report), 'utf8').catch(() => undefined);
  const saved = text === undefined ? undefined : (JSON.parse(text) as ImportReport);
  if (saved?.timetable !== id) throw new Refused('not-found', 'There is no such report.');
  return saved;
}

/** The rejected rows as a spreadsheet, with the reasons in a last column, to mend and send again. */
export async function rejectedAsCsv(
  desk: Desk,
  person: Person | undefined,
  id: string,
  report: string,
): Promise<string> {
  const { headings, rejected } = await openReport(desk, person, id, report);
  return asCsv([
    [...headings, 'Why it was not taken'],
    ...rejected.map(({ cells, reasons }) => [...headings.map((_, index) => cells[index] ?? ''), reasons.join('; ')]),
  ]);
}

/** A timetable, or the empty template, as a spreadsheet. */
export async function exportSheet(
  desk: Desk,
  person: Person | undefined,
  id: string,
  what: 'timetable' | 'template',
  ending: 'csv' | 'xlsx',
): Promise<Buffer> {
  const { published, draft, hub } = await openTimetable(desk, person, id);
  const choices = choicesFor(published.records, hub);
  const rows = sheetRows(what === 'timetable' ? sessionsIn(draft.record) : [], choices);
  return ending === 'csv' ? Buffer.from(asCsv(rows)) : asWorkbook(rows, choices);
}

/** Gives each row its session's id, and turns away what the timetable's rules refuse. */
function sift(
  sheet: ReadSheet,
  record: Fields,
  check: (next: Fields) => ReturnType<typeof checkTimetable>,
): { taken: Taken[]; rejected: RejectedRow[] } {
  const rejected = [...sheet.rejected];
  let taken: Taken[] = [];
  const firstRow = new Map<string, number>();
  const all = [...sessionsIn(record)];
  for (const { row, cells, session } of sheet.rows) {
    const key = [session.group, session.day, session.start, session.from, session.venue, session.room].join('|');
    const first = firstRow.get(key);
    if (first !== undefined) {
      rejected.push({ row, cells, reasons: [`is the same session as row ${first}`] });
      continue;
    }
    firstRow.set(key, row);
    const known = sessionsIn(record).find((one) => one.id === session.id);
    if (session.id !== undefined && (!known || !RIGHT_ID.test(String(session.id)))) {
      rejected.push({
        row,
        cells,
        reasons: [
          `there is no session with the id "${String(session.id)}" in this timetable. Leave the id empty for a new session`,
        ],
      });
      continue;
    }
    const same =
      known ??
      sessionsIn(record).find(
        (one) =>
          one.group === session.group &&
          one.day === session.day &&
          one.start === session.start &&
          (sheet.columns.has('from') ? one.from === session.from : one.every !== 'once') &&
          !taken.some((other) => other.session.id === one.id),
      );
    const id = same ? String(same.id) : newSessionId(all, String(session.group), String(session.day));
    const whole = asEvent({ ...session, ...unsaid(same, sheet.columns), id });
    all.push(whole);
    taken.push({ row, cells, session: whole });
  }
  // A row that is turned away may free the room for another, so look again until nothing more is found.
  for (let round = 0; round < 10; round++) {
    const next = taken.reduce((now, { session }) => putSession(now, session), record);
    const ids = sessionsIn(next).map((session) => session.id);
    const reasons = new Map<unknown, string[]>();
    for (const problem of check(next).problems) {
      const index = /^sessions\.(\d+)/.exec(problem.field)?.[1];
      if (index === undefined) continue;
      const session = ids[Number(index)];
      reasons.set(session, [...(reasons.get(session) ?? []), sentence(`${problem.what}. ${sentence(problem.mend)}`)]);
    }
    const turned = taken.filter(({ session }) => reasons.has(session.id));
    if (turned.length === 0) break;
    rejected.push(...turned.map(({ row, cells, session }) => ({ row, cells, reasons: reasons.get(session.id) ?? [] })));
    taken = taken.filter(({ session }) => !reasons.has(session.id));
  }
  if (sheet.rows.length + sheet.rejected.length === 0) throw refused('There is no row under the headings.');
  return { taken, rejected };
}

/** What a session has and the sheet has no column for: a sheet of groups, days and times empties no rooms. */
function unsaid(session: Fields | undefined, columns: ReadonlySet<string>): Fields {
  const told = (key: string) => columns.has(key) || ((key === 'start' || key === 'end') && columns.has('times'));
  return Object.fromEntries(Object.entries(session ?? {}).filter(([key]) => !told(key)));
}

function reportPath(desk: Desk, report: string): string {
  return join(desk.folder.imports, `${report}.json`);
}

type Taken = { row: number; cells: string[]; session: Fields };
export type ImportReport = {
  timetable: string;
  by: string;
  at: string;
  headings: string[];
  taken: { row: number; title: string; when: string; isNew: boolean; asItWas: boolean }[];
  rejected: RejectedRow[];
  unused: string[];
};
