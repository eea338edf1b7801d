import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'playwright/test';

test('the feed answers at the standard’s own addresses, as JSON, to any other site', async ({ request }) => {
  for (const path of ['/openreferral/', '/openreferral/services', '/openreferral/taxonomy_terms']) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['content-type'], path).toContain('application/json');
    expect(answer.headers()['access-control-allow-origin'], path).toBe('*');
  }
  const list = (await (await request.get('/openreferral/services')).json()) as {
    contents: { id: string; name: string }[];
  };
  const [first] = list.contents;
  const one = (await (await request.get(`/openreferral/services/${first?.id}`)).json()) as { name: string };
  expect(one.name).toBe(first?.name);
  expect((await request.get('/')).headers()['access-control-allow-origin']).toBeUndefined();
});

test('the feed answers questions with pages of the very list that it publishes', async ({ request }) => {
  const file = await (await request.get('/openreferral/services.json')).text();
  expect(await (await request.get('/openreferral/services')).text()).toBe(file);
  const all = (JSON.parse(file) as { contents: unknown[] }).contents;
  const asked = (await (await request.get('/openreferral/services?page=2&per_page=20')).json()) as {
    total_items: number;
    contents: unknown[];
  };
  expect(asked).toMatchObject({ total_items: all.length, contents: all.slice(20, 40) });
  expect((await request.get('/openreferral/services?page=none')).status()).toBe(400);
});

test('every page in the sitemap is there', async ({ request }) => {
  const xml = await (await request.get('/sitemap.xml')).text();
  const pages = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => new URL(address).pathname);
  expect(pages.length).toBeGreaterThan(100);
  const missing: string[] = [];
  for (const page of pages) if ((await request.head(page)).status() !== 200) missing.push(page);
  expect(missing).toEqual([]);
});

test('a service’s page carries structured data that is right JSON', async ({ page, request }) => {
  const list = (await (await request.get('/data/changes.json')).json()) as {
    entries: Record<string, { path: string; name: string }>;
  };
  const entry = Object.values(list.entries).find(({ path }) => path.startsWith('/services/'));
  await page.goto(entry?.path ?? '');
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as Record<
    string,
    unknown
  >;
  expect(data).toMatchObject({ '@context': 'https://schema.org', '@type': 'Service', name: entry?.name });
});

for (const path of ['/service-map/', '/data/']) {
  test(`${path} has no accessibility fault, and no sideways scroll at 320 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
}

test('every table that the data page names can be taken away', async ({ page, request }) => {
  await page.goto('/data/');
  const links = await page
    .locator('main a[href^="/data/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThan(8);
  for (const link of links) expect((await request.get(link)).status(), link).toBe(200);
});
