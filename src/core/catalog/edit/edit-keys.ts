import { isAlias, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { colonAfter, columnOf, insertLinesBelow, lineBreakOf, lineEndAfter } from '../source/text-lines.ts';
import { findPair, type ManifestDocument, rangeIn, rangeOfPair } from './manifest-document.ts';
import { hasQuotedKeys, type WrittenValue, writeEntry, writeText } from './written-value.ts';

/**
 * Gives a key of a mapping a text: in place of the old one and with its quotes, or in a line of its own.
 *
 * @param after keys below which a new one belongs; the last of them that is there counts, else the last key
 */
export function setText(
  { text, findAliases }: ManifestDocument,
  map: YAMLMap,
  key: string,
  value: string,
  after: readonly string[],
): readonly OffsetEdit[] {
  const pair = findPair(map, key);
  if (pair === undefined) return addKey(text, map, key, { text: value }, after);
  const old = rangeIn(text, pair.value);
  const keyRange = rangeIn(text, pair.key);
  if (isEmptyValue(pair.value)) {
    if (keyRange === undefined) return [];
    const at = colonAfter(text, keyRange);
    return [{ start: at, end: at, text: ` ${writeText({ text: value })}` }];
  }
  if (old === undefined) return [];
  if (!isScalar(pair.value)) return isAlias(pair.value) ? [{ ...old, text: writeText({ text: value }) }] : [];
  // Whoever took the old text over by an alias keeps it.
  const { value: oldText } = pair.value;
  const kept = pair.value.anchor === undefined ? [] : findAliases(pair.value);
  return [
    { ...old, text: writeText({ text: value, like: pair.value }) },
    ...kept.map((range) => ({ ...range, text: writeText({ text: String(oldText) }) })),
  ];
}

/** Whether nothing is written behind the colon of a key. */
export function isEmptyValue(value: unknown): boolean {
  return isScalar(value) && value.type === 'PLAIN' && value.source === '';
}

/** Adds a key that a mapping does not have, in the style of its other keys. */
export function addKey(
  text: string,
  map: YAMLMap,
  key: string,
  value: WrittenValue,
  after: readonly string[],
): readonly OffsetEdit[] {
  const before = map.items.findLast(isOneOf(after)) ?? map.items.at(-1);
  const range = before === undefined ? undefined : rangeOfPair(text, before);
  if (range === undefined) return [];
  const areKeysQuoted = hasQuotedKeys(map);
  if (map.flow === true) {
    return insertInFlow(text, range.end, separatorIn(text, map), writeEntry(key, value, areKeysQuoted));
  }
  const written = alignEntry(text, map, key, writeEntry(key, value, areKeysQuoted));
  return [insertLinesBelow(text, range.end, columnOf(text, range.start), [written])];
}

/** Behind an entry in braces or brackets; where entries have lines of their own, below that of the entry and its comment. */
function insertInFlow(
  text: string,
  entryEnd: number,
  separator: string,
  entry: string,
): readonly OffsetEdit[] {
  const at = { start: entryEnd, end: entryEnd };
  if (!separator.includes('\n')) return [{ ...at, text: `,${separator}${entry}` }];
  const lineEnd = lineEndAfter(text, entryEnd);
  const below = { start: lineEnd, end: lineEnd };
  const hasComma = /^\s*,/.test(text.slice(entryEnd));
  if (hasComma) return [{ ...below, text: `${separator}${entry},` }];
  return [
    { ...at, text: ',' },
    { ...below, text: `${separator}${entry}` },
  ];
}

/** Takes a key away, with its line where it has one of its own. */
export function removeKey({ text }: ManifestDocument, map: YAMLMap, key: string): readonly OffsetEdit[] {
  const index = map.items.findIndex(isOneOf([key]));
  const [pair, next, previous] = [map.items[index], map.items[index + 1], map.items[index - 1]];
  const range = pair === undefined ? undefined : rangeOfPair(text, pair);
  if (range === undefined) return [];
  const nextStart = next === undefined ? undefined : rangeIn(text, next.key)?.start;
  const previousEnd = previous === undefined ? undefined : rangeOfPair(text, previous)?.end;
  if (map.flow === true) {
    if (previousEnd !== undefined) return [{ start: previousEnd, end: range.end, text: '' }];
    return [{ start: range.start, end: nextStart ?? range.end, text: '' }];
  }
  const lineStart = range.start - columnOf(text, range.start);
  const isAlone = text.slice(lineStart, range.start).trim() === '';
  // Behind a hyphen, the next key takes its line.
  if (!isAlone) return nextStart === undefined ? [] : [{ start: range.start, end: nextStart, text: '' }];
  const lineEnd = lineEndAfter(text, range.end);
  const end = text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : Math.min(lineEnd + 1, text.length);
  return [{ start: lineStart, end, text: '' }];
}

function isOneOf(keys: readonly string[]): (pair: Pair) => boolean {
  return ({ key }) => isScalar(key) && keys.includes(String(key.value));
}

/** What is between the comma and the next entry: a space, or a line break where entries have lines of their own. */
export function separatorIn(text: string, map: YAMLMap): string {
  const [first, second] = map.items.map((pair) => rangeOfPair(text, pair));
  if (first === undefined) return ' ';
  const opening = rangeIn(text, map)?.start ?? first.start;
  const gap =
    second === undefined ? text.slice(opening + 1, first.start) : text.slice(first.end, second.start);
  if (gap.includes('\n')) return `${lineBreakOf(text)}${' '.repeat(columnOf(text, first.start))}`;
  return /^,\S?$/.test(gap) ? '' : ' ';
}

/** With as many spaces as put its value below the others, where these are aligned. */
function alignEntry(text: string, map: YAMLMap, key: string, entry: string): string {
  const rows = map.items.flatMap((pair) => {
    const [keyRange, value] = [rangeIn(text, pair.key), rangeIn(text, pair.value)];
    if (keyRange === undefined || value === undefined || value.start <= keyRange.end) return [];
    if (text.slice(keyRange.end, value.start).includes('\n')) return [];
    return [{ width: keyRange.end - keyRange.start, column: value.start - keyRange.start }];
  });
  const column = rows[0]?.column ?? 0;
  const isAligned =
    rows.length > 1 &&
    rows.every((row) => row.column === column) &&
    new Set(rows.map(({ width }) => width)).size > 1;
  const gap = column - key.length - 1;
  return isAligned && gap > 1 ? entry.replace(': ', `:${' '.repeat(gap)}`) : entry;
}
