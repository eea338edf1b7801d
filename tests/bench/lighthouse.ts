import lighthouse from 'lighthouse';
import type { Figure } from './figure.ts';

const PAGES = [
  '',
  'help-with/sleep/',
  'help-with/domestic-abuse/',
  'services/childline/',
  'hubs/bradford-west/',
  'search/',
  'groups/cygnet/',
  'find-your-hub/',
  'whats-on/',
  'hubs/bradford-west/timetable/',
  'a-to-z/',
  'urgent/',
  'practitioners/',
  'forms/group-referral/',
  'service-map/',
];

/** Lighthouse's four scores out of 100 (phone, slow network, simulated), for the main kinds of page. */
export async function benchLighthouse(address: string, port: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const page of PAGES) {
    const result = await lighthouse(address + page, { port, logLevel: 'silent', output: 'json' });
    for (const category of Object.values(result?.lhr.categories ?? {})) {
      figures.push({
        name: `/${page} ${category.title}`,
        value: (category.score ?? 0) * 100,
        unit: 'of 100',
        bar: 100,
      });
    }
    const shift = result?.lhr.audits['cumulative-layout-shift']?.numericValue ?? 0;
    figures.push({ name: `/${page} layout shift`, value: shift, unit: '', bar: 0 });
  }
  return figures;
}
