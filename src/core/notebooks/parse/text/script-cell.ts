import { type JsonObject, stringOr } from '../../json.ts';
import { uncomment } from './lines.ts';
import { uncommentMagics, unescapeMarkers } from './magics.ts';
import type { ScriptLanguage } from './script-languages.ts';
import { isActiveIn, type TextCell } from './text-cell.ts';

/** What the readers of scripts need to know of a file. */
export interface CodeRules extends ScriptLanguage {
  /** Lower case, without its dot. */
  readonly extension: string;
  /** Whether magics are commented out, as in every form but Hydrogen's. */
  readonly areMagicsCommented: boolean;
  /** Prefix of prose, where it isn't the comment's own: `#'` in spin. */
  readonly prosePrefix?: string;
}

/** What a cell's marker says; `type` where the reader knows it from elsewhere. */
export interface Marker {
  readonly title: string;
  readonly options: JsonObject;
  readonly hasMarker: boolean;
  readonly type?: TextCell['type'];
  readonly language?: string;
}

/** One cell of a script from its lines: prose out of its comments or quotes, magics out of theirs. */
export function scriptCell(lines: readonly string[], marker: Marker, rules: CodeRules): TextCell {
  const { options } = marker;
  const isInNotebook = isActiveIn('ipynb', options);
  const named = marker.type ?? typeNamed(marker.title);
  const type = named ?? (isInNotebook ? 'code' : 'raw');
  const language = marker.language ?? stringOr(options.language, undefined);
  const cell = { type, options, ...(language !== undefined && { language }) };
  if (rules.extension === 'py' && !isActiveIn('py', options, type === 'code')) {
    const quoted = quotedLines(lines);
    if (quoted !== undefined) return { ...cell, lines: quoted };
  }
  const isForeign = options.active === undefined && language !== undefined && language !== rules.language;
  if (isForeign || !isActiveIn(rules.extension, options)) {
    return { ...cell, lines: uncommentAll(lines, rules.comment, rules.commentEnd) };
  }
  // A cell that the marker calls nothing is written as code, even where it is kept out of the notebook.
  const isCode = named === undefined || named === 'code';
  const own = language ?? rules.language;
  const bare =
    rules.areMagicsCommented && (isCode || rules.prosePrefix === undefined)
      ? uncommentMagics(lines, own, marker.hasMarker)
      : lines;
  if (isCode) return { ...cell, lines: unescapeMarkers(ownSyntax(bare, own), own, rules.comment) };
  return { ...cell, lines: uncommentAll(bare, rules.prosePrefix ?? rules.comment, rules.commentEnd) };
}

/** `[markdown]`, `[md]` or `[raw]` in the title of a cell. */
function typeNamed(title: string): TextCell['type'] | undefined {
  if (title.includes('[markdown]') || title.includes('[md]')) return 'markdown';
  return title.includes('[raw]') ? 'raw' : undefined;
}

/** Lines of a string literal in triple quotes that is all there is; undefined for anything else. */
function quotedLines(lines: readonly string[]): readonly string[] | undefined {
  const text = lines.join('\n').trim();
  const opening = /^[rR]?("""|''')/.exec(text);
  const quote = opening?.[1];
  if (opening === null || quote === undefined || !text.endsWith(quote)) return undefined;
  if (text.length < opening[0].length + quote.length) return undefined;
  const content = text.slice(opening[0].length, -quote.length);
  const inner = content.replace(/^\n/, '').replace(/\n$/, '');
  return inner === '' ? [] : inner.split('\n');
}

function uncommentAll(lines: readonly string[], prefix: string, suffix?: string): readonly string[] {
  return lines.map((line) => uncomment(line, prefix, suffix));
}

/** `//gonb:%%` is how a Go script writes the command `%%` of the GoNB kernel. */
function ownSyntax(lines: readonly string[], language: string): readonly string[] {
  return language === 'go' ? lines.map((line) => line.replace(/^\/\/\s*gonb:%%/, '%%')) : lines;
}
