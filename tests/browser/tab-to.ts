import type { Page } from 'playwright/test';

/** Presses Tab until the thing is reached, as somebody without a mouse does. */
export async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const at = document.activeElement;
      const label =
        at instanceof HTMLInputElement || at instanceof HTMLSelectElement
          ? (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent)
          : (at?.getAttribute('aria-label') ?? at?.textContent);
      return (label ?? '').trim().replace(/\s+/g, ' ');
    });
    if (typeof name === 'string' ? words === name : name.test(words)) return;
  }
  throw new Error(`Tab never reached ${String(name)}`);
}
