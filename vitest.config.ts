import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Time limits end what hangs, and judge nothing: on a machine that is busy with something else, everything takes
 * ten times as long. What a test expects to come is waited for as long as a browser waits for it.
 */
const PATIENCE = { expect: { poll: { timeout: 60_000 } } };

// The commands that tests start, hundreds of them, need not translate their modules: each has a third of its start left.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('node_modules/.cache/slipway-tests/compiled', import.meta.url),
);

/**
 * Three kinds of tests. `unit` stands beside its modules and needs nothing; `services` talks to real
 * registries, hubs, git servers and containers on this machine; `site` builds sites and opens them
 * in a browser.
 */
export default defineConfig({
  test: {
    // On two cores Vitest would run one file at a time. Most of these wait for other programs, such as a browser or a
    // hub that starts: three of them leave a third of two cores idle.
    maxWorkers: Math.max(4, availableParallelism() - 1),
    reporters: ['default', './tests/support/vitest-summary.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
          // A hundred files that each load the same modules would take longer to load than to run. So a test mocks
          // no modules and leaves nothing changed behind.
          isolate: false,
          testTimeout: 300_000,
          ...PATIENCE,
        },
      },
      {
        test: {
          name: 'services',
          include: ['tests/services/**/*.test.ts'],
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          ...PATIENCE,
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts', 'tests/package/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 900_000,
          ...PATIENCE,
        },
      },
    ],
  },
});
