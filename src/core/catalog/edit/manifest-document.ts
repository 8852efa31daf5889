import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { SourceEdit } from '../reporter.ts';
import type { ManifestPath, Range } from '../source/tree.ts';

/** A manifest as the YAML library reads it: every node knows its range in the text, and nothing is resolved. */
export interface ManifestDocument {
  /** Without a byte order mark. */
  readonly text: string;
  /**
   * The mapping at a path of keys and indices. Aliases and `<<` are followed, so it may be shared with other entries:
   * `isExpectedCatalog` finds out whether a change of it changes more than was meant.
   */
  findMap(path: ManifestPath): YAMLMap | undefined;
  /** Where aliases of a node are written. */
  findAliases(node: Node): readonly Range[];
  /** Columns by which a nested block is indented. */
  readonly indentStep: number;
  /** Whether lists are indented below their key, which YAML leaves open. */
  readonly areListsIndented: boolean;
}

/** Reads a sound manifest for editing, with the same settings as `readManifestSource`. */
export function readManifestDocument(text: string): ManifestDocument {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  const resolve = (node: unknown): Node | undefined => {
    if (isAlias(node)) return resolve(node.resolve(document));
    return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
  };

  function step(node: Node | undefined, key: string | number): Node | undefined {
    if (isSeq(node)) return resolve(node.items[Number(key)]);
    if (!isMap(node)) return undefined;
    const own = findPair(node, String(key));
    if (own !== undefined) return resolve(own.value);
    const merged = resolve(findPair(node, '<<')?.value);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const found = step(resolve(source), key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  const root = resolve(document.contents);
  return {
    text,
    findMap(path) {
      let node = root;
      for (const key of path) node = step(node, key);
      return isMap(node) ? node : undefined;
    },
    findAliases(node) {
      const ranges: Range[] = [];
      visit(document, {
        Alias(_, alias) {
          const range = alias.resolve(document) === node ? rangeIn(text, alias) : undefined;
          if (range !== undefined) ranges.push(range);
        },
      });
      return ranges;
    },
    indentStep: findIndentStep(root, text),
    areListsIndented: findListIndentation(root, text) ?? true,
  };
}

/** An entry that is written in a mapping itself. */
export function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Where a node is written: of an alias, the alias itself. Line breaks and spaces at the end of a block are left out. */
export function rangeIn(text: string, node: unknown): Range | undefined {
  const range =
    isAlias(node) || isMap(node) || isSeq(node) || isScalar(node) ? (node.range ?? undefined) : undefined;
  if (range === undefined) return undefined;
  const [start] = range;
  let end = range[1];
  while (end > start && ' \t\r\n'.includes(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

/** From the first character of the key to the last of the value. */
export function rangeOfPair(text: string, pair: Pair): Range | undefined {
  const key = rangeIn(text, pair.key);
  if (key === undefined) return undefined;
  const value = rangeIn(text, pair.value);
  if (value === undefined || value.start < key.end) return { start: key.start, end: colonAfter(text, key) };
  return { start: key.start, end: Math.max(value.end, colonAfter(text, key)) };
}

/** The offset behind the colon of a key. */
export function colonAfter(text: string, key: Range): number {
  return text.indexOf(':', key.end) + 1;
}

/** In UTF-16 code units, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** The end of the line that holds an offset, without its line break. */
export function lineEndAfter(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

export function lineBreakOf(text: string): '\r\n' | '\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** Whole lines, without indentation, below the line that holds an offset. */
export function insertLinesBelow(
  text: string,
  offset: number,
  indentation: number,
  lines: readonly string[],
): SourceEdit {
  const at = lineEndAfter(text, offset);
  const start = `${lineBreakOf(text)}${' '.repeat(indentation)}`;
  return { start: at, end: at, text: lines.map((line) => `${start}${line}`).join('') };
}

function findIndentStep(root: Node | undefined, text: string): number {
  if (isMap(root) && root.flow !== true) {
    for (const pair of root.items) {
      const inner = isMap(pair.value) && pair.value.flow !== true ? pair.value.items[0] : undefined;
      const [outerKey, innerKey] = [rangeIn(text, pair.key), rangeIn(text, inner?.key)];
      if (outerKey === undefined || innerKey === undefined) continue;
      const step = columnOf(text, innerKey.start) - columnOf(text, outerKey.start);
      if (step > 0) return step;
    }
  }
  return 2;
}

/** As the first block list below a key has it; undefined where there is none. */
function findListIndentation(node: unknown, text: string): boolean | undefined {
  if (isSeq(node)) return first(node.items.map((item) => () => findListIndentation(item, text)));
  if (!isMap(node) || node.flow === true) return undefined;
  return first(
    node.items.map((pair) => () => {
      const [key, value] = [rangeIn(text, pair.key), rangeIn(text, pair.value)];
      if (key !== undefined && value !== undefined && isSeq(pair.value) && pair.value.flow !== true)
        return columnOf(text, value.start) > columnOf(text, key.start);
      return findListIndentation(pair.value, text);
    }),
  );
}

function first<Value>(candidates: readonly (() => Value | undefined)[]): Value | undefined {
  for (const find of candidates) {
    const found = find();
    if (found !== undefined) return found;
  }
  return undefined;
}
