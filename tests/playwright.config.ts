import { defineConfig } from 'playwright/test';

const port = Number(process.env.TEST_PORT ?? 4499);

export default defineConfig({
  testDir: '.',
  testMatch: ['browser/**/*.spec.ts', 'accessibility/**/*.spec.ts'],
  outputDir: '../test-results',
  // A limit for what hangs, not for what is slow.
  timeout: 300_000,
  fullyParallel: true,
  workers: 2,
  // A browser on a loaded machine now and then loses its way; what fails twice is a fault. Playwright names both.
  retries: 1,
  reporter: process.env.CI ? 'dot' : 'line',
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node site/build/serve-command.ts`,
    cwd: new URL('..', import.meta.url).pathname,
    env: { PORT: String(port) },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
