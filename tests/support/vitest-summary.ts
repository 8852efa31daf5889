import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';

/** What the closing line counts. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The closing line: `N passed, N failed`, and `, N skipped` when any were. */
export function renderSummary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts tests. A file that could not be loaded, a hook that threw and an error outside every test
 * count as one failure each, so that the line never says that all is well when it is not.
 */
export function countTests(
  modules: readonly TestModule[],
  unhandledErrors: readonly SerializedError[],
): Counts {
  let passed = 0;
  let failed = unhandledErrors.length;
  let skipped = 0;
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'failed') failed += 1;
      else skipped += 1;
    }
  }
  return { passed, failed, skipped };
}

/**
 * Vitest reporter whose last line is plain: no colours, nothing else on it. Name it last, after the
 * reporter for people: `reporters: ['default', './tests/support/vitest-summary.ts']`.
 */
export default class SummaryReporter implements Reporter {
  #summary = '';

  onInit(vitest: Vitest): void {
    // Other reporters print at the end of the run, and Vitest itself as it closes: be later than all.
    vitest.onClose(() => this.#print());
    process.once('exit', () => this.#print());
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.#summary = renderSummary(countTests(modules, unhandledErrors));
  }

  #print(): void {
    if (this.#summary === '') return;
    process.stdout.write(`\n${this.#summary}\n`);
    this.#summary = '';
  }
}
