import { addDays, mondayOf } from '../../content/model/day.ts';
import { daysFrom, occurrencesBetween } from '../../content/model/schedule.ts';
import { keepCurrent } from './keep-current.tsx';
import { weekToShow } from './week-to-show.ts';
import WeekTable from './WeekTable.tsx';

/** Shows a hub's week by the visitor's own day, with buttons to the weeks before and after it. */
export function startHubWeek(part: HTMLElement): void {
  const table = part.querySelector<HTMLElement>('[data-week]');
  const hub = part.dataset.hub;
  if (!table || hub === undefined) return;
  let weeks = 0;

  void keepCurrent(table, (schedule, now) => {
    const monday = addDays(weekToShow(schedule, hub, now), weeks * 7);
    const days = daysFrom(
      monday,
      7,
      occurrencesBetween(schedule, monday, addDays(monday, 6), (one) => one.hub === hub),
    );
    const thisWeek = monday === mondayOf(now.date);
    return <WeekTable schedule={schedule} hub={hub} days={days} {...(thisWeek && { today: now.date })} />;
  }).then(
    (again) => {
      for (const button of part.querySelectorAll<HTMLButtonElement>('[data-by]')) {
        button.addEventListener('click', () => {
          weeks += Number(button.dataset.by);
          again();
          const said = part.querySelector('[role="status"]');
          // The caption is drawn by then: the next frame has it.
          requestAnimationFrame(() => said?.replaceChildren(table.querySelector('caption')?.textContent ?? ''));
        });
      }
    },
    () => undefined,
  );
}
