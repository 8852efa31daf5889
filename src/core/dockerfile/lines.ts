import { detailOf } from '../details.ts';
import { fail, ok, type Result } from '../result.ts';
import type { DockerfileFailure } from './types.ts';
import { trim, trimStart } from './white-space.ts';

/** Scanner limit of BuildKit's parser; a longer line fails the build. */
const MAX_LINE_BYTES = 65_535;

export interface Directives {
  /** `\` unless an `escape` directive says otherwise. */
  readonly escapeCharacter: string;
  /** Of `# syntax=`: the image of the program that reads the file. */
  readonly syntax?: string;
}

/** The physical lines, without their ends, or why Docker would not read them. */
export function splitLines(text: string): Result<readonly string[], DockerfileFailure> {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const encoder = new TextEncoder();
  const tooLong = lines.findIndex(
    (line) => line.length * 3 > MAX_LINE_BYTES && encoder.encode(line).length > MAX_LINE_BYTES,
  );
  if (tooLong >= 0) {
    return fail({
      code: 'dockerfile/line-too-long',
      detail: detailOf('line-too-long', { bytes: MAX_LINE_BYTES }),
      line: tooLong + 1,
    });
  }
  return ok(lines.map(trimLineEnd));
}

/** Reads `# syntax=`, `# escape=` and `# check=` at the top; anything else ends them. */
export function readDirectives(lines: readonly string[]): Result<Directives, DockerfileFailure> {
  const seen = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const [, name, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+)$/s.exec(trim(line)) ?? [];
    const key = name?.toLowerCase();
    if (key === undefined || value === undefined || !['syntax', 'escape', 'check'].includes(key)) break;
    const problem = seen.has(key)
      ? detailOf('directive-twice', { words: key })
      : key === 'escape' && value !== '\\' && value !== '`'
        ? detailOf('bad-escape')
        : undefined;
    if (problem) return fail({ code: 'dockerfile/bad-directive', detail: problem, line: index + 1 });
    seen.set(key, value);
  }
  const syntax = seen.get('syntax')?.split(' ')[0];
  return ok({ escapeCharacter: seen.get('escape') ?? '\\', ...(syntax === undefined ? {} : { syntax }) });
}

/** Joins the line at `start` with its continuations; comments and empty lines between them vanish. */
export function joinContinuation(
  lines: readonly string[],
  start: number,
  escapeCharacter: string,
): { readonly text: string; readonly next: number } {
  const parts: string[] = [];
  let at = start;
  let isOpen = true;
  while (isOpen && at < lines.length) {
    const line = lines[at] ?? '';
    at += 1;
    const isFirst = at === start + 1;
    const trimmed = trimStart(line);
    if (trimmed === '' || trimmed.startsWith('#')) {
      if (isFirst) break;
      continue;
    }
    const read = isFirst ? trimmed : line;
    const body = withoutContinuation(read, escapeCharacter);
    isOpen = body !== undefined;
    parts.push(body ?? read);
  }
  return { text: parts.join(''), next: at };
}

/** The line without its continuation character, or undefined where it has none (a doubled one is none). */
function withoutContinuation(line: string, escapeCharacter: string): string | undefined {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  if (line[end - 1] !== escapeCharacter || line[end - 2] === escapeCharacter) return undefined;
  return line.slice(0, end - 1);
}

function trimLineEnd(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end -= 1;
  return line.slice(0, end);
}
