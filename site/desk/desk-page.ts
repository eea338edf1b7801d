/* Small conveniences. Every page works without them. */

/** A second press while the first is on its way would send the same thing twice. */
document.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent === 'yes') event.preventDefault();
  form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

/** What was refused is read out and seen at once. */
document.querySelector<HTMLElement>('[data-refused]')?.focus();

/** A form that was changed and not saved warns before it is left. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keeps]')) {
  let changed = false;
  form.addEventListener('input', () => (changed = true));
  form.addEventListener('submit', () => (changed = false));
  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
}

/** Only what is asked for an event, or for a weekly session, is shown. */
for (const every of document.querySelectorAll<HTMLSelectElement>('select[data-every]')) {
  const show = () => {
    for (const part of document.querySelectorAll<HTMLElement>('[data-recurs]')) part.hidden = every.value === 'once';
  };
  every.addEventListener('change', show);
  show();
}
