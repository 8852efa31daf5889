import { coverSecrets } from '../redact.ts';
import { renderCodeFrame } from './code-frame.ts';
import { replaceControls } from './quote.ts';
import { breakCommands, sanitizeText } from './sanitize-output.ts';
import type { Diagnostic } from './types.ts';

/**
 * For people: of each diagnostic `path:line:column - severity code: message`, the line with carets
 * under the place, and the hint. Ends in a line break; empty without diagnostics.
 *
 * @param sources file name → text, for the lines
 */
export function formatText(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): string {
  const blocks = diagnostics.map((diagnostic) => {
    const { code, severity, message, hint, position } = diagnostic;
    const place =
      position.line === undefined ? position.file : `${position.file}:${position.line}:${position.column}`;
    const frame = renderCodeFrame(sources.get(position.file) ?? '', position);
    return [
      `${place} - ${severity} ${code}: ${toOneLine(message)}`,
      ...(frame === '' ? [] : [frame]),
      ...(hint === undefined ? [] : [`  hint: ${toOneLine(hint)}`]),
    ].join('\n');
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/**
 * `{"diagnostics": [{"code", "severity", "file", "line", "column", "message", "hint"}]}`; what is not
 * known is null. Where the hint can be followed by a program, `fix` lists the replacements.
 *
 * @param additions YAML to paste into the manifest, as a key of its own; left out where it is empty
 */
export function formatJson(diagnostics: readonly Diagnostic[], additions = ''): string {
  const rows = diagnostics.map(({ code, severity, message, hint, fix, position }) => ({
    code,
    severity,
    file: position.file,
    line: position.line ?? null,
    column: position.line === undefined ? null : position.column,
    message: coverSecrets(message),
    hint: hint === undefined ? null : coverSecrets(hint),
    // A replacement that repeats a secret would publish it, and one without it would be wrong.
    ...(fix?.every(({ text }) => coverSecrets(text) === text) && {
      fix: fix.map(({ line, column, endLine, endColumn, text }) => ({
        line,
        column,
        end_line: endLine,
        end_column: endColumn,
        text,
      })),
    }),
  }));
  return `${JSON.stringify({ diagnostics: rows, ...(additions !== '' && { additions }) }, null, 2)}\n`;
}

/** Workflow commands of GitHub Actions, one line each, which show at the lines of a pull request. */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, severity, message, hint, position }) => {
      const properties = [
        `file=${escapeProperty(position.file)}`,
        ...(position.line === undefined ? [] : [`line=${position.line}`, `col=${position.column}`]),
        `title=${escapeProperty(code)}`,
      ];
      const text = hint === undefined ? message : `${message} ${hint}`;
      return `::${severity} ${properties.join(',')}::${escapeData(coverSecrets(text))}\n`;
    })
    .join('');
}

/** `2 errors, 1 warning`, or `No problems`. */
export function summarizeDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (diagnostics.length === 0) return 'No problems';
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Each line break and the white space around it becomes one space; in linear time, which `\s*\n\s*` does not take. */
function joinLines(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : line.trimStart();
      return index === lines.length - 1 ? start : start.trimEnd();
    })
    .filter((line, index) => line !== '' || index === 0 || index === lines.length - 1)
    .join(' ');
}

function toOneLine(text: string): string {
  return breakCommands(replaceControls(coverSecrets(joinLines(text))));
}

/** `escapeData` of the actions toolkit, `packages/core/src/command.ts`. */
function escapeData(text: string): string {
  return sanitizeText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
