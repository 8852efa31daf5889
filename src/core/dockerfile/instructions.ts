import { detailOf } from '../details.ts';
import { ok, type Result } from '../result.ts';
import { readFlags } from './flags.ts';
import { findHeredocs } from './heredocs.ts';
import { findFault, findKeywordFault, KEYWORDS } from './instruction-rules.ts';
import { joinContinuation, readDirectives, splitLines } from './lines.ts';
import type { ExpansionBudget } from './shell-words.ts';
import { type BuildDoubt, type DockerfileFailure, failAt, type Instruction } from './types.ts';
import { splitArguments, trim } from './white-space.ts';
import { parseJsonWords, splitFlags } from './words.ts';

export interface InstructionList {
  readonly instructions: readonly Instruction[];
  readonly escapeCharacter: string;
  /** What BuildKit reads otherwise. */
  readonly doubt?: BuildDoubt;
}

/** Keywords whose arguments may be a list in JSON. */
const JSON_KEYWORDS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME']);
const HEREDOC_KEYWORDS = new Set(['RUN', 'COPY', 'ADD']);
/** The programs that this reader follows. */
const KNOWN_SYNTAX = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;

/**
 * Splits a Dockerfile into instructions as BuildKit does (`frontend/dockerfile/parser/parser.go`): byte order mark,
 * parser directives, comments, continuation lines, here-documents; and holds each against its own rules.
 *
 * @param joinsDashedHeredocs `RUN … <<- EOF` opens a here-document, as in a shell and unlike in BuildKit
 */
export function parseInstructions(
  text: string,
  budget: ExpansionBudget,
  joinsDashedHeredocs = false,
): Result<InstructionList, DockerfileFailure> {
  const lines = splitLines(text);
  if (!lines.ok) return lines;
  const directives = readDirectives(lines.value);
  if (!directives.ok) return directives;
  const { escapeCharacter, syntax } = directives.value;
  if (syntax !== undefined && !KNOWN_SYNTAX.test(syntax)) {
    return failAt(1, 'other-syntax', detailOf('other-syntax', { words: syntax }));
  }
  const instructions: Instruction[] = [];
  let doubt: BuildDoubt | undefined;
  let at = 0;
  while (at < lines.value.length) {
    const line = at + 1;
    const joined = joinContinuation(lines.value, at, escapeCharacter);
    const isContinued = joined.next > at + 1;
    at = joined.next;
    if (joined.text === '' && !isContinued) continue;
    const instruction = parseInstruction(joined.text, line, escapeCharacter, instructions.length === 0);
    if (!instruction.ok) return instruction;
    if (mayHoldHeredocs(instruction.value)) {
      const isShell = instruction.value.keyword === 'RUN';
      const heredocs = findHeredocs(joined.text, budget, joinsDashedHeredocs && isShell);
      if (heredocs === 'too-complex') {
        return failAt(line, 'too-complex', detailOf('too-complex'));
      }
      for (const heredoc of heredocs) {
        const end = findHeredocEnd(lines.value, at, heredoc);
        if (end === undefined) {
          return failAt(line, 'unterminated-heredoc', detailOf('heredoc-open', { words: heredoc.name }));
        }
        at = end + 1;
        if (heredoc.isDashedApart) {
          doubt ??= { line, detail: detailOf('heredoc-dash-space', { words: heredoc.name }) };
        }
      }
    }
    instructions.push(instruction.value);
  }
  return ok({ instructions, escapeCharacter, ...(doubt === undefined ? {} : { doubt }) });
}

function parseInstruction(
  text: string,
  line: number,
  escapeCharacter: string,
  isFirst: boolean,
): Result<Instruction, DockerfileFailure> {
  const [word = '', behind = ''] = splitArguments(trim(text), 2);
  const keyword = word.toUpperCase();
  if (!KEYWORDS.has(keyword)) {
    const { detail, isNear } = findKeywordFault(word);
    if (isNear || !isFirst) return failAt(line, 'unknown-instruction', detail);
    const name = JSON.stringify(word.length > 40 ? `${word.slice(0, 39)}…` : word);
    return failAt(line, 'instruction-before-from', detailOf('before-from', { words: name }));
  }
  const { flags, rest: written } = splitFlags(behind, escapeCharacter);
  const rest = trim(written);
  const json = JSON_KEYWORDS.has(keyword) ? parseJsonWords(rest) : undefined;
  if (json === 'mixed') {
    return failAt(line, 'bad-instruction', detailOf('list-of-strings', { keyword }));
  }
  const read = readFlags(keyword, flags);
  if (!read.ok) return failAt(line, read.failure.isUntold ? 'unknown-flag' : 'bad-flag', read.failure.detail);
  const instruction: Instruction = {
    keyword,
    flags: read.value,
    rest,
    line,
    ...(json === undefined ? {} : { json }),
  };
  const fault = findFault(instruction, escapeCharacter);
  return fault === undefined ? ok(instruction) : failAt(line, fault.reason, fault.detail);
}

/** `ONBUILD` holds what its own instruction holds. */
function mayHoldHeredocs({ keyword, rest, json }: Instruction): boolean {
  if (keyword !== 'ONBUILD') return HEREDOC_KEYWORDS.has(keyword) && json === undefined;
  const [inner = '', behind = ''] = splitArguments(rest, 2);
  return HEREDOC_KEYWORDS.has(inner.toUpperCase()) && !Array.isArray(parseJsonWords(trim(behind)));
}

function findHeredocEnd(
  lines: readonly string[],
  from: number,
  { name, stripsTabs }: { readonly name: string; readonly stripsTabs: boolean },
): number | undefined {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === name) return at;
    if (stripsTabs && line.startsWith('\t') && line.replace(/^\t+/, '') === name) return at;
  }
  return undefined;
}
