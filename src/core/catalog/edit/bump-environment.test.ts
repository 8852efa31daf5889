import { describe, expect, test } from 'vitest';
import { formatDiff } from '../../diagnostics/format-diff.ts';
import { listPermanentAddresses } from '../../site/permanent-addresses.ts';
import { createNotebookIds } from '../notebook-ids.ts';
import { parseCatalog } from '../parse.ts';
import type { Catalog } from '../types.ts';
import { findEnvironment } from '../views.ts';
import { type Bump, bumpEnvironment } from './bump-environment.ts';
import { DIGESTS, ODD_MANIFESTS } from './odd-manifests.fixture.ts';

const FILE = 'catalog.yaml';

function parse(text: string): Catalog {
  const { catalog, diagnostics } = parseCatalog(text, FILE);
  expect(diagnostics).toEqual([]);
  if (catalog === undefined) throw new Error('no catalogue');
  return catalog;
}

function bump(text: string, more: Partial<Bump> = {}) {
  const catalog = parse(text);
  const environment = findEnvironment(catalog, 'py');
  if (environment === undefined) throw new Error('no environment py');
  const label = 'Autumn 2026';
  const request = { environment, tag: 'v1.3', digest: DIGESTS.next, label, ...more };
  return bumpEnvironment({ text, file: FILE }, catalog, request);
}

describe('the version moves to the top of "earlier" as a person would move it', () => {
  test.each(Object.entries(ODD_MANIFESTS))('%s', (_, text) => {
    const bumped = bump(text, { edition: { id: 'autumn-2026', label: 'Autumn 2026', branch: 'autumn' } });
    if (!bumped.ok) throw new Error(bumped.failure.message);
    expect(formatDiff(FILE, text, bumped.value.text).replaceAll('\r', '')).toMatchSnapshot();
    const isWindows = text.includes('\r\n');
    expect(/[^\r]\n/.test(bumped.value.text)).toBe(!isWindows);
    expect(bumped.value.text.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
  });
});

test('the Binder repository of the old version stays at the commit that names it, and the new one follows', () => {
  const text = ODD_MANIFESTS['anchors of values'] ?? '';
  const commit = '0123456789abcdef0123456789abcdef01234567';
  const bumped = bump(text, { earlierRef: commit });
  expect(bumped.ok && findEnvironment(bumped.value.catalog, 'py')).toMatchObject({
    current: { tag: 'v1.3', digest: DIGESTS.next, binder: { ref: 'stable' } },
    earlier: [{ tag: 'v1.2', label: 'Autumn 2026', binder: { ref: commit } }, { tag: 'v1.1' }],
  });
});

test('what every content keeps is an edition of each that uses the environment, and of no other', () => {
  const text = `${ODD_MANIFESTS['comments everywhere'] ?? ''}  other: # not ours
    title: Other
    repository: https://github.com/example/other
    branch: main
    environment: r
  more:
    title: More
    repository: https://github.com/example/more
    branch: main
    environment: py
    editions:
      # newest first
      spring: {branch: spring, tag: v1.1}
`
    .replace('environments: [py]', 'environments: [py, r]')
    .replace('content:\n', '  r: {image: ghcr.io/example/r, tag: v1}\ncontent:\n');
  const bumped = bump(text, { edition: { id: 'autumn', label: 'Autumn: "26"' } });
  if (!bumped.ok) throw new Error(bumped.failure.message);
  expect(
    bumped.value.catalog.contents.map(({ editions }) => editions.map(({ id, tag }) => `${id} ${tag}`)),
  ).toEqual([['autumn v1.2'], [], ['autumn v1.2', 'spring v1.1']]);
  expect(formatDiff(FILE, text, bumped.value.text)).toMatchSnapshot();
});

test('an environment that is an alias of another is not changed by itself', () => {
  const text = (ODD_MANIFESTS['merged from another environment'] ?? '').replace(
    '    <<: *common\n    tag: v1.2\n    earlier:\n      - tag: v1.1\n',
    '',
  );
  const shared = text.replace('  py:\n', '  py: *common\n');
  const bumped = bump(shared);
  expect(bumped).toMatchObject({
    ok: false,
    failure: { code: 'manifest/not-editable', position: { line: 11 } },
  });
});

test('permanent links are the same before and after, and an edition adds its own', () => {
  const text = (ODD_MANIFESTS['anchors of values'] ?? '').replace(
    '    editions:',
    '    notebooks: {a.ipynb: {id: first}}\n    editions:',
  );
  const links = ({ contents, moved }: Catalog) => {
    const notebooks = contents.flatMap((content) =>
      [...createNotebookIds(content, ['a.ipynb', 'Week 1/b.ipynb']).ids.values()].map((id) => ({
        id,
        editions: content.editions,
      })),
    );
    const editions = contents.map(({ id, editions: own }) => ({
      id,
      editionIds: own.map((each) => each.id),
    }));
    return listPermanentAddresses({ contents: editions, notebooks, moved, retired: [] }).map(
      ({ contentId, slug, editionId }) => [contentId, slug, editionId].join(' '),
    );
  };
  const before = links(parse(text));
  expect(before).toHaveLength(4);
  const plain = bump(text);
  expect(plain.ok && links(plain.value.catalog)).toEqual(before);
  const kept = bump(text, { edition: { id: 'autumn', label: 'Autumn' } });
  expect(kept.ok && links(kept.value.catalog)).toEqual(expect.arrayContaining(before));
});

test('several Binder repositories stay those of the new version, and the old one keeps the first', () => {
  const repository = (name: string) => `{repository: https://github.com/example/${name}, ref: stable}`;
  const text = (ODD_MANIFESTS['flow style on one line'] ?? '').replace(
    'tag: v1.2,',
    `tag: v1.2, binder: [${repository('binder')}, ${repository('binder-2')}],`,
  );
  const bumped = bump(text, { earlierRef: 'abc1234' });
  if (!bumped.ok) throw new Error(bumped.failure.message);
  expect(findEnvironment(bumped.value.catalog, 'py')).toMatchObject({
    current: { tag: 'v1.3', binder: { ref: 'stable' }, moreBinders: [{ ref: 'stable' }] },
    earlier: [{ tag: 'v1.2', binder: { ref: 'abc1234' } }, { tag: 'v1.1' }],
  });
  // A ref for the new version would be that of one repository alone.
  expect(bump(text, { ref: 'next' })).toMatchObject({
    ok: false,
    failure: { code: 'manifest/not-editable' },
  });
});
