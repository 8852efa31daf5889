import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import { runHere } from '../support/command-line.ts';
import { createTestRepository, type TestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

describeWith(['docker-registry', 'git'], 'slipway pin, outdated and bump with a real registry', () => {
  let folder: TemporaryFolder;
  let registry: TestRegistry;
  let server: GitServer;
  let binder: TestRepository;
  const digests = new Map<string, string>();

  beforeAll(async () => {
    folder = await createTemporaryFolder('versions');
    registry = await startRegistry();
    mkdirSync(`${folder.path}/served`);
    server = await startGitServer(`${folder.path}/served`);
    binder = createTestRepository(`${folder.path}/served`, 'binder');
    binder.commit('stable', { Dockerfile: 'FROM x:v1.2\n' });
    for (const tag of ['v1.1', 'v1.2', 'v1.3', 'v1.10', 'latest']) {
      const created = `2026-0${tag.length}-15T12:00:00Z`;
      digests.set(tag, await registry.push('py', tag, { kind: 'image', image: { text: tag, created } }));
    }
    digests.set('index', await registry.push('r', 'v1', { kind: 'index', images: [{ text: 'r' }] }));
  });

  afterAll(async () => {
    await server.stop();
    await registry.stop();
    await folder.remove();
  });

  const manifest = () => `version: 1
site: {title: Waves, url: "https://waves.example/"}   # flow
hubs:
    mybinder: {type: binderhub, url: ${server.url}/hub}
environments:
    py: # what we teach with
        image:  ${registry.host}/py
        tag:    'v1.2'   # this term
        binder: {repository: "${server.url}/binder", ref: stable}

        earlier:
        # newest first
        -   tag: v1.1
            label: Spring
    r: {image: ${registry.host}/r, tag: v1}
content:
    waves:
        title: Waves
        repository: ${server.url}/waves
        branch: main
        environment: py
`;

  async function run(text: string, ...args: string[]) {
    const content = `${folder.path}/content`;
    mkdirSync(content, { recursive: true });
    writeFileSync(`${content}/catalog.yaml`, text);
    const variables = {
      ...testGitEnvironment(),
      SLIPWAY_CONTENT: content,
      SLIPWAY_CACHE: `${folder.path}/cache`,
    };
    const { exitCode, stdout, stderr } = await runHere(args, { variables });
    return { exitCode, stdout, stderr, written: readFileSync(`${content}/catalog.yaml`, 'utf8') };
  }

  const pinnedManifest = () =>
    manifest()
      .replace("'v1.2'   # this term\n", `'v1.2'   # this term\n        digest: ${digests.get('v1.2')}\n`)
      .replace('-   tag: v1.1\n', `-   tag: v1.1\n            digest: ${digests.get('v1.1')}\n`)
      .replace('tag: v1}', `tag: v1, digest: ${digests.get('index')}}`);

  test('pin writes the digest of every version, of an index that of the index', async () => {
    const dry = await run(manifest(), 'pin', '--dry-run');
    expect(dry).toMatchObject({ exitCode: 0, written: manifest() });
    expect(dry.stdout.split('\n').filter((line) => /^[-+](?![-+])/.test(line))).toHaveLength(4);
    const pinned = await run(manifest(), 'pin');
    expect(pinned.exitCode).toBe(0);
    expect(pinned.written).toBe(pinnedManifest());
    expect(pinned.stdout).toContain(`py v1.2: ${digests.get('v1.2')}\n`);
    const again = await run(pinned.written, 'pin');
    expect(again).toMatchObject({ exitCode: 0, written: pinned.written });
    expect(again.stdout).toMatch(/^Every version has a digest already/);
  });

  test('pin leaves digests that are there, unless their environment is named', async () => {
    const old = `sha256:${'0'.repeat(64)}`;
    const text = pinnedManifest().replace(digests.get('v1.2') ?? '', old);
    expect((await run(text, 'pin')).written).toBe(text);
    const same = await run(text, 'pin', '--update', 'r');
    expect(same.written).toBe(text);
    expect(same.stdout).toBe('Every tag still has the digest that the manifest names.\n');
    expect(await run(text, 'pin', '--update', 'py')).toMatchObject({
      exitCode: 0,
      written: pinnedManifest(),
    });
    const unknown = await run(text, 'pin', '--update', 'pyy');
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toBe(
      'There is no environment "pyy"; defined are "py" and "r". Did you mean "py"?\n',
    );
  });

  test('pin names what the registry does not answer, and writes the others whole', async () => {
    const text = manifest().replace('tag: v1}', 'tag: v9}');
    const pinned = await run(text, 'pin');
    expect(pinned.exitCode).toBe(1);
    expect(pinned.written).toBe(
      pinnedManifest().replace(`tag: v1, digest: ${digests.get('index')}}`, 'tag: v9}'),
    );
    expect(pinned.stdout).toMatch(/catalog\.yaml:15:\d+ - error image\/missing: .*\/r:v9/);
  });

  test('outdated lists newer tags of the pattern with their days, the highest first', async () => {
    const { exitCode, stdout } = await run(manifest(), 'outdated');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'py: v1.2 (built 2026-04-15) has newer tags:',
        '  v1.10 (built 2026-05-15)',
        '  v1.3 (built 2026-04-15)',
        '  To use the highest: slipway bump py v1.10',
        'r: v1 (built 2026-11-01) is the newest tag of its pattern.',
        '',
      ].join('\n'),
    );
    const json = await run(manifest(), 'outdated', 'py', '--format', 'json');
    expect(JSON.parse(json.stdout).environments).toMatchObject([
      {
        id: 'py',
        tag: 'v1.2',
        newer: [{ tag: 'v1.10', created_at: '2026-05-15T12:00:00.000Z' }, { tag: 'v1.3' }],
      },
    ]);
    const gone = await run(manifest().replace('/r, tag', '/gone, tag'), 'outdated', 'r');
    expect(gone).toMatchObject({ exitCode: 1 });
    expect(gone.stdout).toContain('did not list the tags');
  });

  test('bump moves the version to "earlier", keeps its Binder commit, and says what changes', async () => {
    const before = pinnedManifest();
    const bumped = await run(
      before,
      'bump',
      'py',
      'v1.10',
      '--edition',
      'autumn',
      '--edition-branch',
      'autumn-26',
    );
    expect(bumped.exitCode).toBe(0);
    expect(bumped.written).toBe(
      before
        .replace("'v1.2'   #", "'v1.10'   #")
        .replace(digests.get('v1.2') ?? '', digests.get('v1.10') ?? '')
        .replace(
          '        -   tag: v1.1\n',
          `        -   tag: 'v1.2'
            label: April 2026
            digest: ${digests.get('v1.2')}
            binder: {repository: ${server.url}/binder, ref: ${binder.git('rev-parse', 'stable').trim()}}
        -   tag: v1.1\n`,
        )
        .concat(
          '        editions:\n            autumn:\n                label: April 2026\n                branch: autumn-26\n                tag: v1.2\n',
        ),
    );
    expect(bumped.stdout.split('\n')).toEqual([
      'Links to the notebooks of "waves" (/l/waves/…) stay, and open the new version instead of py v1.2.',
      'The edition "autumn" of "waves" (/l/waves/…/@autumn/) keep py v1.2.',
      'py v1.2 can still be started: notebook pages offer it as an earlier version, "April 2026".',
      `Write this line into the Dockerfile of ${server.url}/binder at stable: FROM ${registry.host}/py:v1.10@${digests.get('v1.10')}`,
      '',
    ]);
    expect(parseCatalog(bumped.written, 'catalog.yaml').diagnostics).toEqual([]);
  });

  test.each([
    ['a tag that no registry has', ['py', 'v9'], 'error image/missing'],
    ['the current tag', ['py', 'v1.2'], 'error bump/current'],
    ['an earlier tag', ['py', 'v1.1'], 'error bump/earlier'],
    ['latest', ['py', 'latest'], 'latest'],
    ['no tag at all', ['py', 'v 1'], 'error manifest/bad-tag'],
    ['an edition that is no id', ['py', 'v1.3', '--edition', 'Autumn 26'], 'Write "autumn-26".'],
  ])('bump refuses %s in a sentence, and writes nothing', async (_, args, sentence) => {
    const refused = await run(manifest(), 'bump', ...args);
    expect(refused).toMatchObject({ exitCode: 1, written: manifest(), stderr: '' });
    expect(refused.stdout).toContain(sentence);
  });

  test('bump asks for a ref where the Binder repository is named by a commit', async () => {
    const text = manifest().replace('ref: stable', `ref: ${binder.git('rev-parse', 'stable').trim()}`);
    expect((await run(text, 'bump', 'py', 'v1.3')).stdout).toContain('give it with --ref');
    const bumped = await run(text, 'bump', 'py', 'v1.3', '--ref', 'next', '--label', 'Term 1');
    expect(bumped.exitCode).toBe(0);
    expect(bumped.written).toContain('ref: next}');
    expect(bumped.written).toContain('label: Term 1');
  });
});
