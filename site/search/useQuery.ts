import { useEffect, useState } from 'react';
import { EMPTY_QUERY, type Query, readFragment, writeFragment } from './query.ts';

/**
 * The search as it stands in the page's own field and in the address. The field is part of the page and
 * works before any of this is here, so what was typed meanwhile is taken over. The address is replaced, not
 * added to, so that Back leaves the page.
 *
 * @param secret true while the words may not be left in the address, such as when they tell of danger
 */
export function useQuery(fieldId: string, secret: boolean): [Query, (next: Query) => void] {
  const [query, setQuery] = useState<Query>(EMPTY_QUERY);

  useEffect(() => {
    const field = document.getElementById(fieldId) as HTMLInputElement | null;
    if (!field) return;
    const fromAddress = () => {
      const asked = readFragment(location.hash);
      field.value = asked.text;
      setQuery(asked);
    };
    const onInput = () => setQuery((now) => (now.text === field.value ? now : { ...now, ...fresh(field.value, now) }));
    const typed = field.value;
    const asked = readFragment(location.hash);
    if (typed === '' && asked.text !== '') field.value = asked.text;
    setQuery({ ...asked, text: field.value });
    field.addEventListener('input', onInput);
    addEventListener('hashchange', fromAddress);
    return () => {
      field.removeEventListener('input', onInput);
      removeEventListener('hashchange', fromAddress);
    };
  }, [fieldId]);

  useEffect(() => {
    if (query === EMPTY_QUERY) return;
    // Browsers refuse many changes of address in a short time, so it waits for a pause.
    const pause = setTimeout(() => {
      const fragment = secret ? '' : writeFragment(query);
      if (fragment !== location.hash.slice(1)) {
        history.replaceState(history.state, '', fragment === '' ? location.pathname : `#${fragment}`);
      }
    }, 400);
    return () => clearTimeout(pause);
  }, [query, secret]);

  return [query, setQuery];
}

/** A field that was emptied starts again; otherwise what was taken away stays away. */
function fresh(text: string, now: Query): Partial<Query> {
  return { text, ignore: text.trim() === '' ? [] : now.ignore };
}
