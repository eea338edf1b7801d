import type { ClientDirective } from 'astro';

/**
 * `client:asked` loads an island when a visitor asks for it: something inside the form named by the
 * directive's value gets the focus or a key, or the address already carries a search. Until then not a
 * byte of it is fetched.
 */
const asked: ClientDirective = (load, _options, element) => {
  const start = async () => {
    for (const event of EVENTS) document.removeEventListener(event, onEvent, true);
    const hydrate = await load();
    await hydrate();
  };
  const onEvent = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('[data-asks]')) void start();
  };
  const fragment = location.hash.slice(1);
  if (element.closest('[data-starts-with-fragment]') && fragment.includes('=')) void start();
  else for (const event of EVENTS) document.addEventListener(event, onEvent, true);
};

const EVENTS = ['focusin', 'input', 'pointerdown'];

export default asked;
