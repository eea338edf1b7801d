/**
 * Warns before words that were typed are lost. The button that leaves at once is never held up: it hides
 * the page before it goes, and somebody may be in danger.
 *
 * @param clear empties the form, for when the browser brings a left page back from memory
 */
export function guardLeaving(clear: () => void): { set: (changed: boolean) => void; changed: () => boolean } {
  let changed = false;
  const warn = (event: BeforeUnloadEvent) => {
    if (document.body.hidden) return;
    event.preventDefault();
  };
  addEventListener('pageshow', (event) => {
    if (event.persisted) clear();
  });
  return {
    set(now) {
      if (now !== changed) (now ? addEventListener : removeEventListener)('beforeunload', warn);
      changed = now;
    },
    changed: () => changed,
  };
}
