import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveSite } from '../../site/build/serve.ts';

test('a site that was built again while it is served is served whole, with its new parts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'));
  const site = join(folder, 'dist');
  const build = (place: string, part: string) => {
    mkdirSync(join(place, '_astro'), { recursive: true });
    writeFileSync(join(place, 'index.html'), `<link href="/_astro/${part}.css">`);
    writeFileSync(join(place, '_astro', `${part}.css`), part);
  };
  build(site, 'one');
  const { server, address } = await serveSite(site, 4640);
  const words = async (path: string) => (await fetch(new URL(path, address))).text();
  try {
    expect(await words('/_astro/one.css')).toBe('one');
    build(join(folder, 'next'), 'other');
    renameSync(site, join(folder, 'before'));
    renameSync(join(folder, 'next'), site);
    expect(await words('/')).toContain('other.css');
    expect(await words('/_astro/other.css')).toBe('other');
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
