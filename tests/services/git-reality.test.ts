import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import { createGitClient } from '../../src/io/git/client.ts';
import { observeContent } from '../../src/tasks/night/night-contents.ts';
import { createRepositories } from '../../src/tasks/night/night-repositories.ts';
import { observeBinder } from '../../src/tasks/night/observe-binder.ts';
import { GIT_FAULTS, type GitFault, writeFaultyGit } from '../support/faulty-git.ts';
import { createTestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { observeNight, observeVersion } from '../support/observations.ts';
import { chooseSample } from '../support/sample.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/*
 * Real repositories in known states, read by a git of which one command is killed, silent, or without disk,
 * memory or permission. The verdict is then the true one or `unknown`, never a definite answer that is wrong.
 */

const COMMANDS = ['ls-remote', 'init', 'config', 'fetch', 'rev-parse', 'ls-tree', 'cat-file'] as const;

type Truth = 'ok' | 'failing';
const STATES: readonly (readonly [name: string, ref: string, content: Truth, binder: Truth])[] = [
  ['whole', 'main', 'ok', 'ok'],
  ['whose Dockerfile is a link', 'linked', 'ok', 'ok'],
  ['whose Binder folder is a link', 'folder', 'ok', 'ok'],
  ['at a tag', 'v1', 'ok', 'ok'],
  ['at a tag that is a file', 'file', 'failing', 'failing'],
  ['without the branch', 'away', 'failing', 'failing'],
  ['without its files', 'bare', 'failing', 'failing'],
];

const CASES = STATES.flatMap((state) =>
  COMMANDS.flatMap((command) =>
    (Object.keys(GIT_FAULTS) as GitFault[]).map((fault) => [...state, command, fault] as const),
  ),
);

/** What was once called `failing` for certain. */
const ALWAYS = CASES.filter(([, ref, , , command, fault]) =>
  ['main ls-tree killed', 'main ls-tree silent', 'linked cat-file killed'].includes(
    `${ref} ${command} ${fault}`,
  ),
);
const CHOSEN = new Set([...ALWAYS, ...chooseSample('SLIPWAY_ALL_STATES', CASES, 8)]);

describe('a repository', () => {
  let folder: TemporaryFolder;
  let server: GitServer;
  beforeAll(async () => {
    folder = await createTemporaryFolder('git-reality');
    server = await startGitServer(`${folder.path}/served`);
    const repository = createTestRepository(`${folder.path}/served`, 'course');
    const dockerfile = 'FROM registry.example.org/course/glaciers:v1\n';
    repository.commit('main', { 'a.ipynb': '{}', Dockerfile: dockerfile });
    repository.commit('linked', {
      'a.ipynb': '{}',
      'env/Dockerfile': dockerfile,
      Dockerfile: { linkTo: 'env/Dockerfile' },
    });
    repository.commit('folder', {
      'a.ipynb': '{}',
      'env/Dockerfile': dockerfile,
      binder: { linkTo: 'env' },
    });
    repository.commit('bare', { README: 'Nothing.' });
    repository.git('tag', '-a', '-m', 'v1', 'v1', 'main');
    repository.git('tag', 'file', 'main:a.ipynb');
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  /** Verdicts of content and Binder repository, by a git with a fault or a sound one. */
  async function judge(name: string, ref: string, path: string | undefined, cache: string) {
    const environment = testGitEnvironment();
    const git = createGitClient({
      cacheDir: cache,
      env: path === undefined ? environment : { ...environment, PATH: `${path}:${environment.PATH}` },
      timeoutMs: name.endsWith('silent') ? 500 : 20_000,
    });
    const ports = { git, repositories: createRepositories(git), listNotebooks: async () => ['a.ipynb'] };
    const repository = `${server.url}/course`;
    const content = await observeContent(ports, {
      id: 'tutorials',
      title: 'Tutorials',
      repository,
      branch: ref,
      environment: 'glaciers',
      language: 'en',
      tags: [],
      include: [],
      exclude: [],
      repositoryPath: '',
      notebooks: [],
      editions: [],
    });
    const binder = await observeBinder(
      ports,
      { repository, ref },
      { registry: 'registry.example.org', repository: 'course/glaciers', tag: 'v1' },
    );
    const night = observeNight({
      contents: [content],
      environments: [observeVersion({ binder, pinnedDigest: null })],
    });
    const { contents, environments } = foldStatus(undefined, night, '2026-11-20T03:23:00.000Z');
    return [contents[0]?.verdict, environments[0]?.verdict];
  }

  it.each(STATES)('%s (%s) is known to a sound git', async (name, ref, content, binder) => {
    expect(await judge(name, ref, undefined, `${folder.path}/sound`)).toEqual([content, binder]);
  });

  it.each([...CHOSEN])(
    '%s (%s) is %s, and for Binder %s, or not known where %s is %s',
    async (name, ref, content, binder, command, fault) => {
      const key = `${ref} ${command} ${fault}`;
      const path = writeFaultyGit(`${folder.path}/bin/${key}`, command, fault);
      for (const round of ['with a new cache', 'with an old cache']) {
        const cache = `${folder.path}/cache/${key}`;
        if (round === 'with an old cache') await judge(name, ref, undefined, cache);
        const [ofContent, ofBinder] = await judge(`${name} ${fault}`, ref, path, cache);
        expect.soft([content, 'unknown'], `content ${round}`).toContain(ofContent);
        expect.soft([binder, 'unknown'], `Binder ${round}`).toContain(ofBinder);
      }
    },
  );
});
