import { z } from 'zod';
import { quote } from '../diagnostics/quote.ts';
import { listWords, suggestWord } from '../diagnostics/suggest.ts';
import { type Problem, type Reporter, rangeOf } from './reporter.ts';
import { locate, type ManifestPath, type SourceMap, type SourceNode } from './source/tree.ts';

/** What people write for a key that has another name here. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  contents: ['content'],
  courses: ['content'],
  repo: ['repository'],
  url: ['repository'],
  git: ['repository'],
  ref: ['branch'],
  branch: ['ref'],
  version: ['tag'],
  name: ['title', 'label'],
  env: ['environment'],
  kind: ['type'],
  lang: ['language'],
  ignore: ['exclude'],
  files: ['include'],
  path: ['directory'],
  folder: ['directory'],
  dockerfile: ['binder'],
  redirects: ['moved'],
  removed: ['retired'],
  deleted: ['retired'],
  reason: ['because'],
  why: ['because'],
  replaced_by: ['instead'],
  date: ['on'],
};

/** Reports what the schema found, each at its key or value. */
export function reportIssues(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  root: SourceMap,
  reporter: Reporter,
): void {
  for (const issue of issues) {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      const allowed = allowedKeys(schema, path);
      for (const key of issue.keys) reportUnknownKey(key, allowed, path, root, reporter);
    } else if (issue.code === 'invalid_type') {
      reportType(issue, path, schema, root, reporter);
    } else {
      const problem = issue.code === 'custom' ? problemOf(issue.params) : undefined;
      const { code, message, hint } = problem ?? { code: 'manifest/not-allowed', message: issue.message };
      reporter.error(code, rangeOf(root, path), { message, hint });
    }
  }
}

function problemOf(parameters: Record<string, unknown> | undefined): Problem | undefined {
  const problem = parameters?.problem;
  if (typeof problem !== 'object' || problem === null) return undefined;
  if (!('code' in problem) || !('message' in problem)) return undefined;
  const hint = 'hint' in problem ? problem.hint : undefined;
  return {
    code: String(problem.code),
    message: String(problem.message),
    hint: typeof hint === 'string' ? hint : undefined,
  };
}

/** Reports a key that the mapping at `path` does not have. */
export function reportUnknownKey(
  key: string,
  allowed: readonly string[],
  path: ManifestPath,
  root: SourceMap,
  reporter: Reporter,
): void {
  const synonyms = Object.hasOwn(SYNONYMS, key) ? (SYNONYMS[key] ?? []) : [];
  const near = suggestWord(key, allowed) ?? synonyms.find((synonym) => allowed.includes(synonym));
  reporter.error('manifest/unknown-key', rangeOf(root, [...path, key], 'key'), {
    message: `There is no key ${quote(key)} ${describeParent(path)}; allowed are ${allowed.join(', ')}.`,
    hint: near === undefined ? undefined : `Did you mean "${near}"?`,
  });
}

function reportType(
  issue: z.core.$ZodIssueInvalidType,
  path: ManifestPath,
  schema: z.ZodType,
  root: SourceMap,
  reporter: Reporter,
): void {
  const node = locate(root, path)?.node;
  const key = path.at(-1);
  if (node?.kind === 'empty' && node.isBroken) return;
  if (node === undefined || node.kind === 'empty') {
    const isWritten = node !== undefined;
    reporter.error('manifest/missing-key', rangeOf(root, path, 'key'), {
      message: isWritten
        ? `The key ${quote(String(key))} has no value; it needs ${describeExpected(issue.expected)}.`
        : `The key ${quote(String(key))} is missing ${describeParent(path.slice(0, -1))}; it is required.`,
      hint: node?.hasComment
        ? 'A "#" begins a comment; put a text with it in quotes.'
        : describeKey(schema, path),
    });
    return;
  }
  const expected = describeExpected(issue.expected);
  reporter.error('manifest/wrong-type', rangeOf(root, path), {
    message: `${typeof key === 'string' ? `The value of ${quote(key)}` : 'This item'} has to be ${expected}, not ${describeNode(node)}.`,
    hint: suggestShape(node, issue.expected, allowedKeys(schema, [...path, 0])),
  });
}

/** What the schema says of a key: the words that are allowed, or what it is for. */
function describeKey(schema: z.ZodType, path: ManifestPath): string | undefined {
  const meta = findSchema(schema, path)?.meta();
  return Array.isArray(meta?.enum) ? `Allowed are ${listWords(meta.enum, 'and')}.` : meta?.description;
}

/** How the value is written that was meant. */
function suggestShape(node: SourceNode, expected: string, itemKeys: readonly string[]): string | undefined {
  if (expected === 'array' && itemKeys.length > 0) {
    return `Begin each entry on a line of its own with "- ${itemKeys[0]}: ", and indent its other keys as far as this one.`;
  }
  if (expected === 'array' && node.kind === 'text') return `Write [${quote(node.value)}].`;
  const isMapping = expected === 'object' || expected === 'record';
  return isMapping && node.kind === 'list'
    ? 'Write each entry as "key: value", without a hyphen.'
    : undefined;
}

function describeExpected(expected: string): string {
  if (expected === 'array') return 'a list';
  if (expected === 'object' || expected === 'record') return 'a mapping of keys to values';
  return 'a text';
}

function describeNode(node: SourceNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  return 'a text';
}

function describeParent(path: ManifestPath): string {
  if (path.length === 0) return 'in the manifest';
  const shown = path.map((step) => (typeof step === 'number' ? `item ${step + 1}` : step)).join(' › ');
  return `in ${quote(shown)}`;
}

/** Keys that the schema has at a path of the manifest, in its order. */
export function allowedKeys(schema: z.ZodType, path: ManifestPath): readonly string[] {
  const found = unwrap(findSchema(schema, path));
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** What the schema has at a path of the manifest. */
function findSchema(schema: z.ZodType, path: ManifestPath): z.ZodType | undefined {
  let found: unknown = schema;
  for (const step of path) {
    const parent = unwrap(found);
    if (parent instanceof z.ZodObject) found = parent.shape[String(step)];
    else if (parent instanceof z.ZodRecord) found = parent.valueType;
    else if (parent instanceof z.ZodArray) found = parent.element;
    else return undefined;
  }
  return found instanceof z.ZodType ? found : undefined;
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodPipe) return unwrap(schema.out);
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

/** Words for a message about an id that nothing defines. */
export function describeUnknown(
  what: string,
  id: string,
  known: readonly string[],
): Pick<Problem, 'message' | 'hint'> {
  const near = suggestWord(id, known);
  const defined = known.length === 0 ? 'none is defined' : `defined are ${listWords(known, 'and')}`;
  return {
    message: `There is no ${what} ${quote(id)}; ${defined}.`,
    hint: near === undefined ? undefined : `Did you mean "${near}"?`,
  };
}
