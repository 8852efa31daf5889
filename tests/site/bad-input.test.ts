import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandHere } from '../support/command-line.ts';
import { HARD_NOTEBOOKS, LAST_WORDS, writeHardNotebook } from '../support/hard-notebooks.ts';
import { buildSite, type CommandResult, listFiles, readJson } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const SOUND = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: '# A sound notebook' }],
});

const MANIFEST = `version: 1
site: {title: Odd files, url: "https://example.org/odd/", language: en}
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
environments:
  python:
    title: Python
    image: quay.io/jupyter/base-notebook
    tag: 1.10
    binder: {repository: "https://github.com/example/binder", ref: 2026-11}
content:
  odd:
    title: Odd files
    repository: https://github.com/example/odd
    branch: on
    environment: python
    directory: ./notebooks
  away:
    title: Of somebody else
    repository: https://127.0.0.1:9/course.git
    branch: main
    environment: python
  many:
    title: Too many
    repository: https://github.com/example/many
    branch: main
    environment: python
    directory: ./many
    max_notebooks: 2
`;

/** File → what it holds, and the code of the reason for which it has no preview. */
const FILES: readonly (readonly [string, Buffer | string, string | undefined])[] = [
  ['sound.ipynb', SOUND, undefined],
  ['with a BOM.ipynb', `\uFEFF${SOUND}`, undefined],
  ['truncated.ipynb', SOUND.slice(0, 90), 'notebook/'],
  ['empty.ipynb', '', 'notebook/'],
  ['not-json.ipynb', '# A text', 'notebook/'],
  ['nbformat-2.ipynb', JSON.stringify({ nbformat: 2, worksheets: [] }), 'notebook/too-old'],
  ['latin-1.ipynb', Buffer.from(SOUND.replace('sound', 's\u00f6und'), 'latin1'), 'notebook/not-utf8'],
  ['large.ipynb', Buffer.alloc(60_000_000, 0x20), 'content/notebook-unreadable'],
];

describe('a build with bad input', () => {
  let folder: TemporaryFolder;
  let content: string;
  let outDir: string;
  let first: CommandResult;

  const writeManifest = (text: string) => writeFile(join(content, 'catalog.yaml'), text);

  beforeAll(async () => {
    folder = await createTemporaryFolder('bad');
    content = join(folder.path, 'content');
    outDir = join(folder.path, 'dist');
    for (const name of ['notebooks', 'many']) await mkdir(join(content, name), { recursive: true });
    for (const name of ['1', '2', '3', '4', '5'])
      await writeFile(join(content, 'many', `${name}.ipynb`), SOUND);
    for (const [name, bytes] of FILES) await writeFile(join(content, 'notebooks', name), bytes);
    for (const hard of HARD_NOTEBOOKS)
      await writeFile(join(content, 'notebooks', `${hard.name}.ipynb`), writeHardNotebook(hard));
    await writeManifest(MANIFEST);
    // A heap of 1 GB, so that a build without bounds dies.
    first = await buildSite(
      { content, cache: join(folder.path, 'cache'), outDir },
      { NODE_OPTIONS: '--max-old-space-size=1024' },
    );
  });

  afterAll(() => folder?.remove());

  it('lists every notebook, and says which ones have no preview and why', async () => {
    expect(first).toMatchObject({ exitCode: 0 });
    const { notebooks: all } = (await readJson(outDir, 'catalog.json')) as {
      notebooks: { content: string; path: string; page: string; launches: unknown[] }[];
    };
    const notebooks = all.filter(({ content: id }) => id === 'odd');
    const names = [...FILES.map(([name]) => name), ...HARD_NOTEBOOKS.map(({ name }) => `${name}.ipynb`)];
    expect(notebooks.map(({ path }) => path).sort()).toEqual(names.sort());
    for (const [name, , code] of FILES) {
      const notebook = notebooks.find(({ path }) => path === name);
      expect(notebook?.launches, name).toHaveLength(1);
      const page = notebook?.page.replace('/odd/', '') ?? '';
      const html = await readFile(join(outDir, page, 'index.html'), 'utf8');
      expect(html.includes('No preview'), name).toBe(code !== undefined);
      const line = first.stderr.split('\n').find((text) => text.includes(name));
      if (code === undefined) expect(line, name).toBeUndefined();
      else expect(line, name).toContain(`warning ${code}`);
    }
  });

  it.each(HARD_NOTEBOOKS)(
    'shows what it can of $name, and says what it left out',
    async ({ name, ...hard }) => {
      const { notebooks } = (await readJson(outDir, 'catalog.json')) as {
        notebooks: { path: string; page: string }[];
      };
      const page = notebooks.find(({ path }) => path === `${name}.ipynb`)?.page.replace('/odd/', '') ?? '';
      const bytes = await readFile(join(outDir, page, 'index.html'));
      const html = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const leftOut = html.slice(html.indexOf('Left out of this preview'));
      expect(html).not.toContain('\0');
      expect(bytes.length).toBeLessThan(8_000_000);
      if (hard.notice === undefined) expect(html).not.toContain('Left out of this preview');
      else expect(leftOut).toMatch(hard.notice);
      if (hard.shows !== undefined) expect(html).toMatch(hard.shows);
      if (!html.includes('cells are not shown here')) expect(html).toContain(`${LAST_WORDS}, of ${name}`);
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1] ?? '');
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) =>
        decodeURIComponent(match[1] ?? ''),
      );
      expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    },
  );

  it('says of each collection what is missing of it: on the page, and in the terminal', async () => {
    const { notebooks } = (await readJson(outDir, 'catalog.json')) as {
      notebooks: { content: string; path: string }[];
    };
    expect(notebooks.filter(({ content: id }) => id === 'many').map(({ path }) => path)).toEqual([
      '1.ipynb',
      '2.ipynb',
    ]);
    const page = await readFile(join(outDir, 'notebooks', 'index.html'), 'utf8');
    expect(page).toContain('Only the first 2 notebooks of this collection are listed; 3 more are not.');
    expect(first.stderr).toMatch(/warning content\/too-much: .*5 notebooks that match, of which the first 2/);
    expect(page).toMatch(
      /Of somebody else[\s\S]*data-away="nothing"[^>]*>\s*<bdi[^>]*>[^<]*could not be reached[^<]*Its notebooks will be listed when it can be read again\./,
    );
    expect(first.stderr).toMatch(/warning content\/unreachable: .*127\.0\.0\.1:9/);
  });

  it('takes tags, refs and branches as they are written', async () => {
    const { notebooks, environments } = (await readJson(outDir, 'catalog.json')) as {
      notebooks: { launches: { url: string }[] }[];
      environments: { tag: string }[];
    };
    expect(environments[0]?.tag).toBe('1.10');
    expect(notebooks[0]?.launches[0]?.url).toContain('/v2/gh/example/binder/2026-11?');
    expect(notebooks[0]?.launches[0]?.url).toContain('branch%3Don');
  });

  it.each([
    ['an empty manifest', '', /catalog\.yaml:1:1 - error manifest\//],
    ['a manifest of 5 MB', `# ${'x'.repeat(5_000_000)}\n`, /error manifest\/too-large/],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`).join('\n')}\n`,
      /error (manifest|yaml)\//,
    ],
    [
      'tabs',
      MANIFEST.replace('  odd:', '\todd:'),
      /catalog\.yaml:\d+:\d+ - error manifest\/yaml-syntax: A tab/,
    ],
    ['a key twice', `${MANIFEST}hubs: {}\n`, /catalog\.yaml:\d+:1 - error/],
    ['a tag in the image', MANIFEST.replace('base-notebook', 'base-notebook:latest'), /error manifest\//],
    ['capitals in the image', MANIFEST.replace('quay.io/jupyter/', 'quay.io/Jupyter/'), /error manifest\//],
    ['a folder that is not there', MANIFEST.replace('./notebooks', './nowhere'), /error directory\/missing/],
  ])('of %s ends with one clear sentence, and leaves what was published', async (_, manifest, expected) => {
    const before = await listFiles(outDir);
    await writeManifest(manifest);
    const { exitCode, stderr } = await runCommandHere('build', ['--outDir', outDir], {
      SLIPWAY_CONTENT: content,
      SLIPWAY_CACHE: join(folder.path, 'cache'),
    });
    await writeManifest(MANIFEST);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/\n\s+at .*\(/);
    expect(await listFiles(outDir)).toEqual(before);
  });
});
