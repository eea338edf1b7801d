import type { Browser } from 'playwright';
import type { Figure } from './figure.ts';

const TYPED = [
  'my baby will not sleep',
  'we cannot pay the gas bill',
  'he frightens me',
  'swimming for disabled children',
  'cygnet',
  'speech therapy keighley',
  'teenager smoking weed',
  'free things to do bd5 with a 3 year old',
];

/**
 * Milliseconds from a key to results that show, on a processor slowed four times, once the index has
 * loaded; beside the same key in a plain text box, which is the least any page could take.
 */
export async function benchSearch(browser: Browser, address: string): Promise<Figure[]> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`${address}search/`);
  const box = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
  await box.fill('warm up');
  await page.waitForTimeout(3000);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });

  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (const words of TYPED) {
      await box.fill('');
      await page.waitForTimeout(400);
      times.push(
        await page.evaluate(
          ({ typed, wait }) =>
            new Promise<number>((resolve) => {
              const input = document.querySelector<HTMLInputElement>('main input');
              if (!input) throw new Error('no search box');
              const shown = () => document.querySelector('.search-results')?.textContent ?? '';
              const before = shown();
              const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
              set?.call(input, typed);
              const started = performance.now();
              input.dispatchEvent(new Event('input', { bubbles: true }));
              const look = () => {
                if (shown() !== before && shown() !== '') resolve(performance.now() - started);
                else if (performance.now() - started > wait) resolve(wait);
                else requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            }),
          { typed: words, wait: 5000 },
        ),
      );
    }
  }
  const frame = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const at = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - at)));
      }),
  );
  await page.close();
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return [
    { name: 'key to results, p50, 4 x slower processor', value: at(0.5), unit: 'ms', baseline: frame },
    { name: 'key to results, p95, 4 x slower processor', value: at(0.95), unit: 'ms', bar: 100, baseline: frame },
  ];
}
