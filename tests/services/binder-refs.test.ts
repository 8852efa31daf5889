import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManagedCommit } from '../../src/core/binder-refs/managed-commit.ts';
import { runHere } from '../support/command-line.ts';
import { createTestRepository, type TestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const [FIRST, SECOND] = [`sha256:${'1a'.repeat(32)}`, `sha256:${'2b'.repeat(32)}`];

describeWith(['git'], 'slipway binder-refs with a real git server', () => {
  let folder: TemporaryFolder;
  let server: GitServer;
  let origin: TestRepository;
  let image: string;

  beforeAll(async () => {
    folder = await createTemporaryFolder('binder-refs');
    mkdirSync(`${folder.path}/served`);
    server = await startGitServer(`${folder.path}/served`);
    // Nothing answers as a registry there; only what is said of the Binder repository counts here.
    image = `${new URL(server.url).host}/py`;
    origin = createTestRepository(`${folder.path}/served`, 'waves');
    origin.git('config', 'http.receivepack', 'true');
    origin.commit('main', {
      'catalog.yaml': manifest(FIRST),
      '.gitattributes': '* text eol=crlf\n',
      'one.ipynb': '{}',
    });
  });

  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const manifest = (digest: string) => `version: 1
site: {title: Waves, url: "https://waves.example/", repository: ${server.url}/waves}
hubs: {mybinder: {type: binderhub, url: ${server.url}/hub}}
environments:
  py:
    image: ${image}
    tag: v1.2
    digest: ${digest}
    binder: managed
    earlier: [{tag: v1..1, digest: ${SECOND}, binder: managed}]
content:
  waves: {title: Waves, repository: ${server.url}/waves, branch: main, environment: py}
`;

  const commitOf = (tag: string, digest: string) => {
    const [registry = '', repository = ''] = image.split('/');
    return createManagedCommit({ registry, repository, tag, digest }).id;
  };

  /** A clone on a machine with a time zone, a language and settings of git of its own. */
  async function clone(name: string, variables: NodeJS.ProcessEnv, config = '') {
    const path = `${folder.path}/${name}`;
    const configFile = `${folder.path}/${name}.gitconfig`;
    writeFileSync(configFile, config);
    const environment = { ...testGitEnvironment(configFile), ...variables };
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: path, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim();
    // The server is in this process.
    await promisify(execFile)('git', ['clone', '--quiet', `${server.url}/waves`, path], { env: environment });
    const run = (...args: string[]) => runHere(args, { workFolder: path, variables: environment });
    return { path, git, run };
  }

  const branches = () =>
    origin.git('for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/heads/binder');

  test('two clones on different machines give the same commits, and the nightly check accepts them', async () => {
    const here = await clone('here', { TZ: 'Pacific/Kiritimati', LC_ALL: 'C.UTF-8' });
    const before = await here.run('check', '--format', 'json');
    expect(binderCodes(before.stdout)).toEqual(['binder/ref-missing', 'binder/ref-missing']);
    const dry = await here.run('binder-refs', '--push', '--dry-run');
    expect([dry.exitCode, branches()]).toEqual([0, '']);

    const first = await here.run('binder-refs', '--push');
    expect(first.stdout).toBe(dry.stdout.replace('would be written', 'written'));
    expect(first.exitCode).toBe(0);
    const written = branches();
    expect(written.split('\n').map((line) => line.split(' '))).toEqual([
      [expect.stringMatching(/^binder\/py\/v1--1-[0-9a-f]{8}$/), commitOf('v1..1', SECOND)],
      ['binder/py/v1.2', commitOf('v1.2', FIRST)],
    ]);

    const there = await clone(
      'there',
      {
        TZ: 'America/St_Johns',
        LANG: 'de_DE.UTF-8',
        GIT_AUTHOR_NAME: 'Somebody',
        GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z',
      },
      '[core]\n\tautocrlf = true\n\teol = crlf\n[commit]\n\tgpgsign = true\n[user]\n\tname = Other\n\temail = other@example.invalid\n[i18n]\n\tcommitEncoding = ISO-8859-1\n',
    );
    const second = await there.run('binder-refs');
    expect(second.exitCode).toBe(0);
    expect(there.git('for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/heads/binder')).toBe(
      written,
    );
    expect(there.git('status', '--porcelain')).toBe('');
    const pushed = await there.run('binder-refs', '--push');
    expect([pushed.exitCode, pushed.stdout, branches()]).toEqual([
      0,
      '2 branches of origin: 0 written, the others hold their commits already.\n',
      written,
    ]);

    expect(binderCodes((await here.run('check', '--format', 'json')).stdout)).toEqual([]);
    expect(origin.git('show', 'binder/py/v1.2:Dockerfile')).toBe(`FROM ${image}:v1.2@${FIRST}`);
  });

  test('another digest for the same tag gets the branch, and the commit that old links name stays', async () => {
    const moved = await clone('moved', {});
    writeFileSync(`${moved.path}/catalog.yaml`, manifest(`sha256:${'3c'.repeat(32)}`));
    const { exitCode, stdout } = await moved.run('binder-refs', '--push');
    expect(exitCode).toBe(0);
    const old = commitOf('v1.2', FIRST);
    const kept = `binder/py/v1.2@${old.slice(0, 12)}`;
    expect(stdout).toContain(kept);
    expect(origin.git('rev-parse', kept)).toBe(old);
    expect(origin.git('rev-parse', 'binder/py/v1.2')).toBe(commitOf('v1.2', `sha256:${'3c'.repeat(32)}`));
  });

  test('what the current version needs is printed for a Binder repository of one’s own', async () => {
    const { run } = await clone('printing', {});
    const { exitCode, stdout } = await run('binder-refs', '--print', 'py');
    expect([exitCode, stdout]).toEqual([0, `FROM ${image}:v1.2@${FIRST}\n`]);
    expect((await run('binder-refs', '--print', 'px')).exitCode).toBe(2);
  });

  test('a folder that is no repository, and a remote that refuses, are a sentence each', async () => {
    mkdirSync(`${folder.path}/plain`);
    writeFileSync(`${folder.path}/plain/catalog.yaml`, manifest(FIRST));
    const variables = { ...testGitEnvironment(), GIT_CEILING_DIRECTORIES: folder.path };
    const plain = await runHere(['binder-refs'], { workFolder: `${folder.path}/plain`, variables });
    expect(plain.exitCode).toBe(2);
    expect(plain.stderr).toMatch(/^The commits could not be written: [^\n]+\n$/);

    origin.git('config', 'http.receivepack', 'false');
    const { run, path } = await clone('refused', {});
    writeFileSync(
      `${path}/catalog.yaml`,
      readFileSync(`${path}/catalog.yaml`, 'utf8').replace('v1.2', 'v1.4'),
    );
    const refused = await run('binder-refs', '--push');
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/^The commits could not be written: [^\n]+\n$/);
  });
});

function binderCodes(json: string): readonly string[] {
  const { diagnostics } = JSON.parse(json) as { readonly diagnostics: readonly { readonly code: string }[] };
  return diagnostics.map(({ code }) => code).filter((code) => code.startsWith('binder/'));
}
