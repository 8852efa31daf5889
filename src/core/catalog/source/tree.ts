/**
 * The manifest as written in the file: texts exactly as written, keys in order, places of
 * everything. Offsets count UTF-16 code units of the text after its byte order mark.
 */
export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export type SourceNode = SourceText | SourceEmpty | SourceList | SourceMap;

export interface SourceText {
  readonly kind: 'text';
  /** A plain scalar as written (`1.10`, `on`, `~` are texts), a quoted or block one as YAML reads it. */
  readonly value: string;
  readonly range: Range;
  /** Without quotes, and not a block text. */
  readonly isPlain?: true;
  /** The comment at the end of its line. */
  readonly comment?: string;
}

/** A key without a value, or with one that could not be read and has been reported. */
export interface SourceEmpty {
  readonly kind: 'empty';
  readonly isBroken?: true;
  /** Something is there, behind a `#`. */
  readonly hasComment?: true;
  readonly range: Range;
}

export interface SourceList {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
  readonly range: Range;
}

export interface SourceMap {
  readonly kind: 'map';
  /** Written in braces. */
  readonly isFlow?: true;
  readonly entries: ReadonlyMap<string, SourceEntry>;
  readonly range: Range;
}

export interface SourceEntry {
  readonly key: Range;
  readonly value: SourceNode;
}

/** Keys and list indices from the root of the manifest. */
export type ManifestPath = readonly (string | number)[];

/** What is at a path: the node, and its key where its parent is a mapping. */
export interface Located {
  readonly node: SourceNode;
  readonly key?: Range;
}

/** The node at a path, undefined where the manifest has none. */
export function locate(root: SourceNode, path: ManifestPath): Located | undefined {
  let located: Located = { node: root };
  for (const step of path) {
    const { node } = located;
    if (node.kind === 'map') {
      const entry = node.entries.get(String(step));
      if (!entry) return undefined;
      located = { node: entry.value, key: entry.key };
    } else if (node.kind === 'list' && typeof step === 'number') {
      const item = node.items[step];
      if (!item) return undefined;
      located = { node: item };
    } else {
      return undefined;
    }
  }
  return located;
}

/**
 * Plain data for the schema. A key without a value has the value undefined; objects have no prototype, so that
 * keys such as `constructor` are only keys, and list their keys in the order of the file (see `plainKey`).
 */
export function toPlainData(node: SourceNode): unknown {
  if (node.kind === 'text') return node.value;
  if (node.kind === 'empty') return undefined;
  if (node.kind === 'list') return node.items.map(toPlainData);
  const data: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of node.entries) {
    data[/^\d+$/.test(key) ? `${INDEX_MARK}${key}` : key] = toPlainData(entry.value);
  }
  return data;
}

/** No manifest contains it. Objects list keys such as `2024` before all others, unless something precedes the digits. */
const INDEX_MARK = '\0';

/** A key of plain data as the manifest has it. */
export function plainKey(key: string): string {
  return key.startsWith(INDEX_MARK) ? key.slice(INDEX_MARK.length) : key;
}
