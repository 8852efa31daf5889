import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { renderSmallManifest } from '../support/test-site.ts';

const MANIFEST = renderSmallManifest({ title: 'Tides', url: 'https://example.org/tides/' }, [
  { id: 'tides', title: 'Tides' },
]);

const makeNotebook = (text: string) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [{ cell_type: 'markdown', metadata: {}, source: `# Tides\n\n${text}` }],
  });

describe('a site that is built again', () => {
  let folder: TemporaryFolder;
  let first: CommandResult;
  const place = (path: string) => join(folder.path, path);
  const read = (path: string) => readFile(place(`dist/${path}`), 'utf8');
  const build = (environment: NodeJS.ProcessEnv = {}, ...options: string[]) =>
    runCommand('build', ['--outDir', place('dist'), ...options], {
      SLIPWAY_CONTENT: place('content'),
      SLIPWAY_CACHE: place('cache'),
      ...environment,
    });
  /** Tells a file that was made anew from one that has stayed. */
  const identity = async () => (await stat(place('dist/catalog.json'))).ino;

  beforeAll(async () => {
    folder = await createTemporaryFolder('unchanged');
    await mkdir(place('content/notebooks'), { recursive: true });
    await mkdir(place('content/pages'));
    await mkdir(place('content/texts'));
    await writeFile(place('content/catalog.yaml'), MANIFEST);
    await writeFile(place('content/notebooks/tides.ipynb'), makeNotebook('The sea rises.'));
    await writeFile(place('content/texts/term.ts'), `export const term = 'Spring 2026';`);
    await writeFile(
      place('content/pages/home.mdx'),
      `---\ntitle: Home\n---\n\nimport { term } from '../texts/term.ts'\n\nOf {term}.\n`,
    );
    first = await build({ XDG_CONFIG_HOME: place('settings') });
  });
  afterAll(() => folder?.remove());

  it('stays as it is where nothing has changed', async () => {
    expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Built 1 notebook') });
    expect(await read('index.html')).toContain('Of Spring 2026.');
    const before = await identity();
    const again = await build();
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing has changed') });
    expect(await identity()).toBe(before);
  });

  it('tells nobody of it', () => {
    // Astro keeps its own telemetry id.
    expect(existsSync(place('settings'))).toBe(false);
  });

  it('is made anew where only a module has changed that a page imports from elsewhere', async () => {
    await writeFile(place('content/texts/term.ts'), `export const term = 'Autumn 2026';`);
    expect(await build()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Built') });
    expect(await read('index.html')).toContain('Of Autumn 2026.');
  });

  it('is made anew where a page is gone, and where it is asked for', async () => {
    await rm(place('dist/notebooks/tides/tides/index.html'));
    expect(await build()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Built') });
    expect(await read('notebooks/tides/tides/index.html')).toContain('The sea rises.');
    const before = await identity();
    expect(await build({}, '--force')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Built'),
    });
    expect(await identity()).not.toBe(before);
  });

  it('stays where the build fails, which says why, and is not taken for the new one afterwards', async () => {
    const before = await identity();
    await writeFile(place('content/pages/about.md'), '---\nname: About\n---\n\nAbout us.\n');
    for (const _ of ['once', 'twice']) {
      const failed = await build();
      expect(failed.exitCode).toBe(1);
      expect(failed.stderr).toMatch(/about\.md:1:1 - error page\/front-matter: .* needs "title" as text\./);
      expect(failed.stderr).not.toMatch(/\n\s+at .*\(/);
      expect(await identity()).toBe(before);
      expect(existsSync(place('dist.building'))).toBe(false);
    }
    await rm(place('content/pages/about.md'));
  });

  it('stays where nothing can be kept in the cache, in one sentence', async () => {
    await writeFile(place('occupied'), '');
    const failed = await build({ SLIPWAY_CACHE: place('occupied') });
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toMatch(
      /^The site could not be built: "[^"]*occupied[^"]*" cannot be .*\(ENOTDIR\)\. [^\n]+\n$/,
    );
    expect(await read('index.html')).toContain('Of Autumn 2026.');
  });

  it('is built without its last notebook', async () => {
    await rm(place('content/notebooks/tides.ipynb'));
    const built = await build();
    expect(built).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Built 0 notebooks') });
    expect(built.stderr).toContain('content/no-notebooks');
  });
});
