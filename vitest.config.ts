import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/drills/**'],
    setupFiles: ['test/harness/stripeCalls.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Machines are noisy: a deadline may be missed once. What fails twice has found something.
    retry: 1,
  },
});
