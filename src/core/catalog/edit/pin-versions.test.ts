import { describe, expect, test } from 'vitest';
import { formatDiff } from '../../diagnostics/format-diff.ts';
import { parseCatalog } from '../parse.ts';
import type { Catalog } from '../types.ts';
import { environmentVersions } from '../views.ts';
import { DIGESTS, ODD_MANIFESTS } from './odd-manifests.fixture.ts';
import { pinVersions } from './pin-versions.ts';

const FILE = 'catalog.yaml';

function parse(text: string): Catalog {
  const { catalog, diagnostics } = parseCatalog(text, FILE);
  expect(diagnostics).toEqual([]);
  if (catalog === undefined) throw new Error('no catalogue');
  return catalog;
}

function pin(text: string, digests: Readonly<Record<string, string>>, environmentId = 'py') {
  const pins = Object.entries(digests).map(([tag, digest]) => ({ environmentId, tag, digest }));
  return pinVersions({ text, file: FILE }, parse(text), pins);
}

const BOTH = { 'v1.2': DIGESTS.current, 'v1.1': DIGESTS.earlier };

function digestsFor(text: string): Readonly<Record<string, string>> {
  const tags = environmentVersions(parse(text).environments.find(({ id }) => id === 'py') ?? missing()).map(
    ({ tag }) => tag,
  );
  return Object.fromEntries(Object.entries(BOTH).filter(([tag]) => tags.includes(tag)));
}

function missing(): never {
  throw new Error('no environment py');
}

describe('digests are written as a person would', () => {
  test.each(Object.entries(ODD_MANIFESTS))('%s', (_, text) => {
    const pinned = pin(text, digestsFor(text));
    if (!pinned.ok) throw new Error(pinned.failure.message);
    expect(formatDiff(FILE, text, pinned.value.text).replaceAll('\r', '')).toMatchSnapshot();
    // Only lines that hold a digest are new.
    const lines = new Set(text.split('\n'));
    const changed = pinned.value.text.split('\n').filter((line) => !lines.has(line));
    expect(changed.filter((line) => !line.includes('sha256:'))).toEqual([]);
  });
});

test('a digest that is replaced keeps its quotes and its comment', () => {
  const text = (ODD_MANIFESTS['quotes of both kinds'] ?? '').replace(
    "'tag': 'v1.2'",
    `'tag': 'v1.2'\n    'digest': "${DIGESTS.earlier}" # checked`,
  );
  const pinned = pin(text, { 'v1.2': DIGESTS.current });
  expect(pinned.ok && pinned.value.text).toBe(text.replace(DIGESTS.earlier, DIGESTS.current));
});

test('two environments that share a version by an alias may get one digest, but not two', () => {
  const text = `version: 1
site: {title: Waves, url: "https://waves.example/"}
hubs: {class: {type: jupyterhub, url: https://hub.example.org, environments: [a]}}
environments:
  a: &a
    image: ghcr.io/example/py
    tag: v1
  b: *a
content: {}
`;
  const catalog = parse(text);
  const pins = ['a', 'b'].map((environmentId) => ({ environmentId, tag: 'v1', digest: DIGESTS.current }));
  const both = pinVersions({ text, file: FILE }, catalog, pins);
  expect(both.ok && both.value.text).toBe(
    text.replace('tag: v1\n', `tag: v1\n    digest: ${DIGESTS.current}\n`),
  );
  const one = pinVersions({ text, file: FILE }, catalog, pins.slice(1));
  expect(one).toMatchObject({ ok: false, failure: { code: 'manifest/not-editable', position: { line: 8 } } });
});
