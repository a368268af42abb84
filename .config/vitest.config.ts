import { defineConfig } from 'vitest/config';

const quick = [
  'test/shared/**/*.test.ts',
  'test/renderer/**/*.test.ts',
  'test/main/**/*.test.ts',
  'test/architecture/**/*.test.ts',
  'test/practice/**/*.test.ts',
];
const withDatabase = ['test/server/**/*.test.ts'];
const withFaults = ['test/faults/**/*.test.ts'];
const inBrowser = ['test/journeys/**/*.test.ts'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    reporters: ['default', './test/support/plain-count-reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'quick', include: quick, testTimeout: 30_000, hookTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'database',
          include: withDatabase,
          // Each file has a database of its own and leaves nothing behind; loading the server anew for each takes longer than the tests.
          isolate: false,
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: withFaults,
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: inBrowser,
          globalSetup: ['test/journeys/support/journeys-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
