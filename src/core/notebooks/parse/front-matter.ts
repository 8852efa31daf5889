import { parse } from 'yaml';
import { findDeepBracket } from '../../deep-brackets.ts';
import { isObject, type JsonObject } from '../json.ts';

const BLOCK = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const MAX_CHARS = 50_000;
const MAX_OPEN_BRACKETS = 100;

/** YAML front matter at the very start of a text, and the text after it. */
export interface FrontMatter {
  readonly values: JsonObject;
  readonly body: string;
}

/** Undefined where the text does not begin with a YAML mapping between `---` lines. */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  const match = BLOCK.exec(text);
  const yaml = match?.[1];
  if (match === null || yaml === undefined) return undefined;
  const values = parseYamlMapping(yaml);
  return values && { values, body: text.slice(match[0].length) };
}

/** A YAML mapping, read without custom tags and with few aliases; undefined for anything else, and for what is long or deep. */
export function parseYamlMapping(yaml: string): JsonObject | undefined {
  if (yaml.length > MAX_CHARS || findDeepBracket(yaml, MAX_OPEN_BRACKETS) !== undefined) return undefined;
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 20, logLevel: 'silent', uniqueKeys: false });
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
