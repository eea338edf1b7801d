import type { APIRoute } from 'astro';
import { isRefused, refusalStatus } from '../../../../asked.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** timetable.csv, timetable.xlsx, template.csv, template.xlsx, and rejected-<report>.csv */
export const GET: APIRoute = async ({ locals, params }) => {
  const { desk, act, person } = locals;
  const { id = '', file = '' } = params;
  const [, what, report, ending] = /^(timetable|template|rejected-([0-9a-f-]{36}))\.(csv|xlsx)$/.exec(file) ?? [];
  if (what === undefined || (ending !== 'csv' && ending !== 'xlsx')) return new Response('Not found', { status: 404 });
  try {
    const body =
      report === undefined
        ? await act.exportSheet(desk, person, id, what === 'timetable' ? 'timetable' : 'template', ending)
        : await act.rejectedAsCsv(desk, person, id, report);
    const name = report === undefined ? `${id}-${file}` : `${id}-rejected.csv`;
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: { 'Content-Type': TYPES[ending], 'Content-Disposition': `attachment; filename="${name}"` },
    });
  } catch (error) {
    if (!isRefused(error)) throw error;
    return new Response(error.message, { status: refusalStatus(error.kind) });
  }
};
