import { Ajv, type ErrorObject } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type * as z from 'zod';
import { chooseSample } from '../../../tests/support/sample.ts';
import { renderJsonSchemas } from '../published/json-schemas.ts';
import { EVERY_KEY } from './every-key.fixture.ts';
import type { Problem } from './reporter.ts';
import { ManifestSchema } from './schema/manifest.ts';

/**
 * Editors check manifests by `public/catalog.schema.json`, and `check` by the schema of the code. Each key of a manifest
 * gets each of these values, as they are written in YAML, and both have to say the same.
 */
const VALUES = [
  '',
  '~',
  '1',
  '"1"',
  '"0"',
  '-1',
  '1.5',
  'true',
  '"true"',
  'TRUE',
  'yes',
  'abc',
  '""',
  '" "',
  '[]',
  '{}',
  '[a]',
  '[1]',
  '[[]]',
  '[{}]',
  '{a: b}',
  '{a: 1}',
  '{a: []}',
  '{a: {}}',
  '2026-03-01',
  '"2026-03-01"',
  '2026-03-01T06:00Z',
  'a/b',
  'picture.PNG',
  'https://example.org/a/b',
];

/** What is wrong with the form of a value, where JSON Schema can say so; others need several keys, or a program. */
const FORMS = new Set(
  ['empty-text', 'not-allowed', 'bad-version', 'bad-id', 'bad-notebook-id', 'bad-tag', 'bad-digest'].concat([
    'bad-size',
    'unknown-reason',
    'latest-tag',
    'invalid_type',
    'unrecognized_keys',
  ]),
);

type Path = readonly (string | number)[];

const schema = JSON.parse(renderJsonSchemas().get('catalog.schema.json') ?? '');
const editor = new Ajv({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } }).compile(schema);

/** As editors read YAML, and as `check` does: each scalar a text, and undefined for none. */
const EDITOR_DATA = parse(EVERY_KEY);
const CHECK_DATA = parse(EVERY_KEY, { schema: 'failsafe' });
const asEditor = (written: string) => parse(written) ?? null;
const asCheck = (written: string) => (written === '' ? undefined : parse(written, { schema: 'failsafe' }));

function setAt(data: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(data))
    return data.map((item, index) => (index === step ? setAt(item, rest, value) : item));
  const mapping = data as Record<string, unknown>;
  return { ...mapping, [step]: setAt(mapping[step], rest, value) };
}

function listPaths(data: unknown, path: Path = []): Path[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof data !== 'object' || data === null) return own;
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return [...own, ...entries.flatMap(([step, value]) => listPaths(value, [...path, step]))];
}

/** Codes of what `check` says of data; those of the code's own schema as zod names them. */
function codesOf(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union') {
      const isOfOtherShape = ([first]: readonly z.core.$ZodIssue[]) =>
        first?.code === 'invalid_type' && first.path.length === 0;
      return codesOf(issue.errors.find((errors) => !isOfOtherShape(errors)) ?? issue.errors[0] ?? []);
    }
    const problem = issue.code === 'custom' ? (issue.params?.problem as Problem | undefined) : undefined;
    return [problem?.code.replace('manifest/', '') ?? issue.code];
  });
}

/** Only the part of the manifest that a path is in, which takes less time. */
function keepPart(data: Record<string, unknown>, [part]: Path): Record<string, unknown> {
  const { version, site } = data;
  return { version, site, hubs: {}, environments: {}, content: {}, ...(part && { [part]: data[part] }) };
}

function compare(path: Path, written: string): string | undefined {
  const found = ManifestSchema.safeParse(setAt(keepPart(CHECK_DATA, path), path, asCheck(written)));
  const value = asEditor(written);
  const isTaken = editor(setAt(keepPart(EDITOR_DATA, path), path, value));
  if (found.success === isTaken) return undefined;
  // Rules between keys look at these.
  const isOfRules = ({ keyword, propertyName }: ErrorObject) =>
    keyword === 'minItems' || propertyName !== undefined;
  if (found.success && editor.errors?.some(isOfRules)) return undefined;
  const label = `${path.join('.')}: ${written}`;
  // Whether a null was written as `~`, which is a text to `check`, or as nothing, an editor doesn't see; a number
  // or a boolean is not the text that it was.
  if (found.success) return value === null ? undefined : `only check takes ${label}`;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return undefined;
  const codes = codesOf(found.error.issues);
  return codes.some((code) => FORMS.has(code))
    ? `only editors take ${label} (${codes.join(', ')})`
    : undefined;
}

test('editors and check take the same values of every key, and refuse the same forms', () => {
  const paths = listPaths(CHECK_DATA);
  const pairs = paths.flatMap((path) => VALUES.map((written) => ({ path, written })));
  const sample = chooseSample('SLIPWAY_TEST_ALL', pairs, 1_000);
  const faults = sample.flatMap(({ path, written }) => compare(path, written) ?? []);

  expect(editor(EDITOR_DATA), JSON.stringify(editor.errors)).toBe(true);
  expect(ManifestSchema.safeParse(CHECK_DATA).error?.issues).toBeUndefined();
  expect(faults).toEqual([]);
});

test('the manifest of that comparison has every key', () => {
  expect(listAbsentKeys(schema, [CHECK_DATA])).toEqual([]);
});

/** Keys of a JSON Schema that none of some values has. */
function listAbsentKeys(part: Record<string, unknown>, values: readonly unknown[], path = ''): string[] {
  const {
    properties = {},
    additionalProperties,
    items,
    anyOf = [],
  } = part as {
    properties?: Record<string, Record<string, unknown>>;
    additionalProperties?: Record<string, unknown> | false;
    items?: Record<string, unknown>;
    anyOf?: Record<string, unknown>[];
  };
  const mappings = values.filter(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  const valuesOf = (key: string) =>
    mappings.flatMap((mapping) =>
      Object.hasOwn(mapping as object, key) ? [(mapping as Record<string, unknown>)[key]] : [],
    );
  const own = Object.entries(properties).flatMap(([key, property]) => {
    const found = valuesOf(key);
    const name = `${path}/${key}`;
    return found.length === 0 ? [name] : listAbsentKeys(property, found, name);
  });
  const inner = [
    ...(additionalProperties
      ? [[additionalProperties, mappings.flatMap((mapping) => Object.values(mapping as object))] as const]
      : []),
    ...(items ? [[items, values.filter(Array.isArray).flat()] as const] : []),
    ...anyOf.map((each) => [each, values] as const),
  ].flatMap(([each, found]) => listAbsentKeys(each, found, `${path}/*`));
  return [...own, ...inner];
}
