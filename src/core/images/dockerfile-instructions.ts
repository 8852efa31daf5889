import { fail, ok, type Result } from '../result.ts';
import type { DockerfileFailure } from './types.ts';

/** Scanner limit of BuildKit's parser; a longer line fails the build. */
const MAX_LINE_BYTES = 65_535;

export interface Instruction {
  /** Upper case, such as `FROM`. */
  readonly keyword: string;
  /** Everything behind the keyword, continuation lines joined, trimmed. */
  readonly rest: string;
  /** 1-based, where the instruction begins. */
  readonly line: number;
}

export interface InstructionList {
  readonly instructions: readonly Instruction[];
  /** `\` unless an `escape` directive says otherwise. */
  readonly escapeCharacter: string;
}

/**
 * Splits a Dockerfile into instructions as BuildKit does (`frontend/dockerfile/parser/parser.go`):
 * byte order mark, parser directives, comments, continuation lines, here-documents.
 */
export function parseInstructions(text: string): Result<InstructionList, DockerfileFailure> {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const tooLong = lines.findIndex((line) => line.length > MAX_LINE_BYTES);
  if (tooLong >= 0) {
    return fail({
      code: 'dockerfile/line-too-long',
      message: `A line of the Dockerfile is longer than the ${MAX_LINE_BYTES} bytes that Docker allows.`,
      line: tooLong + 1,
    });
  }
  const directives = readDirectives(lines);
  if (!directives.ok) return directives;
  const escapeCharacter = directives.value;

  const instructions: Instruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const start = at;
    const joined = joinContinuation(lines, at, escapeCharacter);
    at = joined.next;
    const trimmed = joined.text.trim();
    if (trimmed === '') continue;
    const keyword = /^\S+/.exec(trimmed)?.[0] ?? '';
    const instruction = {
      keyword: keyword.toUpperCase(),
      rest: trimmed.slice(keyword.length).trim(),
      line: start + 1,
    };
    for (const heredoc of heredocsOf(instruction, escapeCharacter)) {
      const end = findHeredocEnd(lines, at, heredoc);
      if (end === undefined) {
        return fail({
          code: 'dockerfile/unterminated-heredoc',
          message: `The here-document <<${heredoc.name} is never closed by a line ${heredoc.name}.`,
          line: start + 1,
        });
      }
      at = end + 1;
    }
    instructions.push(instruction);
  }
  return ok({ instructions, escapeCharacter });
}

/** Reads `# syntax=`, `# escape=` and `# check=` at the top; gives the escape character. */
function readDirectives(lines: readonly string[]): Result<string, DockerfileFailure> {
  const seen = new Set<string>();
  let escapeCharacter = '\\';
  for (const [index, line] of lines.entries()) {
    const [, name, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+)$/.exec(line.trim()) ?? [];
    const key = name?.toLowerCase();
    if (key === undefined || value === undefined || !['syntax', 'escape', 'check'].includes(key)) break;
    const problem = seen.has(key)
      ? `The parser directive "${key}" stands there twice; only one is allowed.`
      : key === 'escape' && value !== '\\' && value !== '`'
        ? 'The escape directive allows only \\ and `.'
        : undefined;
    if (problem) return fail({ code: 'dockerfile/bad-directive', message: problem, line: index + 1 });
    seen.add(key);
    if (key === 'escape') escapeCharacter = value;
  }
  return ok(escapeCharacter);
}

/** Joins the line at `start` with its continuations; comments and empty lines between them vanish. */
function joinContinuation(
  lines: readonly string[],
  start: number,
  escapeCharacter: string,
): { text: string; next: number } {
  const parts: string[] = [];
  let at = start;
  let isOpen = true;
  while (isOpen && at < lines.length) {
    const line = (lines[at] ?? '').replace(/\r+$/, '');
    at += 1;
    if (/^\s*#/.test(line)) {
      if (parts.length === 0) break;
      continue;
    }
    if (parts.length > 0 && line.trim() === '') continue;
    const body = withoutContinuation(line, escapeCharacter);
    isOpen = body !== undefined;
    parts.push(body ?? line);
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

interface Heredoc {
  readonly name: string;
  readonly stripsTabs: boolean;
}

function heredocsOf(instruction: Instruction, escapeCharacter: string): Heredoc[] {
  const { keyword, rest } = instruction;
  if (keyword === 'ONBUILD') {
    const inner = /^\S+/.exec(rest)?.[0] ?? '';
    const innerRest = rest.slice(inner.length).trim();
    return heredocsOf(
      { keyword: inner.toUpperCase(), rest: innerRest, line: instruction.line },
      escapeCharacter,
    );
  }
  if (!['RUN', 'COPY', 'ADD'].includes(keyword) || !rest.includes('<<') || isJsonForm(rest)) return [];
  return splitWords(rest, escapeCharacter).flatMap((word) => {
    const [, dash, quoted] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? [];
    if (quoted === undefined) return [];
    return [{ name: quoted.replace(/["'\\]/g, ''), stripsTabs: dash === '-' }];
  });
}

function findHeredocEnd(lines: readonly string[], from: number, heredoc: Heredoc): number | undefined {
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').replace(/\r+$/, '');
    if ((heredoc.stripsTabs ? line.replace(/^\t+/, '') : line) === heredoc.name) return at;
  }
  return undefined;
}

function isJsonForm(text: string): boolean {
  if (!text.startsWith('[')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}

/** Splits at white space outside quotes; quotes and escapes stay in the words. */
export function splitWords(text: string, escapeCharacter: string): string[] {
  const words: string[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote === '' && /\s/.test(character)) {
      if (start >= 0) words.push(text.slice(start, at));
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (character === escapeCharacter && quote !== "'") at += 1;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  if (start >= 0) words.push(text.slice(start));
  return words;
}
