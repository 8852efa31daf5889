import { isScalar, type Pair, type YAMLMap } from 'yaml';
import { quoteYaml } from '../../yaml/quote-yaml.ts';

/** A value to be written: a text, a list, or a mapping by keys in their order. */
export type WrittenValue = WrittenText | readonly WrittenValue[] | ReadonlyMap<string, WrittenValue>;

export interface WrittenText {
  readonly text: string;
  /** Scalar whose quotes it takes over. */
  readonly like?: unknown;
}

/**
 * Texts that the manifest's reader (failsafe schema) takes as written, without quotes, in blocks and in braces: no
 * indicator in front, no comma or bracket within.
 */
const PLAIN = /^[\p{L}\p{N}_](?:[\p{L}\p{N} ._/@+():'-]*[\p{L}\p{N}_)/])?$/u;

/** A text as a person would write it there: with the quotes that were there, else with none where none are needed. */
export function writeText({ text, like }: WrittenText, areKeysQuoted = false): string {
  const type = isScalar(like) ? like.type : undefined;
  if (type === 'QUOTE_DOUBLE' || areKeysQuoted) return JSON.stringify(text);
  if (type === 'QUOTE_SINGLE') return `'${text.replaceAll("'", "''")}'`;
  const isPlain =
    PLAIN.test(text) && !/: | #| {2}/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : quoteYaml(text);
}

/** On one line, lists in brackets and mappings in braces: `[{tag: v1, label: Spring}]`. */
export function writeFlow(value: WrittenValue, areKeysQuoted = false): string {
  if (isText(value)) return writeText(value, areKeysQuoted);
  if (isList(value)) return `[${value.map((item) => writeFlow(item, areKeysQuoted)).join(', ')}]`;
  const entries = [...value].map(([key, inner]) => writeEntry(key, inner, areKeysQuoted));
  return `{${entries.join(', ')}}`;
}

/** `key: value` on one line. */
export function writeEntry(key: string, value: WrittenValue, areKeysQuoted = false): string {
  return `${areKeysQuoted ? JSON.stringify(key) : key}: ${writeFlow(value, areKeysQuoted)}`;
}

/** JSON is YAML, and there keys and texts have quotes. */
export function hasQuotedKeys(map: YAMLMap): boolean {
  return map.items.length > 0 && map.items.every(isQuotedKey);
}

function isQuotedKey({ key }: Pair): boolean {
  return isScalar(key) && key.type === 'QUOTE_DOUBLE';
}

function isText(value: WrittenValue): value is WrittenText {
  return 'text' in value;
}

function isList(value: WrittenValue): value is readonly WrittenValue[] {
  return Array.isArray(value);
}
