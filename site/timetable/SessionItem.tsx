import type { Occurrence, Schedule } from '../../content/model/schedule.ts';
import { sessionWords } from './session-words.ts';

/** One session on one day. A cancelled one says so first, before anybody reads the time. */
export default function SessionItem({ schedule, occurrence, away, area = false }: Props) {
  const words = sessionWords(schedule, occurrence);
  return (
    <li className={words.cancelled === undefined ? 'session' : 'session cancelled'}>
      {words.cancelled !== undefined && (
        <p className="off">
          <strong>Cancelled.</strong> {words.cancelled}
        </p>
      )}
      <p className="times">{words.times}</p>
      <p className="what">
        <a href={words.path}>{words.title}</a>
      </p>
      <p className="where">
        {words.placePath === undefined ? words.place : <a href={words.placePath}>{words.place}</a>}
        {area && `, ${words.area}`}
        {away !== undefined && <span className="away"> {away}</span>}
      </p>
      <p className="facts-line">{words.facts.join(' · ')}</p>
      {words.note !== undefined && <p className="facts-line">{words.note}</p>}
    </li>
  );
}

type Props = {
  schedule: Schedule;
  occurrence: Occurrence;
  /** How far it is, in words. */
  away?: string | undefined;
  /** True where sessions of several hub areas stand together. */
  area?: boolean;
};
