import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { HARBOUR_MANIFEST } from '../../core/site/harbour.fixture.ts';
import { checkBrand } from './check-brand.ts';

test.each([
  ['no picture', '', []],
  ['a logo that is not there', ', logo: gone.svg', ['site/picture-unusable']],
  ['a black logo', ', logo: black.svg', ['site/logo-adjusted']],
  ['a picture of the start page that is none', ', image: text.png', ['site/picture-unusable']],
])('a manifest with %s', async (_, keys, codes) => {
  await using folder = await createTemporaryFolder('brand-check');
  await writeFile(
    join(folder.path, 'black.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>',
  );
  await writeFile(join(folder.path, 'text.png'), 'a text');
  const manifest = HARBOUR_MANIFEST.replace('language: en}', `language: en${keys}}`);
  const line = manifest.split('\n').findIndex((text) => text.includes('language: en')) + 1;
  const diagnostics = await checkBrand(folder.path, parseCatalog(manifest, 'catalog.yaml'));
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  for (const { severity, position } of diagnostics)
    expect([severity, position.line]).toEqual(['warning', line]);
});
