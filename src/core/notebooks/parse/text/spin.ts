import { withRemovingTags } from '../../visibility.ts';
import { parseChunkHeader } from './chunk-options.ts';
import { isBlank, nextUnblank, skipSeparator } from './lines.ts';
import { type CodeRules, scriptCell } from './script-cell.ts';
import { codeSpan } from './spans.ts';
import type { TextCell } from './text-cell.ts';

const PROSE = "#'";
const CHUNK = '#+';

/** Cells of an R script for `knitr::spin`: prose behind `#'`, chunks behind `#+` (jupytext, `RScriptCellReader`). */
export function readSpin(lines: readonly string[], script: CodeRules): readonly TextCell[] {
  const rules: CodeRules = { ...script, prosePrefix: PROSE };
  const spans = {
    lines,
    nextUnblank: nextUnblank(lines),
    language: rules.language,
    begins: (line: string) => line.startsWith(CHUNK) || line.startsWith(PROSE),
  };
  const cells: TextCell[] = [];
  for (let start = 0; start < lines.length; ) {
    const first = lines[start] ?? '';
    const isProse = first.startsWith(PROSE);
    const hasMarker = first.startsWith(CHUNK);
    const { end, next } = isProse ? proseSpan(lines, start) : codeSpan(start, { ...spans, hasMarker });
    const options = hasMarker
      ? withRemovingTags(parseChunkHeader(`r ${first.slice(CHUNK.length)}`).options)
      : {};
    const marker = { title: '', options, hasMarker, ...(isProse && { type: 'markdown' as const }) };
    cells.push(scriptCell(lines.slice(hasMarker ? start + 1 : start, end), marker, rules));
    start = skipSeparator(lines, next, false);
  }
  return cells;
}

function proseSpan(lines: readonly string[], start: number): { end: number; next: number } {
  let end = start;
  while (end < lines.length && lines[end]?.startsWith(PROSE)) end += 1;
  return { end, next: end < lines.length && isBlank(lines[end]) ? end + 1 : end };
}
