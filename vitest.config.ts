import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests. `unit` stands beside its modules and needs nothing; `services` talks to real
 * registries, hubs, git servers and containers on this machine; `site` builds sites and opens them
 * in a browser.
 */
export default defineConfig({
  test: {
    // On two cores Vitest would run one file at a time; most of these wait for other programs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './tests/support/vitest-summary.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
          // Property tests take a second each, and ten on a machine that is busy with something else.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'services',
          include: ['tests/services/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
