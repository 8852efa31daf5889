/**
 * Installs what the tests need of the system, before the tests (`pretest`). Says nothing and does
 * nothing where everything is there. Where it may not install, it prints the command and continues:
 * the tests then skip what they cannot do.
 */
import { installParts } from '../tests/support/install-parts.ts';
import {
  findMissingParts,
  renderInstallCommand,
  SYSTEM_PARTS,
  type SystemPart,
} from '../tests/support/system-parts.ts';

const missing = findMissingParts();
if (missing.length > 0) {
  const outcome = installParts(missing);
  const stillMissing = findMissingParts(missing);
  if (stillMissing.length > 0) reportMissing(outcome.reason, stillMissing);
}

function reportMissing(reason: string, parts: readonly SystemPart[]): void {
  console.error(`The tests need packages that are not installed, and ${reason}.`);
  console.error(`As root on Debian 12: ${renderInstallCommand(parts)}`);
  console.error('Without them, these are skipped (in CI: fail):');
  for (const part of parts) console.error(`  ${part}: ${SYSTEM_PARTS[part].purpose}`);
  if (process.env.CI) process.exitCode = 1;
}
