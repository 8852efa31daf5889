import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeLaunch } from '../../src/core/links/compose.ts';
import { restoreArchive } from '../../src/tasks/archive/restore-archive.ts';
import { runHere } from '../support/command-line.ts';
import { createContentRepository } from '../support/content-repositories.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { JUPYTER_SERVER_PARTS } from '../support/jupyter-server.ts';
import type { OpenedLink } from '../support/open-restored.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { PROJECT, withoutVitest } from '../support/site.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const run = promisify(execFile);

/** With the output that its code gives. */
const TIDES = {
  nbformat: 4,
  nbformat_minor: 4,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
  cells: [
    {
      cell_type: 'code',
      metadata: {},
      execution_count: 1,
      source: 'print(6 * 7, "tides")',
      outputs: [{ output_type: 'stream', name: 'stdout', text: '42 tides\n' }],
    },
  ],
};

/** What the cells of a notebook printed. */
function textsOf(notebook: unknown): readonly string[] {
  const { cells } = notebook as {
    readonly cells: readonly { readonly outputs?: readonly { text: string | string[] }[] }[];
  };
  return cells.flatMap(({ outputs = [] }) => outputs.map(({ text }) => [text].flat().join('')));
}

describeWith(['docker-registry', 'skopeo', 'git'], 'slipway archive and restore', () => {
  let folder: TemporaryFolder;
  let registry: TestRegistry;
  let server: GitServer;
  let digest: string;
  const at = (path: string) => join(folder.path, path);
  const variables = () => ({ PATH: process.env.PATH, HOME: folder.path, SLIPWAY_CACHE: at('cache') });
  const slipway = (...args: string[]) => runHere(args, { variables: variables(), workFolder: folder.path });

  beforeAll(async () => {
    folder = await createTemporaryFolder('archive');
    registry = await startRegistry();
    mkdirSync(at('served'));
    server = await startGitServer(at('served'));
    await createContentRepository({
      folder: at('served/course'),
      files: new Map([
        ['a.ipynb', '{"nbformat": 4}'],
        ['tides/b c.ipynb', JSON.stringify(TIDES)],
      ]),
      branches: ['main', 'spring'],
    });
    const images = [{ text: 'amd' }, { text: 'arm', platform: 'linux/arm64' }];
    digest = await registry.push('py', 'v1', { kind: 'index', images });
    mkdirSync(at('dist'));
    for (const name of ['catalog.json', 'status.json', '404.html']) writeFileSync(at(`dist/${name}`), '{}');
    writeFileSync(at('dist/index.html'), '<title>Course</title>');
    writeManifest(digest);
    const archived = await slipway('archive', 'kept');
    expect([archived.exitCode, archived.stderr.includes('could not')]).toEqual([0, false]);
    // All that follows is done without them.
    await server.stop();
    await registry.stop();
  });

  afterAll(async () => {
    await folder.remove();
  });

  function writeManifest(pinned: string | undefined) {
    writeFileSync(
      at('catalog.yaml'),
      `version: 1
site: {title: Course, url: "https://course.example/notes/", license: CC-BY-4.0}
hubs: {class: {type: jupyterhub, url: "https://hub.example.org", environments: [py]}}
environments:
  py: {image: ${registry.host}/py, tag: v1${pinned === undefined ? '' : `, digest: "${pinned}"`}}
content:
  course: {title: Course, repository: "${server.url}/course", branch: main, environment: py}
`,
    );
  }

  test('serves what it kept, when its registry and its git server are gone', async () => {
    const restored = await restoreArchive(at('kept'), 0, variables());
    if (!restored.ok) throw new Error(restored.failure);
    const { host, stop } = restored.value;
    try {
      const copy = [
        '--insecure-policy',
        'copy',
        '--quiet',
        '--all',
        '--preserve-digests',
        '--src-tls-verify=false',
      ];
      await run('skopeo', [...copy, `docker://${host}/py@${digest}`, `dir:${at('by-digest')}`]);
      await run('skopeo', [...copy, `docker://${host}/py:v1`, `dir:${at('by-tag')}`]);
      expect(readdirSync(at('by-tag')).sort()).toEqual(readdirSync(at('by-digest')).sort());
      // As nbgitpuller does.
      await run('git', [
        'clone',
        '--quiet',
        '--depth=1',
        '--branch=spring',
        `http://${host}/git/0.git`,
        at('clone'),
      ]);
      expect(readFileSync(at('clone/a.ipynb'), 'utf8')).toBe('{"nbformat": 4}');
      const page = await fetch(`http://${host}/notes/`);
      expect([page.status, await page.text()]).toEqual([200, '<title>Course</title>']);
      expect((await fetch(`http://${host}/v2/py/manifests/v2`)).status).toBe(404);
      expect((await fetch(`http://${host}/v2/py/blobs/uploads/`, { method: 'POST' })).status).toBe(405);
    } finally {
      await stop();
    }
  });

  describeWith(
    [...JUPYTER_SERVER_PARTS, 'ipykernel', 'nbconvert', 'ip'],
    'in a network without a way out',
    () => {
      test('opens a launch link on a local hub, and the notebook gives the output that it was kept with', async () => {
        const launch = composeLaunch({
          hub: { type: 'jupyterhub', url: 'https://hub.example.org' },
          repository: `${server.url}/course`,
          branch: 'spring',
          path: 'tides/b c.ipynb',
          app: 'notebook',
        });
        if (!launch.ok) throw new Error(launch.failure.message);
        const script = join(PROJECT, 'tests/support/open-restored.ts');
        const inside = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, script];
        const { stdout } = await run(
          'unshare',
          ['--map-root-user', '--net', ...inside, at('kept'), launch.value.url],
          { env: withoutVitest(process.env) },
        );
        const { interfaces, notebookPath, archived, executed } = JSON.parse(stdout) as OpenedLink;
        expect([interfaces, notebookPath]).toEqual([['lo'], 'course/tides/b c.ipynb']);
        expect(archived).toEqual(TIDES);
        expect(textsOf(executed)).toEqual(textsOf(archived));
      });
    },
  );

  test('can be checked and described without Slipway', async () => {
    await run('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: at('kept') });
    await run('skopeo', [
      '--insecure-policy',
      'copy',
      '--quiet',
      '--all',
      `oci:${at('kept/images/0')}`,
      `dir:${at('layout')}`,
    ]);
    const crate = JSON.parse(readFileSync(at('kept/ro-crate-metadata.json'), 'utf8'));
    const root = crate['@graph'].find((entity: { '@id': string }) => entity['@id'] === './');
    expect(root).toMatchObject({ name: 'Course', license: 'CC-BY-4.0' });
    for (const part of root.hasPart) expect(existsSync(join(at('kept'), part['@id']))).toBe(true);
  });

  test('names the file of which a byte was flipped, one that is missing and one that was added', async () => {
    cpSync(at('kept'), at('spoilt'), { recursive: true });
    const blobs = 'images/0/blobs/sha256';
    const [blob = ''] = readdirSync(at(`spoilt/${blobs}`));
    const bytes = readFileSync(at(`spoilt/${blobs}/${blob}`));
    writeFileSync(
      at(`spoilt/${blobs}/${blob}`),
      Buffer.from(bytes.map((byte, index) => (index === 3 ? byte ^ 1 : byte))),
    );
    const flipped = await slipway('restore', 'spoilt');
    expect([flipped.exitCode, flipped.stderr.trim()]).toEqual([
      1,
      `The archive is damaged: "${blobs}/${blob}" is not the file that was archived.`,
    ]);
    writeFileSync(at(`spoilt/${blobs}/${blob}`), bytes);
    writeFileSync(at('spoilt/site/new.html'), 'x');
    expect((await slipway('restore', 'spoilt', '--check')).stderr).toContain(
      '"site/new.html" was not archived',
    );
    expect((await slipway('restore', 'dist')).stderr).toContain('"dist" is no archive');
    expect((await slipway('restore', 'kept', '--check')).stdout).toContain(
      'Every file is as it was archived.',
    );
  });

  test.each<[string, () => void, readonly string[], string]>([
    [
      'a folder that is there',
      () => undefined,
      ['kept'],
      '"kept" is there already; name a folder that is not.',
    ],
    [
      'no built site',
      () => undefined,
      ['new', '--outDir', 'served'],
      '"served" holds no built site; run slipway build',
    ],
    ['a version without a digest', () => writeManifest(undefined), ['new'], 'py v1 has no digest'],
    ['a registry that is gone', () => writeManifest(digest), ['new'], 'could not be copied'],
  ])('refuses %s, and leaves nothing behind', async (_, prepare, args, sentence) => {
    prepare();
    const refused = await slipway('archive', ...args);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(sentence);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('new'))).toEqual([]);
  });
});
