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
import { colonAfter, columnOf, trimRange } from '../source/text-lines.ts';
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
    areListsIndented: listIndentations(root, text).next().value ?? true,
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
  return range === undefined ? undefined : trimRange(text, { start: range[0], end: range[1] });
}

/** From the first character of the key to the last of the value. */
export function rangeOfPair(text: string, pair: Pair): Range | undefined {
  const key = rangeIn(text, pair.key);
  if (key === undefined) return undefined;
  const value = rangeIn(text, pair.value);
  if (value === undefined || value.start < key.end) return { start: key.start, end: colonAfter(text, key) };
  return { start: key.start, end: Math.max(value.end, colonAfter(text, key)) };
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

/** Whether each block list is indented below its key, in the order of the text. */
function* listIndentations(node: unknown, text: string): Generator<boolean, undefined> {
  if (isSeq(node)) for (const item of node.items) yield* listIndentations(item, text);
  if (!isMap(node) || node.flow === true) return;
  for (const pair of node.items) {
    const [key, value] = [rangeIn(text, pair.key), rangeIn(text, pair.value)];
    if (key !== undefined && value !== undefined && isSeq(pair.value) && pair.value.flow !== true)
      yield columnOf(text, value.start) > columnOf(text, key.start);
    else yield* listIndentations(pair.value, text);
  }
}
