import * as z from 'zod';
import type { OffsetEdit } from '../diagnostics/apply-fix.ts';
import { quote } from '../diagnostics/quote.ts';
import { listWords, suggestWord } from '../diagnostics/suggest.ts';
import { trimWhere } from '../trim.ts';
import { listSynonyms } from './key-synonyms.ts';
import { adviseWord } from './remedies.ts';
import { type Problem, type Reporter, rangeOf } from './reporter.ts';
import { toFinding } from './source/edits.ts';
import { lineAt } from './source/text-lines.ts';
import { locate, type ManifestPath, plainKey, type SourceMap } from './source/tree.ts';
import { describeShape, isWithoutContent, suggestForNothing, suggestShape } from './wrong-shapes.ts';

/** Further ones of a mapping follow from the mistake that the first one reports. */
const MAX_UNKNOWN_KEYS = 20;

/** What was checked, and where to report. */
interface Checked {
  readonly schema: z.ZodType;
  readonly root: SourceMap;
  readonly reporter: Reporter;
}

/**
 * Reports what the schema found, each at its key or value. A key that is missing is left out where the remedy
 * of another problem supplies it: `repo:` for `repository:` is one mistake.
 */
export function reportIssues(issues: readonly z.core.$ZodIssue[], checked: Checked): void {
  const { schema, root, reporter } = checked;
  const supplied = new Set<string>();
  const supply = (path: ManifestPath, key: string) => supplied.add(JSON.stringify([...path, key]));
  const located = issues.map((issue) => ({ issue, path: manifestPath(issue.path) }));
  for (const { issue, path } of located) {
    if (issue.code === 'unrecognized_keys') {
      const allowed = allowedKeys(schema, path);
      for (const key of issue.keys.map(plainKey).slice(0, MAX_UNKNOWN_KEYS)) {
        const meant = reportUnknownKey(key, allowed, path, checked);
        if (meant !== undefined) supply(path, meant);
      }
    } else if (issue.code !== 'invalid_type') {
      const problem = problemOf(issue);
      for (const key of Object.keys(problem.beside ?? {})) supply(path.slice(0, -1), key);
      reporter.error(problem.code, rangeOf(root, path), toFinding(problem, root, path, reporter.text));
    }
  }
  for (const { issue, path } of located) {
    if (issue.code !== 'invalid_type' || supplied.has(JSON.stringify(path))) continue;
    reportType(issue, path, checked);
  }
}

/**
 * Issues of a key that takes values of two shapes are those of the shape that was written: a list, or the other.
 * Their paths then begin at the manifest.
 */
export function flattenShapes(
  issues: readonly z.core.$ZodIssue[],
  root: SourceMap,
): readonly z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const isList = locate(root, manifestPath(issue.path))?.node.kind === 'list';
    const [single = [], many = []] = issue.errors;
    return flattenShapes(
      (isList ? many : single).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
      root,
    );
  });
}

/** Path of an issue in the manifest's own keys. */
export function manifestPath(path: readonly PropertyKey[]): ManifestPath {
  return path
    .filter((step) => typeof step !== 'symbol')
    .map((step) => (typeof step === 'string' ? plainKey(step) : step));
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  // `values.ts` puts it there.
  const problem = issue.code === 'custom' ? (issue.params?.problem as Problem | undefined) : undefined;
  return problem ?? { code: 'manifest/not-allowed', message: issue.message };
}

/** Reports a key that the mapping at `path` does not have. @returns the key that was meant and is not there */
function reportUnknownKey(
  key: string,
  allowed: readonly string[],
  path: ManifestPath,
  { root, reporter }: Checked,
): string | undefined {
  const word = trimWhere(key, (character) => /[\s\p{Cf}"'\u2018-\u201f]/u.test(character));
  const candidates = [suggestWord(word, allowed) ?? [], listSynonyms(key)]
    .flat()
    .filter((candidate) => allowed.includes(candidate));
  const parent = locate(root, path)?.node;
  const isWritten = (name: string) => parent?.kind === 'map' && parent.entries.has(name);
  const near = candidates.find((name) => !isWritten(name)) ?? candidates[0];
  const isThere = near !== undefined && isWritten(near);
  const range = rangeOf(root, [...path, key], 'key');
  reporter.error('manifest/unknown-key', range, {
    message: `There is no key ${quote(key)} ${describeParent(path)}; allowed are ${allowed.join(', ')}.`,
    cause: JSON.stringify([key, allowed]),
    ...(isThere && { hint: `Remove it, or merge it into "${near}", which is there as well.` }),
    ...(!isThere && near && { hint: `Did you mean "${near}"?`, fix: [{ ...range, text: near }] }),
  });
  return isThere ? undefined : near;
}

function reportType(
  issue: z.core.$ZodIssueInvalidType,
  path: ManifestPath,
  { schema, root, reporter }: Checked,
): void {
  const node = locate(root, path)?.node;
  const key = path.at(-1);
  const expected = describeExpected(issue.expected);
  if (node === undefined || node.kind === 'empty') {
    if (node?.isBroken) return;
    reporter.error('manifest/missing-key', rangeOf(root, path, 'key'), {
      message:
        node === undefined
          ? `The key ${quote(String(key))} is missing ${describeParent(path.slice(0, -1))}; it is required.`
          : `The key ${quote(String(key))} has no value; it needs ${expected}.`,
      ...(node?.hasComment
        ? {
            hint: 'A "#" begins a comment; put a text with it in quotes.',
            fix: quoteComment(root, path, reporter.text),
          }
        : { hint: describeKey(schema, path) }),
    });
    return;
  }
  // Ids and paths are the user's own words.
  const isNamed = typeof key === 'string' && allowedKeys(schema, path.slice(0, -1)).includes(key);
  // Keys of the mapping that is expected, or of those in the list that is.
  const keys = allowedKeys(schema, issue.expected === 'array' ? [...path, 0] : path);
  const written = describeShape(node);
  const isOptional = findSchema(schema, path)?.safeParse(undefined).success ?? false;
  reporter.error('manifest/wrong-type', node.range, {
    message: `${typeof key === 'string' ? `The value of ${quote(key)}` : 'This item'} has to be ${expected}, not ${written}.`,
    cause: JSON.stringify([isNamed ? key : null, expected, written, path[0]]),
    ...(isWithoutContent(node) && (isOptional || keys.length === 0)
      ? suggestForNothing(node, isOptional, describeKey(schema, path))
      : suggestShape(node, issue.expected, keys, reporter.text)),
  });
}

/** `title: #1 in class`: what looks like a comment was meant as the value. */
function quoteComment(root: SourceMap, path: ManifestPath, text: string): readonly OffsetEdit[] | undefined {
  const key = locate(root, path)?.key;
  const start = key === undefined ? -1 : text.indexOf('#', key.end);
  const line = key === undefined ? undefined : lineAt(text, key.start);
  if (line === undefined || start < 0 || start >= line.end) return undefined;
  return [{ start, end: line.end, text: JSON.stringify(text.slice(start, line.end)) }];
}

/** What the schema says of a key: the words that are allowed, or what it is for. */
function describeKey(schema: z.ZodType, path: ManifestPath): string | undefined {
  const meta = findSchema(schema, path)?.meta();
  return Array.isArray(meta?.enum) ? `Allowed are ${listWords(meta.enum, 'and')}.` : meta?.description;
}

function describeExpected(expected: string): string {
  if (expected === 'array') return 'a list';
  return expected === 'object' || expected === 'record' ? 'a mapping of keys to values' : 'a text';
}

function describeParent(path: ManifestPath): string {
  if (path.length === 0) return 'in the manifest';
  const shown = path.map((step) => (typeof step === 'number' ? `item ${step + 1}` : step)).join(' › ');
  return `in ${quote(shown)}`;
}

/** Keys that the schema has at a path of the manifest, in its order. */
function allowedKeys(schema: z.ZodType, path: ManifestPath): readonly string[] {
  const found = unwrap(findSchema(schema, path));
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** What the schema has at a path of the manifest. */
function findSchema(schema: z.ZodType, path: ManifestPath): z.ZodType | undefined {
  let found: unknown = schema;
  for (const step of path) {
    const parent = unwrap(found, step);
    if (parent instanceof z.ZodObject) found = parent.shape[String(step)];
    else if (parent instanceof z.ZodRecord) found = parent.valueType;
    else if (parent instanceof z.ZodArray) found = parent.element;
    else return undefined;
  }
  return found instanceof z.ZodType ? found : undefined;
}

/** @param step what comes next: of two shapes, a number chooses the list */
function unwrap(schema: unknown, step?: string | number): unknown {
  if (schema instanceof z.ZodUnion) {
    const [single, many] = schema.options;
    return unwrap(typeof step === 'number' ? many : single, step);
  }
  // What is transformed is what the manifest has; `preprocess` transforms it before.
  if (schema instanceof z.ZodPipe)
    return unwrap(schema.in instanceof z.ZodTransform ? schema.out : schema.in, step);
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap(), step) : schema;
}

/** Words for a message about an id that nothing defines. */
export function describeUnknown(
  what: string,
  id: string,
  known: readonly string[],
): Pick<Problem, 'message' | 'hint' | 'replacement'> {
  const defined = known.length === 0 ? 'none is defined' : `defined are ${listWords(known, 'and')}`;
  return {
    message: `There is no ${what} ${quote(id)}; ${defined}.`,
    ...adviseWord(suggestWord(id, known)),
  };
}
