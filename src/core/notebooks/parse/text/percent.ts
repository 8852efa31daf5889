import { stringOr } from '../../json.ts';
import { parseCellOptions } from './cell-options.ts';
import { endsWithTwoBlanks, isBlank, uncomment } from './lines.ts';
import { createQuoteTracker } from './quotes.ts';
import { type CodeRules, scriptCell } from './script-cell.ts';
import type { TextCell } from './text-cell.ts';

const BARE_MARKER = /^(?:%%|<codecell>|In\[[0-9 ]*\]:?)\s*$/;
const MARKER = /^%%(%*)\s/;

/** Whether a line begins a cell: `# %%`, `#%% title`, `# In[3]:`; `# %%time` is a magic and begins none. */
export function isPercentMarker(line: string, comment: string): boolean {
  const text = line.trimStart();
  if (!text.startsWith(comment)) return false;
  const mark = text.slice(comment.length).trimStart();
  return MARKER.test(mark) || BARE_MARKER.test(mark);
}

/** Cells of a percent or Hydrogen script (jupytext, `DoublePercentScriptCellReader`). */
export function readPercent(lines: readonly string[], rules: CodeRules): readonly TextCell[] {
  const cells: TextCell[] = [];
  for (let start = 0; start < lines.length; ) {
    const { options, title, isMarked } = readMarker(lines[start] ?? '', rules);
    const next = nextMarker(lines, start, stringOr(options.language, rules.language), rules.comment);
    const end = endsWithTwoBlanks(lines, start, next) ? next - 2 : isBlank(lines[next - 1]) ? next - 1 : next;
    const source = lines.slice(isMarked ? start + 1 : start, Math.max(end, isMarked ? start + 1 : start));
    cells.push(scriptCell(source, { options, title, hasMarker: true }, rules));
    start = next;
  }
  return cells;
}

function readMarker(line: string, rules: CodeRules) {
  if (!isPercentMarker(line, rules.comment)) return { title: '', options: {}, isMarked: false };
  const text = uncomment(line.trimStart(), rules.comment, rules.commentEnd);
  const at = text.indexOf('%%');
  return { ...parseCellOptions(at < 0 ? '' : text.slice(at + 2).replace(/^%+/, '')), isMarked: true };
}

function nextMarker(lines: readonly string[], start: number, language: string, comment: string): number {
  const quotes = createQuoteTracker(language);
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const isQuoted = quotes.isQuoted();
    quotes.read(line);
    if (!isQuoted && index > start && isPercentMarker(line, comment)) return index;
  }
  return lines.length;
}
