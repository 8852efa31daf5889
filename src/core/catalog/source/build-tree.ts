import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { quote } from '../../diagnostics/quote.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Reporter } from '../reporter.ts';
import { findOddIndentation, isOddSpace } from './text-faults.ts';
import { trimRange } from './text-lines.ts';
import type { Range, SourceEntry, SourceNode } from './tree.ts';

/** Limit on nodes once aliases are replaced by their values, against exponential expansion. */
const MAX_NODES = 100_000;
const MAX_DEPTH = 50;
const MERGE_KEY = '<<';

/**
 * Makes the tree of texts, lists and mappings of a document. Aliases are replaced by the values they
 * name, `<<` merges as YAML 1.1 describes (keys of the mapping itself win, then the first of several).
 * Reports duplicate keys, keys that are not text, unknown aliases and excessive size or depth;
 * undefined where the document is too large to go on.
 */
export function buildSourceTree(
  document: Document.Parsed,
  text: string,
  reporter: Reporter,
): SourceNode | undefined {
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let nodeCount = 0;
  let isGivenUp = false;
  /** The alias in the text itself from which others are reached. */
  let outerAlias: Range | undefined;

  function giveUp(range: Range, code: string, message: string): SourceNode {
    if (!isGivenUp) reporter.error(code, outerAlias ?? range, { message });
    isGivenUp = true;
    return { kind: 'empty', range };
  }

  function build(node: Node | null, near: Range, depth: number): SourceNode {
    if (isGivenUp || node === null) return { kind: 'empty', range: near };
    const range = rangeOfNode(node, near);
    nodeCount += 1;
    if (nodeCount > MAX_NODES) {
      const message = 'The manifest is too large once its aliases are replaced by what they stand for.';
      return giveUp(range, 'manifest/too-many-values', message);
    }
    if (depth > MAX_DEPTH) {
      return giveUp(range, 'manifest/too-deep', `The manifest is nested more than ${MAX_DEPTH} levels deep.`);
    }
    if (isAlias(node)) return resolveAlias(node.source, range, depth);
    if (open.has(node)) {
      const message = 'An alias stands inside of what it names; that has no end.';
      return giveUp(range, 'manifest/alias-cycle', message);
    }
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
    open.add(node);
    const built = buildNode(node, range, depth);
    open.delete(node);
    return built;
  }

  function buildNode(node: Node, range: Range, depth: number): SourceNode {
    if (isMap(node)) {
      const entries = buildEntries(node, range, depth);
      return { kind: 'map', entries, range, ...(node.flow === true ? { isFlow: true } : {}) };
    }
    if (isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => build(asNode(item), range, depth + 1)), range };
    }
    if (!isScalar(node)) return { kind: 'empty', range };
    const value = typeof node.value === 'string' ? node.value : (node.source ?? '');
    const isEmpty = node.type === 'PLAIN' && value === '';
    if (!isEmpty) {
      return {
        kind: 'text',
        value,
        range,
        ...(node.type === 'PLAIN' ? { isPlain: true } : {}),
        ...(typeof node.comment === 'string' ? { comment: node.comment } : {}),
      };
    }
    return { kind: 'empty', ...(node.comment ? { hasComment: true } : {}), range };
  }

  function resolveAlias(name: string, range: Range, depth: number): SourceNode {
    const target = anchors.get(name);
    if (target) {
      const isOuter = outerAlias === undefined;
      outerAlias ??= range;
      const built = build(target, range, depth + 1);
      if (isOuter) outerAlias = undefined;
      return built;
    }
    const near = didYouMean(name, anchors.keys());
    reporter.error('manifest/unknown-alias', range, {
      message: `There is no anchor "&${name}" above this alias.`,
      hint: near ?? 'A text that begins with "*", such as a glob, has to be in quotes.',
      ...(near === undefined ? { fix: [{ ...range, text: `"${text.slice(range.start, range.end)}"` }] } : {}),
    });
    return { kind: 'empty', isBroken: true, range };
  }

  function buildEntries(map: YAMLMap, near: Range, depth: number): ReadonlyMap<string, SourceEntry> {
    const own = new Map<string, SourceEntry>();
    const merged: SourceNode[] = [];
    for (const pair of map.items) {
      const keyNode = asNode(pair.key);
      const key = keyNode ? rangeOfNode(keyNode, near) : near;
      const name = isScalar(keyNode) && typeof keyNode.value === 'string' ? keyNode.value : undefined;
      const value = build(asNode(pair.value), key, depth + 1);
      if (name === undefined || name === '') {
        reporter.error('manifest/bad-key', key, {
          message: 'A key has to be a text on one line, not empty and not a list or a mapping.',
        });
      } else if (isOddSpace(name[0])) {
        const fault = findOddIndentation(text);
        if (fault !== undefined) reporter.error(fault.code, fault, fault);
      } else if (name === MERGE_KEY) {
        merged.push(...(value.kind === 'list' ? value.items : [value]));
      } else if (own.has(name)) {
        const first = reporter.position(own.get(name)?.key ?? key);
        reporter.error('manifest/duplicate-key', key, {
          message: `The key ${quote(name)} stands here a second time${first.line === undefined ? '' : `; the first is in line ${first.line}`}.`,
          hint: 'Remove one of the two, or merge them.',
        });
      } else {
        own.set(name, { key, value });
      }
    }
    for (const source of merged) mergeInto(own, source);
    return own;
  }

  function mergeInto(own: Map<string, SourceEntry>, source: SourceNode): void {
    if (source.kind === 'map') {
      for (const [name, entry] of source.entries) if (!own.has(name)) own.set(name, entry);
    } else if (!isGivenUp && !(source.kind === 'empty' && source.isBroken)) {
      reporter.error('manifest/bad-merge', source.range, {
        message: 'The key "<<" takes the alias of a mapping, such as "<<: *common", or a list of them.',
      });
    }
  }

  const root = build(document.contents, { start: 0, end: 0 }, 0);
  return isGivenUp ? undefined : root;

  function rangeOfNode(node: Node, near: Range): Range {
    if (!node.range) return near;
    // A block text ends after its line breaks; its header line is what a code frame can show.
    return trimRange(text, { start: node.range[0], end: node.range[1] });
  }
}

function asNode(value: unknown): Node | null {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : null;
}
