import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { colonAfter, columnOf, insertLinesBelow, lineBreakOf } from '../source/text-lines.ts';
import { addKey, isEmptyValue, separatorIn } from './edit-keys.ts';
import { findPair, type ManifestDocument, rangeIn, rangeOfPair } from './manifest-document.ts';
import { hasQuotedKeys, type WrittenValue, writeEntry, writeFlow } from './written-value.ts';

type Entries = ReadonlyMap<string, WrittenValue>;

/**
 * Puts a mapping in front of the list at a key, in the style of the first item; makes the list where there is none.
 * Undefined where the key holds something that cannot be added to, such as an alias.
 */
export function prependItem(
  document: ManifestDocument,
  map: YAMLMap,
  key: string,
  item: Entries,
): readonly OffsetEdit[] | undefined {
  const { text, indentStep, areListsIndented } = document;
  const areKeysQuoted = hasQuotedKeys(map);
  const pair = findPair(map, key);
  const indentation = areListsIndented ? indentStep : 0;
  if (pair === undefined) {
    if (map.flow === true) return addKey(text, map, key, [item], []);
    return appendBlock(text, map, key, indentation, blockItem(item, '- '));
  }
  const { value } = pair;
  const keyRange = rangeIn(text, pair.key);
  if (isEmptyValue(value) && keyRange !== undefined) {
    const at = colonAfter(text, keyRange);
    if (map.flow === true) return [{ start: at, end: at, text: ` ${writeFlow([item], areKeysQuoted)}` }];
    return [insertLinesBelow(text, at, columnOf(text, keyRange.start) + indentation, blockItem(item, '- '))];
  }
  if (!isSeq(value)) return undefined;
  return value.flow === true
    ? prependToFlow(text, value, item, areKeysQuoted)
    : prependToBlock(text, value, item);
}

/** Puts an entry in front of the mapping at a key, in the style of the first one; makes the mapping where there is none. */
export function prependEntry(
  document: ManifestDocument,
  map: YAMLMap,
  key: string,
  name: string,
  entry: Entries,
): readonly OffsetEdit[] | undefined {
  const { text, indentStep } = document;
  const pair = findPair(map, key);
  const keyRange = pair === undefined ? undefined : rangeIn(text, pair.key);
  if (map.flow === true && pair === undefined) return addKey(text, map, key, new Map([[name, entry]]), []);
  const block = [
    `${name}:`,
    ...[...entry].map(([inner, value]) => indent(indentStep, writeEntry(inner, value))),
  ];
  if (pair === undefined) return appendBlock(text, map, key, indentStep, block);
  if (isEmptyValue(pair.value) && keyRange !== undefined && map.flow !== true) {
    const column = columnOf(text, keyRange.start) + indentStep;
    return [insertLinesBelow(text, colonAfter(text, keyRange), column, block)];
  }
  const first = isMap(pair.value) ? pair.value.items[0] : undefined;
  const range = first === undefined ? undefined : rangeOfPair(text, first);
  if (!isMap(pair.value) || first === undefined || range === undefined) return undefined;
  if (pair.value.flow === true) {
    const written = writeEntry(name, entry, hasQuotedKeys(pair.value));
    return [{ start: range.start, end: range.start, text: `${written},${separatorIn(text, pair.value)}` }];
  }
  const isFlow = isMap(first.value) && first.value.flow === true;
  return [
    insertAbove(text, range.start, isFlow ? [writeEntry(name, entry)] : block, columnOf(text, range.start)),
  ];
}

/** A key with its block as the last one of a block mapping. */
function appendBlock(
  text: string,
  map: YAMLMap,
  key: string,
  indentation: number,
  block: readonly string[],
): readonly OffsetEdit[] | undefined {
  const last = rangeOfLast(text, map);
  if (last === undefined) return undefined;
  const lines = [`${key}:`, ...block.map((line) => indent(indentation, line))];
  return [insertLinesBelow(text, last.end, columnOf(text, last.start), lines)];
}

function prependToFlow(
  text: string,
  list: YAMLSeq,
  item: Entries,
  areKeysQuoted: boolean,
): readonly OffsetEdit[] | undefined {
  const range = rangeIn(text, list);
  if (range === undefined) return undefined;
  const first = rangeIn(text, list.items[0]);
  const written = writeFlow(item, areKeysQuoted);
  if (first === undefined) return [{ start: range.start + 1, end: range.start + 1, text: written }];
  const hasOwnLine = text.slice(range.start, first.start).includes('\n');
  const gap = hasOwnLine ? `${lineBreakOf(text)}${' '.repeat(columnOf(text, first.start))}` : ' ';
  return [{ start: first.start, end: first.start, text: `${written},${gap}` }];
}

function prependToBlock(text: string, list: YAMLSeq, item: Entries): readonly OffsetEdit[] | undefined {
  const hyphen = rangeIn(text, list)?.start;
  const first = list.items[0];
  // An item with an anchor begins behind it, so the hyphen's own spaces are measured.
  const gap = hyphen === undefined ? undefined : /^-[ ]+/.exec(text.slice(hyphen))?.[0];
  if (hyphen === undefined) return undefined;
  const isFlow = isMap(first) && first.flow === true;
  const lines = isFlow
    ? [`${gap ?? '- '}${writeFlow(item, hasQuotedKeys(first))}`]
    : blockItem(item, gap ?? '- ');
  const column = columnOf(text, hyphen);
  const start = hasCommentsOfItems(text, list) ? startOfCommentAbove(text, hyphen) : hyphen;
  return [insertAbove(text, start, lines, column)];
}

/** Whether later items have comments above them as well: then the one above the first belongs to it, else to the list. */
function hasCommentsOfItems(text: string, list: YAMLSeq): boolean {
  return list.items.slice(1).some((item) => {
    const start = rangeIn(text, item)?.start;
    if (start === undefined) return false;
    const hyphen = text.lastIndexOf('-', start);
    return startOfCommentAbove(text, hyphen) < hyphen - columnOf(text, hyphen);
  });
}

/** The start of the line that holds an offset, or of the first of the comment lines directly above it. */
function startOfCommentAbove(text: string, offset: number): number {
  let start = offset - columnOf(text, offset);
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^ *#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** Whole lines in front of the line that an offset is on, which is its first character but for spaces. */
function insertAbove(text: string, offset: number, lines: readonly string[], column: number): OffsetEdit {
  const lineBreak = lineBreakOf(text);
  const start = offset - columnOf(text, offset);
  const written = lines.map((line) => `${' '.repeat(column)}${line}${lineBreak}`).join('');
  return { start, end: start, text: written };
}

function blockItem(item: Entries, hyphen: string): readonly string[] {
  return [...item].map(([key, value], index) =>
    index === 0 ? `${hyphen}${writeEntry(key, value)}` : indent(hyphen.length, writeEntry(key, value)),
  );
}

function rangeOfLast(text: string, map: YAMLMap) {
  const last = map.items.at(-1);
  return last === undefined ? undefined : rangeOfPair(text, last);
}

function indent(width: number, line: string): string {
  return ' '.repeat(width) + line;
}
