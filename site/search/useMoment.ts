import { useEffect, useState } from 'react';
import { momentIn, type Moment } from '../../content/model/day.ts';

/** The day and the minute in the United Kingdom, kept up: a page left open overnight must not call yesterday today. */
export function useMoment(): Moment {
  const [moment, setMoment] = useState(() => momentIn(new Date()));
  useEffect(() => {
    const look = () =>
      setMoment((last) => {
        const now = momentIn(new Date());
        return now.date === last.date && now.time === last.time ? last : now;
      });
    const minutes = setInterval(look, A_MINUTE);
    // A phone stops the clocks of a page that is out of sight.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(minutes);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return moment;
}

const A_MINUTE = 60_000;
