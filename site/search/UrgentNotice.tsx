import { paths } from '../../content/model/paths.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { Understanding } from './understanding.ts';
import { linesFor } from './urgent-lines.ts';

/**
 * When the words tell of danger, who to ring stands above everything, calmly. When they only might, it is
 * one quiet line.
 */
export default function UrgentNotice({ urgent, facts, safetyLine }: UrgentNoticeProps) {
  if (urgent.tier === 'none') return null;
  if (urgent.tier === 'quiet') {
    return (
      <p className="search-safety">
        <a href={paths.urgent}>{safetyLine}</a>
      </p>
    );
  }
  return (
    <section className="urgent-box search-urgent" aria-labelledby="search-urgent">
      <h2 id="search-urgent">You can ring someone now</h2>
      <p>You do not have to be sure. You can ask what to do, and it is never too late to ask.</p>
      <ul className="search-lines">
        {linesFor(urgent, facts).map((line) => (
          <li key={line.id}>
            <h3>{line.title}</h3>
            <p>{line.when}</p>
            {line.contact.phone !== undefined && (
              <a className="phone" href={`tel:${line.contact.phone.replaceAll(' ', '')}`}>
                {line.contact.phone}
              </a>
            )}
            {line.contact.hours !== undefined && <p>{line.contact.hours}</p>}
            {line.contact.chat !== undefined && line.contact.website !== undefined && (
              <p>
                <a href={line.contact.website} rel="noreferrer">
                  {line.contact.chat}
                </a>
              </p>
            )}
            {line.contact.checked === undefined && (
              <p>
                <span className="tag note">To be confirmed</span>
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.urgent}>All urgent help</a>
      </p>
    </section>
  );
}

type UrgentNoticeProps = { urgent: Understanding['urgent']; facts: SearchFacts; safetyLine: string };
