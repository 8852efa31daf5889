import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRoutes } from '../../src/site/loaders/routes.ts';
import { startHttpServer } from '../support/http-server.ts';
import { installPackage, spawnInstalled } from '../support/installed-package.ts';
import { fetchOldestNode, OLDEST_NODE } from '../support/oldest-node.ts';
import { readSettledSite } from '../support/settled-site.ts';
import { buildSite, listFiles, PROJECT, readJson } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { renderSmallManifest } from '../support/test-site.ts';

/** What has a page of every kind. */
const MANIFEST = `${renderSmallManifest({ title: 'Marées', url: 'https://example.org/tides/' }, [
  {
    id: 'tides',
    title: 'Tides',
    more: '    notebooks: {harbour.ipynb: {id: port}}\n    editions: {spring: {branch: spring, tag: "2026-06-01"}}\n',
  },
])}
moved:
  tides/harbour: tides/port
  environments/snake: environments/python
retired:
  tides/table: {title: Tide table, instead: tides/port, because: It is no longer printed.}
  environments/abacus: {title: Abacus, instead: environments/python}
`;

const PAGES = {
  'home.mdx': `---
title: Welcome
---

import { LaunchButton, NotebookList } from 'slipway/components';

<LaunchButton notebook="tides/port" label="Begin" />

<NotebookList content="tides" />
`,
  'about.md': '---\ntitle: About\n---\n\n## Us\n\nWe like *water*, <https://example.org> and a < b.\n',
};

/** A dot. */
const PICTURE = {
  output_type: 'display_data',
  metadata: {},
  data: {
    'image/png':
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  },
};

const makeNotebook = (title: string) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python' } },
    cells: [
      {
        cell_type: 'markdown',
        metadata: {},
        source: `# ${title}\n\nThe sea rises by $\\alpha$, and is $\\ce{H2O}$ for the most part.`,
      },
      { cell_type: 'code', metadata: {}, source: 'print(1)', outputs: [PICTURE], execution_count: 1 },
    ],
  });

/** What the files of a route are called, such as those of `/c/[content]`. */
const fileOfRoute = (pattern: string) => {
  const parts = pattern.slice(1).split(/(\[[^\]]+\])/);
  const path = parts.map((part) =>
    part.startsWith('[...') ? '.+' : part.startsWith('[') ? '[^/]+' : part.replaceAll('.', '\\.'),
  );
  return new RegExp(`^${path.join('')}${/\.\w+$/.test(pattern) ? '' : '(?:/?index)?\\.html'}$`);
};

/** A name without the digest of what the file holds. */
const settleName = (path: string) => path.replace(/[.-][\w-]{8}(\.(?:js|css))$/, '$1');

/** A user without special rights: `nobody`, where the tests may change the user. */
const USER = 65_534;
const CAN_BECOME_USER = process.getuid?.() === 0;

/** An instructor's folder: not in a git repository, and with a name that shells and addresses trip over. */
describe('the package, installed', { timeout: 240_000 }, () => {
  let temporary: TemporaryFolder;
  let folder: string;
  let installed: string;
  const started: ChildProcess[] = [];

  const place = (path: string) => join(folder, path);
  const slipway = (...args: string[]) => slipwayWith({}, ...args);
  const slipwayWith = async (environment: Readonly<Record<string, string>>, ...args: string[]) => {
    return readOutput(spawnInstalled(folder, args, environment));
  };
  const slipwayAsUser = async (...args: string[]) =>
    readOutput(
      spawnInstalled(folder, args, { HOME: folder }, fetchOldestNode(), CAN_BECOME_USER ? USER : undefined),
    );
  const readOutput = async (child: ChildProcess) => {
    const output = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk: Buffer) => (output.stdout += chunk));
    child.stderr?.on('data', (chunk: Buffer) => (output.stderr += chunk));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, ...output };
  };
  /** Starts a server. @returns its address */
  const serve = async (command: 'start' | 'dev') => {
    const child = spawnInstalled(folder, [command, '--port', '0']);
    started.push(child);
    let output = '';
    return new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk;
        const [, url] = /Serving at (http:\S+)/.exec(output) ?? [];
        if (url !== undefined) resolve(url);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.on('close', () => reject(new Error(`It ended:\n${output}`)));
    });
  };
  const stop = async (child: ChildProcess | undefined) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill();
    await ended;
  };
  const listInstalled = async () =>
    (await listFiles(installed)).map((path) => `${path} ${statSync(join(installed, path)).mtimeMs}`);
  let before: string[];

  beforeAll(async () => {
    temporary = await createTemporaryFolder('package');
    chmodSync(temporary.path, 0o755);
    folder = join(temporary.path, 'Cours d’été 2026');
    installed = join(folder, 'node_modules', 'slipway');
    mkdirSync(join(folder, 'notebooks'), { recursive: true });
    installPackage(folder);
    writeFileSync(place('catalog.yaml'), MANIFEST);
    mkdirSync(place('pages'));
    for (const [name, text] of Object.entries(PAGES)) writeFileSync(place(`pages/${name}`), text);
    writeFileSync(place('notebooks/harbour.ipynb'), makeNotebook('The harbour'));
    writeFileSync(place('notebooks/été.ipynb'), makeNotebook('Summer'));
    before = await listInstalled();
  }, 240_000);
  afterAll(async () => {
    for (const child of started) await stop(child);
    await temporary?.remove();
  });

  it(`builds what this repository builds, on Node ${OLDEST_NODE}, for a user who may not write beside it`, async () => {
    if (CAN_BECOME_USER) chownSync(folder, USER, USER);
    else chmodSync(installed, 0o555);
    const own = join(temporary.path, 'own');
    const [built, ownBuilt] = await Promise.all([
      slipwayAsUser('build'),
      buildSite({ content: folder, cache: join(temporary.path, 'cache'), outDir: own }),
    ]);
    expect(built).toEqual({ exitCode: 0, stdout: 'Built 2 notebooks into dist.\n', stderr: '' });
    expect(ownBuilt).toMatchObject({ exitCode: 0 });
    expect(await readSettledSite(place('dist'))).toEqual(await readSettledSite(own));
  });

  it('has built a page of every kind', async () => {
    const files = await listFiles(place('dist'));
    for (const { pattern } of listRoutes(join(PROJECT, 'src')))
      expect(
        files.filter((file) => fileOfRoute(pattern).test(file)),
        pattern,
      ).not.toEqual([]);
  });

  it('knows a second time that nothing has changed', async () => {
    expect(await slipwayAsUser('build')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing has changed'),
    });
  });

  it('checks, explains, and runs a night', async () => {
    expect(await slipway('check', '--offline')).toEqual({
      exitCode: 0,
      stdout: 'No problems.\n',
      stderr: '',
    });
    expect(await slipway('explain', 'https://mybinder.org/v2/gh/org/course/main')).toMatchObject({
      exitCode: 0,
    });
    const none = renderSmallManifest({ title: 'None', url: 'https://example.org/' }, []).replace(
      /hubs:[\s\S]*$/,
      'hubs: {}\nenvironments: {}\ncontent: {}\n',
    );
    mkdirSync(place('empty'));
    writeFileSync(place('empty/catalog.yaml'), none);
    expect(await slipway('nightly', '--content', 'empty')).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(readFileSync(place('empty/status.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('serves what it has built', async () => {
    const answer = await fetch(await serve('start'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Marées');
    await stop(started.at(-1));
  });

  it('shows while somebody works what is changed in the manifest and in a notebook', async () => {
    const address = await serve('dev');
    const read = async (page = '') => (await fetch(address + page)).text();
    expect(await read()).toContain('Marées');
    writeFileSync(place('catalog.yaml'), MANIFEST.replaceAll('Marées', 'Gezeiten'));
    await expect.poll(() => read()).toContain('Gezeiten');
    // Looked at before, as by whoever writes it.
    const page = 'notebooks/tides/port/';
    expect(await read(page)).toContain('The harbour');
    writeFileSync(place('notebooks/harbour.ipynb'), makeNotebook('The pier'));
    await expect.poll(() => read(page), { timeout: 20_000 }).toContain('The pier');
    await stop(started.at(-1));
    writeFileSync(place('catalog.yaml'), MANIFEST);
    writeFileSync(place('notebooks/harbour.ipynb'), makeNotebook('The harbour'));
  });

  it('is what other programs import', async () => {
    writeFileSync(
      place('use.mjs'),
      `import { buildSite, composeLaunch, explainLink, parseCatalog, runNightly } from 'slipway';
       import { slipway } from 'slipway/astro';
       const { catalog } = parseCatalog('version: 2', 'catalog.yaml');
       const built = await buildSite();
       console.log(JSON.stringify([
         catalog === undefined, built.outcome.ok, typeof composeLaunch, typeof runNightly,
         explainLink('x').faults.length > 0, slipway({ contentFolder: '.', siteFolder: '.cache/a', previewFolder: '.cache/b' }).name,
       ]));`,
    );
    const { execFileSync } = await import('node:child_process');
    const printed = execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(JSON.parse(printed.trim().split('\n').at(-1) ?? '')).toEqual([
      true,
      true,
      'function',
      'function',
      true,
      'slipway',
    ]);
  });

  it('writes nothing where it is installed', async () => {
    expect(await listInstalled()).toEqual(before);
  });

  it('takes a newer version by one number, and every file, address and key stays', async () => {
    const published = place('first');
    await using site = await startHttpServer((request, response) => {
      const file = join(published, new URL(request.url ?? '/', 'http://localhost').pathname);
      if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end();
    });
    const written = await slipway('new', 'catalogue', 'course', '--yes', '--url', site.url.href);
    expect(written).toMatchObject({ exitCode: 0 });
    const readCourse = async () =>
      Object.fromEntries(
        (await listFiles(place('course'))).map((path) => [
          path,
          readFileSync(place(`course/${path}`), 'utf8'),
        ]),
      );
    const build = (outDir: string) =>
      slipwayWith({ SLIPWAY_PUBLISHED: 'auto' }, 'build', '--content', 'course', '--outDir', outDir);
    expect(await build('first')).toMatchObject({ exitCode: 0 });

    const versionFile = join(installed, 'package.json');
    const manifest = JSON.parse(readFileSync(versionFile, 'utf8')) as { version: string };
    writeFileSync(versionFile, JSON.stringify({ ...manifest, version: '99.1.0' }));
    expect((await slipway('--version')).stdout).toBe('99.1.0\n');
    const oldFiles = await readCourse();
    writeFileSync(
      place('course/package.json'),
      oldFiles['package.json']?.replace(`"^${manifest.version}"`, '"^99.1.0"') ?? '',
    );
    expect(await slipway('check', '--content', 'course', '--previous', 'auto', '--ids')).toEqual({
      exitCode: 0,
      stdout: 'No problems.\n',
      stderr: '',
    });
    expect(await build('second')).toEqual({
      exitCode: 0,
      stdout: 'Built 1 notebook into second.\n',
      stderr: '',
    });

    expect(await readCourse()).toEqual({
      ...oldFiles,
      'package.json': expect.stringContaining('"slipway": "^99.1.0"'),
    });
    const [first, second] = (await Promise.all(
      ['first', 'second'].map((name) => readJson(place(name), 'catalog.json')),
    )) as { generated_at: string; notebooks: { permalink: string }[] }[];
    expect(second).toEqual({ ...first, generated_at: expect.any(String) });
    for (const { permalink } of first?.notebooks ?? []) {
      const path = `${new URL(permalink, site.url).pathname}index.html`;
      expect(existsSync(join(place('second'), path)), path).toBe(true);
    }
    expect((await listFiles(place('second'))).map(settleName).sort()).toEqual(
      (await listFiles(published)).map(settleName).sort(),
    );
  });
});
