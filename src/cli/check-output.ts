import { formatGithub, formatJson, formatText, summarizeDiagnostics } from '../core/diagnostics/format.ts';
import { standardOutput } from '../io/output/printer.ts';
import type { ManifestCheck } from '../tasks/check/check-manifest.ts';
import type { Format } from './output.ts';

/** Prints what was found to standard output, and below it what to paste into the manifest. */
export function printCheck(
  format: Format,
  { diagnostics, additions, sources }: ManifestCheck,
  file: string,
): void {
  if (format === 'json') {
    standardOutput.printJson(formatJson(diagnostics, additions));
    return;
  }
  const body = format === 'github' ? '' : `${formatText(diagnostics, sources)}\n`;
  if (format === 'github') standardOutput.printCommands(formatGithub(diagnostics));
  const paste = additions === '' ? '' : `These lines in ${file} keep the addresses:\n\n${additions}\n`;
  standardOutput.printText(`${body}${paste}${summarizeDiagnostics(diagnostics)}.`.trimStart());
}
