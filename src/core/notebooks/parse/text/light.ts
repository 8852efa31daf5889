import { type JsonObject, stringOr } from '../../json.ts';
import { parseCellOptions } from './cell-options.ts';
import { endsWithTwoBlanks, isBlank, nextUnblank, skipSeparator } from './lines.ts';
import { isMagic } from './magics.ts';
import { type CodeRules, scriptCell } from './script-cell.ts';
import { codeSpan, type Span } from './spans.ts';
import type { TextCell } from './text-cell.ts';

/** Words after the comment that open and close a cell: `+` and `-`, or the folding marks of an editor. */
export interface LightMarkers {
  readonly open: string;
  readonly close: string;
}

const PLUS_MINUS: LightMarkers = { open: '+', close: '-' };

/**
 * Cells of a light script (jupytext, `LightScriptCellReader`): paragraphs of comments are prose, paragraphs of
 * code are cells, and `# +` … `# -` holds together what a blank line would part. `folding`: an editor's own marks
 * in their place, which count only where both are there.
 */
export function readLight(
  lines: readonly string[],
  rules: CodeRules,
  folding?: LightMarkers,
): readonly TextCell[] {
  const markers = folding ?? PLUS_MINUS;
  const spans = {
    lines,
    nextUnblank: nextUnblank(lines),
    begins: (line: string) => afterMark(line, rules.comment, markers.open) !== undefined,
  };
  const isFold = (line: string) => afterMark(line, rules.comment, markers.close)?.trim() === '';
  const cells: TextCell[] = [];
  for (let start = 0; start < lines.length; ) {
    const first = lines[start] ?? '';
    const opening = openingOf(first, rules, markers);
    const isProse = opening === undefined && !(folding && isFold(first));
    const prose = isProse ? proseSpan(lines, start, rules) : undefined;
    const closing = `${rules.comment} ${stringOr(opening?.options.endofcell, markers.close)}`;
    const code =
      prose === undefined
        ? codeSpan(start, {
            ...spans,
            language: stringOr(opening?.options.language, rules.language),
            hasMarker: opening !== undefined,
            ...(opening && { ends: (line: string) => (folding ? isFold(line) : line.trimEnd() === closing) }),
          })
        : undefined;
    const span = prose ?? code ?? { end: lines.length, next: lines.length, hasExplicitEnd: false };
    const marker = folding && code?.isInterrupted ? undefined : opening;
    const from = marker === undefined ? start : start + 1;
    const isPadded =
      rules.extension === 'py' && span.hasExplicitEnd && endsWithTwoBlanks(lines, from, span.end);
    cells.push(
      scriptCell(
        lines.slice(from, isPadded ? span.end - 2 : span.end),
        {
          title: marker?.title ?? '',
          options: marker?.options ?? {},
          hasMarker: marker !== undefined,
          ...(prose !== undefined && { type: 'markdown' as const }),
        },
        rules,
      ),
    );
    start = skipSeparator(lines, span.next, span.hasExplicitEnd);
  }
  return cells;
}

/** The `cell_markers` of a header: two words with a comma between them; undefined for the usual ones. */
export function parseCellMarkers(value: unknown): LightMarkers | undefined {
  if (typeof value !== 'string') return undefined;
  const [open = '', close = ''] = value.split(',').map((word) => word.trim());
  return open === '' || close === '' || open === PLUS_MINUS.open || open.startsWith('"')
    ? undefined
    : { open, close };
}

function openingOf(
  line: string,
  rules: CodeRules,
  markers: LightMarkers,
): { readonly title: string; readonly options: JsonObject } | undefined {
  const text = afterMark(line, rules.comment, markers.open)?.trimEnd();
  if (text === undefined) return undefined;
  const end = rules.commentEnd;
  return parseCellOptions(end !== undefined && text.endsWith(end) ? text.slice(0, -end.length) : text);
}

/** What follows a word at the start of a comment; undefined for a line without it. */
function afterMark(line: string, comment: string, word: string): string | undefined {
  if (!line.startsWith(comment)) return undefined;
  const text = line.slice(comment.length).trimStart();
  return text.startsWith(word) ? text.slice(word.length) : undefined;
}

/** A paragraph that is all comments, none of them a magic; undefined for code. */
function proseSpan(lines: readonly string[], start: number, rules: CodeRules): Span | undefined {
  const { comment } = rules;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (isBlank(line) && index > start) return { end: index, next: index + 1, hasExplicitEnd: false };
    if (!line.startsWith(comment)) return undefined;
    const isTwice = line.slice(comment.length).trimStart().startsWith(comment);
    if (!isTwice && isMagic(line, rules.language)) return undefined;
  }
  return { end: lines.length, next: lines.length, hasExplicitEnd: false };
}
