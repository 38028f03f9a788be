import { defineConfig } from 'vitest/config';
import { leftOut, thisCell } from './server/test/cells.ts';

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'contract/src/**/*.test.ts',
            'server/src/**/*.test.ts',
            'web/*/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.{mjs,ts}',
          ],
          // What searches for a counterexample takes seconds on a starved machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['server/test/**/*.test.ts'],
          exclude: leftOut(thisCell).map((file) => `server/test/${file}`),
          // Its files load the whole server, and share nothing in it that one of them changes.
          isolate: false,
          globalSetup: ['scripts/prepare.mjs', 'server/test/services/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
