import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/unit/**/*.test.ts', 'tests/relevance/**/*.test.ts'],
    // A limit for what hangs, not for what is slow.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['dot'],
  },
});
