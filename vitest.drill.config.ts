import { defineConfig } from 'vitest/config';

/** The drills: slow tests of a promise under load or failure, which print their figures. */
export default defineConfig({
  test: {
    include: ['test/drills/**/*.drill.ts'],
    setupFiles: ['test/harness/stripeCalls.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 60_000,
    // One after the other: each wants the machine for itself.
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
