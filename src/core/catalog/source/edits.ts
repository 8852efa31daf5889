import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { quoteYaml } from '../../yaml/quote-yaml.ts';
import type { DiagnosticText, Problem } from '../reporter.ts';
import { colonAfter, columnOf, insertLinesBelow } from './text-lines.ts';
import { locate, type ManifestPath, type SourceMap, type SourceNode } from './tree.ts';

/** A problem of the value or the key at a path as a finding, its remedy as replacements in the text. */
export function toFinding(
  problem: Problem,
  root: SourceMap,
  path: ManifestPath,
  text: string,
  part: 'key' | 'value' = 'value',
): DiagnosticText {
  const { message, hint, cause, replacement } = problem;
  if (replacement === undefined) return { message, hint, cause };
  const located = locate(root, path);
  const range = part === 'key' ? located?.key : located?.node.range;
  if (range === undefined) return { message, hint, cause };
  const beside = Object.entries(problem.beside ?? {}).flatMap(([key, value]) =>
    setBeside(root, path, key, value, text),
  );
  return { message, hint, cause, fix: [{ ...range, text: quoteYaml(replacement) }, ...beside] };
}

/** Gives a key beside the one at a path a value, where it has none. */
export function setBeside(
  root: SourceMap,
  path: ManifestPath,
  key: string,
  value: string,
  text: string,
): readonly OffsetEdit[] {
  const parent = locate(root, path.slice(0, -1))?.node;
  const own = locate(root, path);
  if (parent?.kind !== 'map' || own?.key === undefined) return [];
  const there = parent.entries.get(key);
  const written = `${key}: ${quoteYaml(value)}`;
  if (there?.value.kind === 'empty') {
    const at = colonAfter(text, there.key);
    return [{ start: at, end: at, text: ` ${quoteYaml(value)}` }];
  }
  if (there !== undefined) return [];
  const { end } = own.node.range;
  if (parent.isFlow) return [{ start: end, end, text: `, ${written}` }];
  // `- key: value` counts as far as its key.
  return [insertLinesBelow(text, end, columnOf(text, own.key.start), [written])];
}

/** A list of mappings, or of texts, as the mapping that is wanted; undefined where it is unclear how. */
export function listAsMapping(node: SourceNode, text: string): readonly OffsetEdit[] | undefined {
  if (node.kind !== 'list') return undefined;
  const edits: OffsetEdit[] = [];
  for (const item of node.items) {
    if (item.kind !== 'map' || item.isFlow) return undefined;
    const [[name, first] = [], second] = [...item.entries];
    const hyphen = text.lastIndexOf('-', item.range.start);
    if (name === undefined || first === undefined) return undefined;
    if (!/^-[ ]+$/.test(text.slice(hyphen, item.range.start))) return undefined;
    const isNamed = ['id', 'name', 'key'].includes(name) && first.value.kind === 'text';
    if (isNamed && first.value.kind === 'text') {
      // `- id: x` and the keys below it: `x:` at the hyphen leaves those indented.
      edits.push({ start: hyphen, end: first.value.range.end, text: `${quoteYaml(first.value.value)}:` });
    } else if (second === undefined) {
      edits.push({ start: hyphen, end: hyphen + 1, text: ' ' });
    } else return undefined;
  }
  return edits;
}

/** `a, b` as the list that was meant; a comma inside of braces is none between items. */
export function textAsList(value: string): readonly string[] {
  if (/[{}[\]]/.test(value)) return [value.replace(/^\[|\]$/g, '')];
  return value
    .split(/[,;]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
