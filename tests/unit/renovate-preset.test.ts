import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIGESTS, ODD_MANIFESTS } from '../../src/core/catalog/edit/odd-manifests.fixture.ts';
import { pinVersions } from '../../src/core/catalog/edit/pin-versions.ts';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import type { NewCatalogue } from '../../src/core/new-catalogue/answers.ts';
import { listNewFiles } from '../../src/core/new-catalogue/files.ts';
import { writeRenovate } from '../../src/core/new-catalogue/renovate.ts';

const NEW_CATALOGUE: NewCatalogue = {
  title: 'Tides',
  url: 'https://me.github.io/tides/',
  repository: 'https://github.com/me/tides',
  contents: [],
  image: { name: 'quay.io/pangeo/pangeo-notebook', tag: '2026.01.30', digest: DIGESTS.current },
  hub: { type: 'binderhub', url: 'https://mybinder.org' },
  language: 'en',
  ci: 'github',
  slipway: '^1.0.0',
};

interface Preset {
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
  }[];
}

const preset = JSON.parse(writeRenovate()) as Preset;

/** As Renovate's regex manager does with one match string: every match, and what its named groups hold. */
function find(text: string): readonly Record<string, string | undefined>[] {
  return preset.customManagers.flatMap(({ matchStrings }) =>
    matchStrings.flatMap((source) =>
      [...text.matchAll(new RegExp(source, 'g'))].map(({ groups }) => ({ ...groups })),
    ),
  );
}

test.each(Object.entries(ODD_MANIFESTS))('Renovate finds image, tag and digest in: %s', (_, text) => {
  const manifest = { text, file: 'catalog.yaml' };
  const { catalog } = parseCatalog(text, manifest.file);
  if (catalog === undefined) throw new Error('no catalogue');
  // An image that is merged from another mapping is not beside the tag.
  const written = catalog.environments.filter(({ id }) => id === 'old' || !text.includes('<<: *common'));
  const versions = written.map(({ image, current }) => ({ depName: image, currentValue: current.tag }));
  const isSplit = text.includes('    digest:\n    tag:');
  expect(find(text)).toEqual(
    isSplit ? [] : versions.map((version) => ({ ...version, currentDigest: undefined })),
  );

  const pins = catalog.environments.map(({ id, current }) => ({
    environmentId: id,
    tag: current.tag,
    digest: DIGESTS.current,
  }));
  const pinned = pinVersions(manifest, catalog, pins);
  const found = pinned.ok ? find(pinned.value.text) : [];
  expect(found).toEqual(
    isSplit ? [] : versions.map((version) => ({ ...version, currentDigest: DIGESTS.current })),
  );
});

test('Renovate finds the environment of a new catalogue, which has the file', () => {
  const files = listNewFiles(NEW_CATALOGUE);
  expect(files.find(({ path }) => path === 'renovate.json')?.text).toBe(writeRenovate());
  const manifest = files.find(({ path }) => path === 'catalog.yaml')?.text ?? '';
  const { name, tag, digest } = NEW_CATALOGUE.image;
  expect(find(manifest)).toEqual([{ depName: name, currentValue: tag, currentDigest: digest }]);
});

test('the documentation has the file that is written', () => {
  const page = readFileSync(new URL('../../docs/versions.md', import.meta.url), 'utf8');
  expect(JSON.parse(/^```json\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '')).toEqual(preset);
});

test('the expressions need nothing that Renovate does not have, which runs RE2', () => {
  for (const { matchStrings, managerFilePatterns } of preset.customManagers) {
    for (const source of matchStrings) expect(source).not.toMatch(/\(\?<?[=!]|\\[1-9]/);
    const [pattern = ''] = managerFilePatterns;
    expect(new RegExp(pattern.slice(1, -1)).test('content/catalog.yaml')).toBe(true);
  }
});
