import { useState } from 'react';
import { tagsOf } from './tags.ts';
import type { Piece } from './engines/engine.ts';
import type { Meeting } from './meetings.ts';
import type { Ranked } from './rank.ts';
import { shortlist, toggleKept } from './shortlist.ts';

/** One result: what it is, when it is on, why it is here, who to ring, and a way to keep it. */
export default function ResultCard({ result: { document, why, highlight }, meeting }: ResultCardProps) {
  const [kept, setKept] = useState(() => shortlist().includes(document.id));
  const isHelp = document.kind === 'group' || document.kind === 'service';
  return (
    <li className="card">
      <h3>
        <a href={document.url}>{highlight ? <Marked pieces={highlight.title} /> : document.title}</a>
      </h3>
      <p>{highlight ? <Marked pieces={highlight.summary} /> : document.summary}</p>
      {meeting && (
        <p className={meeting.fits ? 'search-next fits' : 'search-next'}>
          <strong>{meeting.fits ? 'Fits your time:' : 'Next:'}</strong> {meeting.words}
          {meeting.sample && ' (sample)'}
        </p>
      )}
      {why.length > 0 && <p className="search-why">{why.join(' · ')}</p>}
      {document.phone !== undefined && (
        <a className="phone" href={`tel:${document.phone.replaceAll(' ', '')}`}>
          {document.phone}
        </a>
      )}
      <ul className="tags">
        {tagsOf(document, why).map(({ words, kind }) => (
          <li className={`tag ${kind}`} key={words}>
            {words}
          </li>
        ))}
      </ul>
      {isHelp && (
        <button
          className="button quiet search-keep"
          type="button"
          aria-pressed={kept}
          onClick={() => setKept(toggleKept(document.id))}
        >
          {kept ? 'On my list' : 'Keep on my list'}
          <span className="sr-only">: {document.title}</span>
        </button>
      )}
    </li>
  );
}

/** Text with the words that were looked for marked. Always text: never markup from content or visitor. */
function Marked({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : text));
}

type ResultCardProps = { result: Ranked; meeting: Meeting | undefined };
