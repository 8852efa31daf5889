import { isObject, type JsonObject } from '../../json.ts';
import { parseYamlMapping } from '../front-matter.ts';

const MAX_CHARS = 5_000;
const KEY = /[\w.@/-]/;

/** What a cell marker says: words for people, then options. */
export interface CellOptions {
  readonly title: string;
  readonly options: JsonObject;
}

/**
 * Options of a cell marker as jupytext writes them: `A title [markdown] tags=["x"] .class key="…"`, or a JSON
 * object after the title. Values are JSON or Python literals; what is neither is left out. Linear in its length.
 */
export function parseCellOptions(text: string): CellOptions {
  const line = text.trim().slice(0, MAX_CHARS);
  const brace = line.indexOf('{');
  const equals = line.indexOf('=');
  if (brace >= 0 && (equals < 0 || brace < equals)) {
    return { title: line.slice(0, brace).trim(), options: objectOf(parseLiteral(line.slice(brace))) };
  }
  const start = equals < 0 ? titleEnd(line) : keyStart(line, equals);
  return { title: titleWords(line.slice(0, start)), options: parsePairs(line.slice(start)) };
}

/** Options without a title: `key=value` pairs and bare keys, or a JSON object. */
export function parseOptionPairs(text: string): JsonObject {
  const line = text.trim().slice(0, MAX_CHARS);
  return line.startsWith('{') ? objectOf(parseLiteral(line)) : parsePairs(line);
}

/** A JSON value or a Python literal; undefined for anything else, such as an expression. */
export function parseLiteral(text: string): unknown {
  const value = text.trim();
  if (value === 'None') return null;
  if (value === 'True' || value === 'False') return value === 'True';
  try {
    return JSON.parse(value);
  } catch {
    const isCollection = /^(?:\[[\s\S]*\]|\{[\s\S]*\})$/.test(value);
    const isString = /^(?:"[\s\S]*"|'[\s\S]*')$/.test(value);
    return isCollection || isString ? parseYamlMapping(`value: ${value}`)?.value : undefined;
  }
}

function parsePairs(text: string): JsonObject {
  const options = new Map<string, unknown>();
  let at = 0;
  while (at < text.length) {
    if (!KEY.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < text.length && KEY.test(text.charAt(end))) end += 1;
    const key = text.slice(at, end);
    const equals = skipSpaces(text, end);
    if (text.charAt(equals) !== '=') {
      if (end === text.length || /\s/.test(text.charAt(end))) options.set(key, null);
      at = end;
      continue;
    }
    const start = skipSpaces(text, equals + 1);
    at = valueEnd(text, start);
    const value = parseLiteral(text.slice(start, at));
    if (value !== undefined) options.set(key, value);
  }
  return Object.fromEntries(options);
}

/** The end of a value: of a string, of a list or object with all in it, or of a word. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{' || char === '(') depth += 1;
    else if (char === ']' || char === '}' || char === ')') depth -= 1;
    else if (depth <= 0 && /\s/.test(char)) return at;
  }
  return text.length;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ') at += 1;
  return at;
}

/** Where the key before the first `=` begins. */
function keyStart(line: string, equals: number): number {
  return line.slice(0, equals).trimEnd().lastIndexOf(' ') + 1;
}

/** Words that begin with a dot are attributes; all before them is title. */
function titleEnd(line: string): number {
  let end = line.length;
  for (;;) {
    const rest = line.slice(0, end).trimEnd();
    const word = rest.lastIndexOf(' ') + 1;
    if (rest.charAt(word) !== '.') return end;
    end = word;
  }
}

function titleWords(text: string): string {
  const words = text.split(' ').filter((word) => word !== '');
  while (words.at(-1)?.startsWith('.')) words.pop();
  return words.join(' ');
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
