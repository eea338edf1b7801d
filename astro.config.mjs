import react from '@astrojs/react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import { directoryParts } from './site/build/directory-parts.ts';

/** Where the directory will be served. Only used for addresses that must be whole, such as the sitemap. */
const site = process.env.SITE_URL ?? 'http://localhost:4321';

export default defineConfig({
  site,
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  trailingSlash: 'always',
  integrations: [react(), directoryParts()],
  vite: { plugins: [tailwindcss()] },
  build: { inlineStylesheets: 'auto', concurrency: 8 },
  // Keeps the space between a word and a link on the next line.
  compressHTML: true,
  devToolbar: { enabled: false },
});
