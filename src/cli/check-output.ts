import { formatGithub, formatJson, formatText, summarizeDiagnostics } from '../core/diagnostics/format.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { standardOutput } from '../io/output/printer.ts';
import type { CheckOptions } from './check-options.ts';

/**
 * Prints what was found to standard output, and below it what to paste into the manifest.
 *
 * @param additions YAML; empty where there is nothing to paste
 */
export function printCheck(
  format: CheckOptions['format'],
  diagnostics: readonly Diagnostic[],
  additions: string,
  [file, text]: readonly [string, string],
): void {
  if (format === 'json') {
    standardOutput.printJson(formatJson(diagnostics, additions));
    return;
  }
  const body = format === 'github' ? '' : `${formatText(diagnostics, new Map([[file, text]]))}\n`;
  if (format === 'github') standardOutput.printCommands(formatGithub(diagnostics));
  const paste = additions === '' ? '' : `These lines in ${file} keep the addresses:\n\n${additions}\n`;
  standardOutput.printText(`${body}${paste}${summarizeDiagnostics(diagnostics)}.`.trimStart());
}
