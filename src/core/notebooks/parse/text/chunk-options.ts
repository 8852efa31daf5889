import type { JsonObject } from '../../json.ts';
import { parseLiteral } from './cell-options.ts';

const MAX_CHARS = 5_000;

/** What is between the braces of a chunk: `r setup, echo=FALSE`, `python tags=c("a")`. */
export interface Chunk {
  readonly language: string;
  readonly options: JsonObject;
}

/** Reads the first line of an R Markdown chunk (knitr's chunk options; jupytext, `cell_metadata.py`). */
export function parseChunkHeader(header: string): Chunk {
  const text = header.trim().slice(0, MAX_CHARS);
  const name = /^wolfram language\b/.exec(text)?.[0] ?? /^[^\s,]*/.exec(text)?.[0] ?? '';
  const options = new Map<string, unknown>();
  for (const [index, part] of splitTopLevel(text.slice(name.length)).entries()) {
    const equals = part.indexOf('=');
    const isNamed = equals > 0 && /^[\w.@/-]+$/.test(part.slice(0, equals).trim());
    if (isNamed) options.set(part.slice(0, equals).trim(), parseRValue(part.slice(equals + 1).trim()));
    else if (index === 0) options.set('name', part);
  }
  return { language: name === 'r' ? 'R' : name, options: Object.fromEntries(options) };
}

/** R's logical values, strings and vectors, and what Python writes in their place. */
function parseRValue(text: string): unknown {
  if (text === 'TRUE' || text === 'T') return true;
  if (text === 'FALSE' || text === 'F' || text === 'false') return false;
  const vector = /^(?:c|list)\(([\s\S]*)\)$/.exec(text)?.[1];
  return parseLiteral(vector === undefined ? text : `[${vector}]`) ?? text;
}

/** Parts between commas that are in no string and no bracket. */
function splitTopLevel(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text.charAt(at);
    if (at === text.length || (char === ',' && depth <= 0 && quote === '')) {
      const part = text.slice(from, at).trim();
      if (part !== '') parts.push(part);
      from = at + 1;
    } else if (quote !== '') {
      if (char === quote && text.charAt(at - 1) !== '\\') quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
  }
  return parts;
}
