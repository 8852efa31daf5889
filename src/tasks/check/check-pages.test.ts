import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { HARBOUR_MANIFEST } from '../../core/site/harbour.fixture.ts';
import { checkPages } from './check-pages.ts';

const page = (body = 'Text.', title = 'A page') => `---\ntitle: ${title}\n---\n\n${body}\n`;

test.each([
  ['two files for one address', { 'About us.md': page(), 'about-us.mdx': page() }, '', ['page/twice']],
  ['one page in two languages', { 'about.md': page(), 'about.de.md': page() }, '', []],
  ['two pages with one title', { 'a.md': page(), 'b.md': page('', '"A  page "') }, '', ['page/same-title']],
  ['two titles that differ', { 'a.md': page(), 'b.md': page('', 'Another') }, '', []],
  ['one title in two languages', { 'a.de.md': page(), 'b.fr.md': page() }, '', []],
  ['one title in a language and for all', { 'a.de.md': page(), 'b.md': page() }, '', ['page/same-title']],
  ['the text of the home', { 'a.md': page(), 'home.md': page() }, '', []],
  [
    'an import of what is not there',
    { 'a.mdx': page("import { Map } from './map.js';") },
    '',
    ['page/file-missing'],
  ],
  ['an import without its extension', { 'a.mdx': page("import { b } from './b';"), 'b.mjs': '' }, '', []],
  ['a picture that is missing', { 'a.md': page('![map](map.png)') }, '', ['page/file-missing']],
  ['a link of the site to a page that is there', { 'about.md': page() }, 'about/', []],
  ['a link of the site to a page that is not', { 'about.md': page() }, 'abuot/', ['page/target-missing']],
] as const)('%s', async (_, files, target, codes) => {
  await using folder = await createTemporaryFolder('pages');
  await mkdir(join(folder.path, 'pages'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, 'pages', name), text);
  const links = target === '' ? '' : `, links: [{title: More, url: ${target}}]`;
  const manifest = HARBOUR_MANIFEST.replace('language: en}', `language: en${links}}`);
  const { diagnostics } = await checkPages(folder.path, parseCatalog(manifest, 'catalog.yaml'));
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  for (const { position } of diagnostics)
    expect(['catalog.yaml', ...Object.keys(files)]).toContain(basename(position.file));
});

test('of two pages with one title the second says where the first is, at its own title', async () => {
  await using folder = await createTemporaryFolder('pages');
  await mkdir(join(folder.path, 'pages', 'week'), { recursive: true });
  await writeFile(join(folder.path, 'pages', 'rooms.md'), page());
  await writeFile(join(folder.path, 'pages', 'week', 'plan.md'), '---\nnav: true\ntitle: A page\n---\n');
  const { diagnostics, sources } = await checkPages(
    folder.path,
    parseCatalog(HARBOUR_MANIFEST, 'catalog.yaml'),
  );
  const file = join(folder.path, 'pages', 'week', 'plan.md');
  expect(diagnostics).toEqual([
    expect.objectContaining({
      severity: 'warning',
      message: 'The page "rooms/" has the title "A page" as well, so readers cannot tell it from this one.',
      position: { file, line: 3, column: 1, length: 0 },
    }),
  ]);
  expect(sources.has(file)).toBe(true);
});
