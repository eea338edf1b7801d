import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import react from '@astrojs/react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, sessionDrivers } from 'astro/config';

/** Whole paths: from here, and not from where the command was started. */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Behind a proxy that does the HTTPS, SITE_URL tells the desk its own name, so that its forms know their origin. */
const outside = process.env.SITE_URL ? new URL(process.env.SITE_URL) : undefined;

export default defineConfig({
  root: at('.'),
  srcDir: at('.'),
  publicDir: at('none'),
  outDir: process.env.DESK_DIST ?? at('../../dist-desk'),
  base: '/desk',
  output: 'server',
  integrations: [react()],
  adapter: node({ mode: 'middleware', bodySizeLimit: 4 * 1024 * 1024 }),
  trailingSlash: 'ignore',
  security: {
    checkOrigin: true,
    allowedDomains: outside ? [{ protocol: outside.protocol.replace(':', ''), hostname: outside.hostname }] : [],
  },
  vite: { plugins: [tailwindcss()], cacheDir: at('../../.cache/vite-desk'), build: { assetsInlineLimit: 0 } },
  build: { inlineStylesheets: 'never' },
  session: { driver: sessionDrivers.memory() },
  compressHTML: true,
  devToolbar: { enabled: false },
});
