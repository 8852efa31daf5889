import type { Status } from '../core/health/types.ts';
import { writeWhole } from '../io/files/write-whole.ts';
import { standardError } from '../io/output/printer.ts';
import { describeNight, isNightBad } from '../tasks/night/night-report.ts';
import type { FinishOptions } from './finish-options.ts';
import { keepIssues } from './nightly-issues.ts';
import type { NightManifest } from './nightly-manifest.ts';
import { printDiagnostics, printSummary, writeJobSummary } from './nightly-output.ts';

/** Writes the status and tells what the night found. @returns 1 where `--fail-on` is met, else 0 */
export async function finishNight(
  options: Omit<FinishOptions, 'previous'>,
  { catalog, diagnostics, positionOf, sources }: NightManifest,
  status: Status,
  told: readonly string[],
): Promise<0 | 1> {
  const { format, outFile, failOn } = options;
  await writeWhole(outFile, `${JSON.stringify(status, null, 1)}\n`);
  const notices = [...told, ...(options.issues ? await keepIssues(catalog, status) : [])];
  for (const notice of notices) standardError.printText(notice);
  printDiagnostics(format, [...diagnostics, ...describeNight(status, positionOf)], sources);
  printSummary(format, status);
  await writeJobSummary(process.env.GITHUB_STEP_SUMMARY, status, notices);
  return failOn !== undefined && isNightBad(status, failOn) ? 1 : 0;
}
