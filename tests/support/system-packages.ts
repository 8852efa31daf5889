import { describe, expect, it } from 'vitest';
import { findMissingParts, renderInstallCommand, type SystemPart } from './system-parts.ts';

/**
 * A `describe` whose tests need parts of the system. Where one is absent, the tests are skipped and
 * the name says why; in CI, where everything has to be installed, an absent part is a failure.
 */
export function describeWith(parts: readonly SystemPart[], name: string, run: () => void): void {
  const missing = findMissingParts(parts);
  if (missing.length === 0) {
    describe(name, run);
    return;
  }
  const reason = `needs ${missing.join(', ')}`;
  if (isCi()) {
    describe(name, () => {
      it(reason, () => {
        expect.fail(`In CI nothing may be skipped. Install it: ${renderInstallCommand(missing)}`);
      });
    });
    return;
  }
  describe.skipIf(true)(`${name} (${reason})`, run);
}

/** Whether this run is one in which an absent part is a failure. */
export function isCi(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return environment.CI !== undefined && environment.CI !== '' && environment.CI !== 'false';
}
