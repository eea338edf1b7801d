import { addDays, type Moment } from '../../content/model/day.ts';
import { paths } from '../../content/model/paths.ts';
import type { Position } from '../../content/schema/parts/place.ts';
import {
  comingUp,
  daysFrom,
  isOver,
  type Occurrence,
  occurrencesBetween,
  type PartOfDay,
  type Schedule,
} from '../../content/model/schedule.ts';
import { matchesWhen, suits } from '../../content/model/when.ts';
import { milesBetween, milesInWords } from '../search/miles.ts';
import DayList from './DayList.tsx';
import { keepCurrent } from './keep-current.tsx';
import NoDates from './NoDates.tsx';
import { spanInWords } from './session-words.ts';

/** Brings 'What's on' to life: the visitor's own week, and the choices in the form. Nothing chosen leaves the device. */
export function startWhatsOn(form: HTMLFormElement, list: HTMLElement): void {
  const said = form.querySelector('[role="status"]');
  const about = JSON.parse(form.dataset.whatsOn ?? '{}') as About;
  let weeks = 0;
  let near: Near = {};
  let words = '';

  const draw = (schedule: Schedule, now: Moment) => {
    const first = addDays(now.date, weeks * DAYS_SHOWN);
    const last = addDays(first, DAYS_SHOWN - 1);
    const wanted = choices(form);
    const found = occurrencesBetween(schedule, first, last, (session) => suits(schedule, session, wanted))
      .filter((one) => !isOver(one, now) && matchesWhen(one, { parts: wanted.parts }))
      .map((one) => ({ one, miles: milesTo(schedule, one, near) }))
      // Sorting keeps the order of time among equals; those of unknown place come last.
      .sort((a, b) => (near.position ? a.miles - b.miles : 0));
    const miles = new Map(found.map((each) => [each.one, each.miles]));
    words = `${found.length === 1 ? '1 session' : `${found.length} sessions`}, ${spanInWords(first, last)}.${endOf(schedule, now, found.length)}`;
    if (comingUp(schedule, now).length === 0) return <NoDates schedule={schedule} />;
    return (
      <DayList
        schedule={schedule}
        days={daysFrom(
          first,
          DAYS_SHOWN,
          found.map(({ one }) => one),
        )}
        today={now.date}
        awayOf={(one) => {
          const away = miles.get(one) ?? Infinity;
          if (away === IN_YOUR_AREA) return '(in your own hub area)';
          return Number.isFinite(away) ? `(${milesInWords(away).toLowerCase()})` : undefined;
        }}
      />
    );
  };

  keepCurrent(list, draw).then(
    (again) => {
      const earlier = form.querySelector('[data-by="-1"]');
      const show = () => {
        again();
        earlier?.setAttribute('aria-disabled', String(weeks === 0));
        said?.replaceChildren([near.said, words].filter(Boolean).join(' '));
      };
      earlier?.setAttribute('aria-disabled', 'true');
      form.addEventListener('change', show);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        void nearTo(form, about).then((place) => {
          near = place;
          show();
        });
      });
      form.addEventListener('reset', () => {
        near = {};
        weeks = 0;
        setTimeout(show);
      });
      for (const button of form.querySelectorAll<HTMLButtonElement>('[data-by]')) {
        button.addEventListener('click', () => {
          weeks = Math.max(0, weeks + Number(button.dataset.by));
          show();
        });
      }
    },
    () =>
      said?.replaceChildren('We could not fetch the newest dates. What you see is from the day this page was made.'),
  );
}

function choices(form: HTMLFormElement) {
  const data = new FormData(form);
  const given = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const age = given('age');
  const part = given('part') as PartOfDay | undefined;
  return {
    hub: given('hub'),
    need: given('need'),
    age: age === undefined ? undefined : Number(age),
    dropIn: data.has('drop-in'),
    parts: part === undefined ? [] : [part],
  };
}

/** Where the postcode in the form is, and what to say about it. An empty one means nowhere. */
async function nearTo(form: HTMLFormElement, about: About): Promise<Near> {
  const field = form.querySelector<HTMLInputElement>('[name="postcode"]');
  const text = field?.value.trim() ?? '';
  field?.removeAttribute('aria-invalid');
  if (text === '') return {};
  try {
    // Fetched only now: most visitors give no postcode.
    const [{ whereIs }, { answerInWords }] = await Promise.all([
      import('../places/catchment.ts'),
      import('../places/answer-in-words.ts'),
    ]);
    const answer = await whereIs(text);
    const { heading, fault, paragraphs } = answerInWords(answer, { ...about, venues: [], hubsPath: paths.hubs });
    if (fault) {
      field?.setAttribute('aria-invalid', 'true');
      return { said: `${heading}. ${paragraphs.flat().join(' ')}` };
    }
    const position = 'position' in answer ? answer.position : null;
    if (!position) return { said: `${heading}.` };
    return {
      said: `${heading}. Nearest first on each day.`,
      ...(answer.kind === 'hub' && { hub: answer.hub }),
      position: { latitude: position.lat, longitude: position.lng },
    };
  } catch {
    return { said: 'We could not look the postcode up. Choose your area instead.' };
  }
}

/** How far, in miles. A session of the family's own hub whose place is to be confirmed comes before all others. */
function milesTo(schedule: Schedule, { session }: Occurrence, near: Near): number {
  const position = session.venue === undefined ? undefined : schedule.venues[session.venue]?.position;
  if (near.position && position) return milesBetween(near.position, position);
  return near.hub === session.hub ? IN_YOUR_AREA : Infinity;
}

/** Says so when nothing was found because no later date is published at all. */
function endOf(schedule: Schedule, now: Moment, found: number): string {
  return found === 0 && comingUp(schedule, now).length === 0
    ? ' No later dates are published yet. Ring your hub and ask.'
    : '';
}

const DAYS_SHOWN = 7;
const IN_YOUR_AREA = -1;

type About = { hubs: Record<string, { name: string; area: string; path: string }>; hubWord: string; district: string };
type Near = { position?: Position; hub?: string; said?: string };
