import { appendFile } from 'node:fs/promises';
import { formatGithub, formatJson, formatText } from '../core/diagnostics/format.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import type { Status } from '../core/health/types.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { renderJobSummary } from '../tasks/night/night-report.ts';

export const FORMATS = ['text', 'json', 'github'] as const;

export type Format = (typeof FORMATS)[number];

/** Prints diagnostics in the format asked for, to standard output. */
export function printDiagnostics(
  format: Format,
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): void {
  if (format === 'json') standardOutput.printJson(formatJson(diagnostics));
  else if (format === 'github') standardOutput.printCommands(formatGithub(diagnostics));
  else if (diagnostics.length > 0) standardOutput.printText(formatText(diagnostics, sources));
}

/** Adds to the summary of a GitHub job where this is one; without it the nightly check still counts. */
export async function writeJobSummary(
  file: string | undefined,
  status: Status,
  notices: readonly string[],
): Promise<void> {
  if (file === undefined) return;
  try {
    await appendFile(file, renderJobSummary(status, notices));
  } catch {
    standardError.printText('The summary of the job could not be written.');
  }
}
