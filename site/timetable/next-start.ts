import { clockInWords, dayInWords } from '../../content/model/day.ts';
import { nextSession, nextStart, type Occurrence, type Schedule, startOf } from '../../content/model/schedule.ts';
import { fetchSchedule } from './fetch-schedule.ts';

/**
 * When a practitioner can send a family to a group of a hub: the next session where anybody may drop in, and
 * otherwise the next start, because a course that is under way may take nobody new. Whole dates, which can be
 * copied into a record. None when no date is known.
 */
export function nextStartWords(schedule: Schedule, group: string, hub: string, now: Date): string[] {
  const next = nextSession(schedule, group, now, hub);
  if (!next) return [];
  if (next.session.access.includes('drop-in')) return [inFull(next)];
  const start = nextStart(schedule, group, now, hub);
  if (next.date === startOf(next.session)) return [inFull(next)];
  return [
    start ? inFull(start) : 'Not published yet',
    `Under way, ask if there is room. Next session: ${inFull(next)}`,
  ];
}

/** Keeps every `[data-next-start]` of the page right by the visitor's own day. What the build wrote stays if it cannot. */
export function startNextStarts(root: ParentNode): void {
  const cells = [...root.querySelectorAll<HTMLElement>('[data-next-start]')];
  const made = root.querySelector<HTMLElement>('[data-made]');
  if (cells.length === 0) return;
  fetchSchedule().then(
    (schedule) => {
      const show = () => {
        for (const cell of cells) {
          const { group = '', hub = '' } = cell.dataset;
          const words = nextStartWords(schedule, group, hub, new Date());
          const lines = (words.length > 0 ? words : [NO_DATE]).map((line) => {
            const span = document.createElement('span');
            span.textContent = line;
            return span;
          });
          cell.replaceChildren(...lines);
          cell.dataset.current = 'true';
        }
        if (made) made.hidden = true;
      };
      show();
      setInterval(show, A_MINUTE);
    },
    () => undefined,
  );
}

function inFull({ session, date }: Occurrence): string {
  // The number stays with its month when a narrow column breaks the line.
  return `${dayInWords(date).replace(/ (\S+)$/, '\u00a0$1')}, ${clockInWords(session.start)}`;
}

export const NO_DATE = 'Ask the hub.';
const A_MINUTE = 60_000;
