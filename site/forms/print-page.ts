/**
 * Brings the print buttons of a pack or booklet to life. A hub named in the fragment (#hub=north) leaves
 * only that hub's line in 'where to send it'; the fragment never reaches the server.
 */
export function startPrintButtons(): void {
  const hub = new URLSearchParams(location.hash.slice(1)).get('hub');
  const lines = [...document.querySelectorAll<HTMLElement>('[data-paper-destination] [data-hub]')];
  if (hub !== null && lines.some((line) => line.dataset.hub === hub)) {
    for (const line of lines) line.hidden = line.dataset.hub !== hub;
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-keep-hub]')) link.hash = `hub=${hub}`;
  }
  for (const button of document.querySelectorAll('[data-print-page]')) button.addEventListener('click', () => print());
}
