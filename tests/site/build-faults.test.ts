import { readFileSync } from 'node:fs';
import { appendFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestFiles, listFilesBelow } from '../../src/io/files/digest.ts';
import { runCommandHere } from '../support/command-line.ts';
import { IS_EVERY_STEP, tryEveryStep } from '../support/faulty-disk.ts';
import { startProgram } from '../support/servers.ts';
import {
  buildSite,
  COMMAND,
  type CommandResult,
  readJson,
  serveSite,
  withoutVitest,
} from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { renderSmallManifest } from '../support/test-site.ts';

const TIMEOUT_MS = 1_200_000;
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const makeNotebook = (title: string) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [
      {
        cell_type: 'markdown',
        metadata: {},
        attachments: { 'a.png': { 'image/png': PICTURE } },
        source: `# ${title}\n\n![](attachment:a.png)`,
      },
    ],
  });

/** Builds whose disk fills up, that are killed, or that run beside another one. */
describe('a build on a bad day', { timeout: TIMEOUT_MS }, () => {
  let folder: TemporaryFolder;
  let before: string;
  const place = (path: string) => join(folder.path, path);
  /** A catalogue of its own, with the same id of its content as the others. */
  const writeCatalogue = async (name: string, count: number) => {
    const content = place(`${name}/content`);
    await mkdir(join(content, 'notebooks'), { recursive: true });
    const url = `https://${name}.example.org/course/`;
    await writeFile(
      join(content, 'catalog.yaml'),
      renderSmallManifest({ title: name, url }, [{ id: 'tides' }]),
    );
    for (let index = 1; index <= count; index += 1) {
      await writeFile(join(content, 'notebooks', `n${index}.ipynb`), makeNotebook(`${name} ${index}`));
    }
    return content;
  };
  /** `slipway dev` for the small catalogue. */
  const createDev = async () => {
    const program = await startProgram({
      name: 'slipway dev',
      command: process.execPath,
      args: [COMMAND, 'dev', '--content', place('small/content'), '--port', '0'],
      environment: {
        ...Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined])),
        ...withoutVitest(process.env),
        SLIPWAY_CACHE: place('shared-cache'),
        NO_COLOR: '1',
      },
      timeoutMs: TIMEOUT_MS,
      isReady: ({ logs }) => logs().includes('Serving at '),
    });
    const home = /Serving at (\S+)/.exec(program.logs())?.[1] ?? '';
    return {
      logs: program.logs,
      read: async (path: string) => (await fetch(new URL(path, home))).text(),
      [Symbol.asyncDispose]: program.stop,
    };
  };
  const digest = (path: string) => digestFiles(place(path), listFilesBelow(place(path)));
  /** The whole site of one catalogue, and nothing of another. */
  const expectWhole = async (outDir: string, name: string, count: number) => {
    const { site, notebooks } = (await readJson(outDir, 'catalog.json')) as {
      site: { title: string };
      notebooks: { page: string }[];
    };
    expect([site.title, notebooks.length]).toEqual([name, count]);
    for (const { page } of notebooks) {
      const html = await readFile(join(outDir, page.replace('/course/', ''), 'index.html'), 'utf8');
      expect(html).toContain(`${name} `);
    }
    expect((await stat(join(outDir, 'pagefind'))).isDirectory()).toBe(true);
  };

  beforeAll(async () => {
    folder = await createTemporaryFolder('build-faults');
    await writeCatalogue('small', 1);
    await writeCatalogue('large', 12);
    await writeCatalogue('old', 1);
    const built = await buildSite({
      content: place('old/content'),
      cache: place('old/cache'),
      outDir: place('old/dist'),
    });
    expect(built).toMatchObject({ exitCode: 0 });
    before = digest('old/dist');
  }, TIMEOUT_MS);
  afterAll(() => folder?.remove());

  it('beside one with the same cache publishes its own catalogue', async () => {
    const results = await Promise.all(
      ['small', 'large'].map((name) =>
        buildSite({
          content: place(`${name}/content`),
          cache: place('shared-cache'),
          outDir: place(`dist-${name}`),
        }),
      ),
    );
    expect(results.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    await expectWhole(place('dist-small'), 'small', 1);
    await expectWhole(place('dist-large'), 'large', 12);
  });

  it('into the folder of another one leaves the whole site of one of them', async () => {
    const results = await Promise.all(
      ['small', 'large'].map((name) =>
        buildSite({
          content: place(`${name}/content`),
          cache: place(`${name}/cache`),
          outDir: place('both/dist'),
        }),
      ),
    );
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const { site } = (await readJson(place('both/dist'), 'catalog.json')) as { site: { title: string } };
    await expectWhole(place('both/dist'), site.title, site.title === 'small' ? 1 : 12);
    expect(await readdir(place('both'))).toEqual(['dist']);
  });

  it('publishes copies, so that whoever edits one does not edit the cache', async () => {
    const published = await readdir(place('dist-small/files'));
    const isPicture = (name: string) => readFileSync(place(`dist-small/files/${name}`), 'base64') === PICTURE;
    const files = published.filter(isPicture);
    expect(files).toHaveLength(1);
    for (const name of files) await appendFile(place(`dist-small/files/${name}`), 'scribble');
    const again = await buildSite({
      content: place('small/content'),
      cache: place('shared-cache'),
      outDir: place('dist-small'),
    });
    expect(again).toMatchObject({ exitCode: 0 });
    for (const name of files) {
      expect(await readFile(place(`dist-small/files/${name}`), 'base64')).toBe(PICTURE);
    }
  });

  it('of start that cannot serve says so in a sentence and leaves what was built', async () => {
    const start = (content: string, port: number) => [
      ...['--content', place(content), '--outDir', place('old/dist'), '--port', String(port)],
    ];
    const variables = { SLIPWAY_CACHE: place('old/cache') };
    const server = await serveSite(place('old/dist'), '/course/');
    const port = Number(new URL(server.url).port);
    const inUse = await runCommandHere('start', start('old/content', port), variables);
    await server.stop();
    expect(inUse).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: `Port ${port} is in use. Choose another with --port, or 0 for any that is free.\n`,
    });
    await mkdir(place('none'));
    const absent = await runCommandHere('start', start('none', 0), variables);
    expect(absent).toMatchObject({ exitCode: 1, stdout: '' });
    expect(absent.stderr).toContain('catalog.yaml');
    await mkdir(place('broken'));
    await writeFile(place('broken/catalog.yaml'), 'version: 1\nsite: {title: Tides\n');
    const broken = await runCommandHere('start', start('broken', 0), variables);
    expect(broken).toMatchObject({ exitCode: 1, stdout: '' });
    expect(broken.stderr).toContain('catalog.yaml:2:');
    expect(broken.stderr.trim().split('\n').at(-1)).toMatch(/^Nothing was built: .*\.$/);
    for (const { stderr } of [inUse, absent, broken]) expect(stderr).not.toMatch(/\n\s+at .*\(/);
    expect(digest('old/dist')).toBe(before);
  });

  it('beside dev, with the same catalogue and cache, leaves the whole site and the preview as they should be', async () => {
    await using dev = await createDev();
    expect(await dev.read('notebooks/')).toContain('small 1');
    // Both render what is new, at the same time.
    await writeFile(place('small/content/notebooks/n2.ipynb'), makeNotebook('small 2'));
    const built = await buildSite({
      content: place('small/content'),
      cache: place('shared-cache'),
      outDir: place('dist-beside'),
    });
    expect(built).toMatchObject({ exitCode: 0, stderr: '' });
    await expectWhole(place('dist-beside'), 'small', 2);
    await expect.poll(() => dev.read('notebooks/')).toContain('small 2');
    const { notebooks } = (await readJson(place('dist-beside'), 'catalog.json')) as {
      notebooks: { page: string }[];
    };
    for (const { page } of notebooks)
      expect(await dev.read(page.replace('/course/', ''))).toContain('small ');
    expect(dev.logs()).not.toMatch(/error|\n\s+at .*\(/i);
    await dev[Symbol.asyncDispose]();
    const again = await buildSite({
      content: place('small/content'),
      cache: place('shared-cache'),
      outDir: place('dist-beside'),
    });
    expect(again.stdout).toContain('Nothing has changed');
  });

  it('takes the place of nothing of the user, and says so', async () => {
    await mkdir(place('photos'));
    await writeFile(place('photos/2019.jpg'), 'the only copy');
    for (const [outDir, why] of [
      [place('photos'), 'was not made by Slipway'],
      [place('small/content'), 'holds the manifest'],
      [place('small/content/notebooks'), 'not made by Slipway'],
      [place('small'), 'holds the manifest'],
      ['.', 'holds the working folder'],
    ] as const) {
      const refused = await runCommandHere('build', ['--outDir', outDir], {
        SLIPWAY_CONTENT: place('small/content'),
        SLIPWAY_CACHE: place('shared-cache'),
      });
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toContain(why);
      expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(await readFile(place('photos/2019.jpg'), 'utf8')).toBe('the only copy');
  });

  const prepare = async () => {
    await rm(place('work'), { recursive: true, force: true });
    await cp(place('old'), place('work'), { recursive: true, preserveTimestamps: true });
    await writeFile(place('work/content/notebooks/n2.ipynb'), makeNotebook('old 2'));
  };
  const run = (environment: Readonly<Record<string, string>>) =>
    buildSite(
      { content: place('work/content'), cache: place('work/cache'), outDir: place('work/dist') },
      environment,
    );
  /** The old site to the byte, or the whole new one; and the next build is a whole one. */
  const check = async ({ stderr }: CommandResult) => {
    if (digest('work/dist') !== before) await expectWhole(place('work/dist'), 'old', 2);
    expect(stderr).not.toMatch(/\n\s+at .*\(/);
  };
  const recover = async () => {
    expect(await run({})).toMatchObject({ exitCode: 0 });
    await expectWhole(place('work/dist'), 'old', 2);
    expect((await readdir(place('work'))).sort()).toEqual(['cache', 'content', 'dist']);
  };

  it('leaves the old site or the new one where it is killed between two renames', async () => {
    const steps = await tryEveryStep({
      run,
      fault: 'kill',
      folder: place('work'),
      prepare,
      async check(result) {
        // The process that exchanges the folders outlives the build for a moment.
        await expect.poll(() => check(result).then(() => 'whole', String)).toBe('whole');
        if (IS_EVERY_STEP) await recover();
      },
      sampleSize: 2,
      isWhole: IS_EVERY_STEP,
    });
    expect(steps.length).toBeGreaterThan(1);
    await recover();
  });

  it('leaves the old site or the new one where the disk is full, and says so', async () => {
    const steps = await tryEveryStep({
      run,
      fault: 'full',
      folder: place('work'),
      prepare,
      async check(result) {
        await check(result);
        if (result.exitCode !== 0)
          expect(result.stderr).toContain('the disk is full (ENOSPC). Make room, and try again.');
        if (IS_EVERY_STEP) await recover();
      },
      sampleSize: 3,
      isWhole: IS_EVERY_STEP,
    });
    expect(steps.length).toBeGreaterThan(1);
    await recover();
  });
});
