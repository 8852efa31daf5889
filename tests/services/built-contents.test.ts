import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import type { NotebookId } from '../../src/core/catalog/types.ts';
import { environmentForNotebook } from '../../src/core/catalog/views.ts';
import { openInBrowser, readBinderQuery } from '../../src/core/links/decode-chain.ts';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { buildLaunches } from '../../src/core/site/launches.ts';
import { runHere } from '../support/command-line.ts';
import { createTestRepository, type TestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { renderNotebook } from '../support/launch-cases.ts';
import { type NightWorld, startNightWorld } from '../support/night-world.ts';
import { describeWith } from '../support/system-packages.ts';

/*
 * Classic Binder repositories, whose notebooks are in the repository that is built: as the tutorials of OGGM are laid out,
 * and as the examples of repo2docker (github.com/binder-examples) are.
 */

describeWith(['docker-registry', 'git'], 'contents that are their own Binder repositories', () => {
  let world: NightWorld;
  let tutorials: TestRepository;
  let classic: TestRepository;
  beforeAll(async () => {
    world = await startNightWorld();
    const folder = join(world.folder, 'repositories');
    tutorials = createTestRepository(folder, 'oggm/tutorials.git');
    const dockerfile = (tag: string) =>
      [
        `FROM ${world.image}:${tag}`,
        'ARG NB_USER=jovyan',
        'ARG NB_UID=1000',
        'USER root',
        'COPY . $HOME',
        'RUN chown -R $NB_UID $HOME',
        'USER $NB_USER',
        '',
      ].join('\n');
    tutorials.commit('v0', {
      'binder/Dockerfile': dockerfile('v0'),
      'notebooks/welcome.ipynb': renderNotebook('Old welcome'),
      'notebooks/tutorials/mass balance #1.ipynb': renderNotebook('Mass balance'),
    });
    tutorials.commit('stable', {
      'README.md': '# Tutorials',
      'binder/Dockerfile': dockerfile('v1'),
      'notebooks/welcome.ipynb': renderNotebook('Welcome'),
      'notebooks/tutorials/mass balance #1.ipynb': renderNotebook('Mass balance'),
    });
    classic = createTestRepository(folder, 'binder-examples/conda');
    classic.commit('master', {
      'environment.yml': 'name: example\ndependencies: [numpy]\n',
      postBuild: '#!/bin/bash\n',
      'index.ipynb': renderNotebook('Index'),
    });
  });
  afterAll(() => world?.stop());

  /** Of the environments only what no Dockerfile says. */
  const manifest = () => `version: 1
site: {title: Classic, url: "https://classic.example.org/", language: en}
hubs:
  binder: {type: binderhub, url: "http://${world.binderHub.host}", title: Binder}
environments:
  oggm:
    title: OGGM
    earlier: [{tag: v0}]
  conda: {image: ${world.image}, tag: v1}
content:
  tutorials:
    title: Tutorials
    repository: ${world.git.url}/oggm/tutorials.git
    branch: stable
    pull: none
    environment: oggm
    editions: {old: {branch: v0, tag: v0}}
  classic:
    title: Classic
    repository: ${world.git.url}/binder-examples/conda
    branch: master
    pull: none
    environment: conda
`;
  const file = () => join(world.folder, 'content/catalog.yaml');
  const readManifest = () => readFile(file(), 'utf8');
  const variables = () => ({
    ...testGitEnvironment(),
    SLIPWAY_CONTENT: join(world.folder, 'content'),
    SLIPWAY_CACHE: join(world.folder, 'cache'),
    DOCKER_CONFIG: world.folder,
  });
  const run = (...args: string[]) => runHere(args, { variables: variables() });

  it('get their image from their Dockerfile, and are checked as their own Binder repositories', async () => {
    await writeFile(file(), manifest());
    const before = await run('check', '--offline');
    expect(before).toMatchObject({ exitCode: 1, stderr: '' });
    expect(before.stdout).toMatch(/error manifest\/image-unnamed: .*"oggm".*\n(?:.*\n)*.*"slipway pin"/);

    const dry = await run('pin', '--dry-run');
    expect(dry.stdout).toContain(`+    image: ${world.image}`);
    expect(await readManifest()).toBe(manifest());

    expect((await run('pin')).exitCode).toBe(0);
    const pinned = await readManifest();
    expect(pinned).toContain(
      `    title: OGGM\n    image: ${world.image}\n    tag: v1\n    digest: ${world.digest}\n`,
    );
    expect(parseCatalog(pinned, 'catalog.yaml').diagnostics).toEqual([]);

    const { stdout } = await run('check', '--format', 'json');
    const found: { code: string; message: string }[] = JSON.parse(stdout).diagnostics;
    expect(found.map(({ code }) => code)).toEqual(['binder/no-image']);
    expect(found[0]?.message).toContain('environment.yml of ');

    await world.run();
    const { environments, contents } = await world.readStatus();
    const rows = [...environments, ...contents].map(({ id, verdict, reasons }) => [
      id,
      verdict,
      ...reasons.map(({ code }) => code),
    ]);
    expect(rows).toEqual([
      ['oggm', 'ok'],
      ['oggm', 'ok'],
      ['conda', 'stale', 'binder/no-image'],
      ['tutorials', 'ok'],
      ['tutorials', 'ok'],
      ['classic', 'ok'],
    ]);
  });

  it('open every notebook, today and in an edition, in the repository that Binder builds', async () => {
    const { catalog } = parseCatalog(await readManifest(), 'catalog.yaml');
    if (catalog === undefined) throw new Error('the manifest has to be sound');
    const opened = catalog.contents.flatMap((content) => {
      const repository = content.id === 'tutorials' ? tutorials : classic;
      const environment = environmentForNotebook(catalog, content, '');
      const names = repository.git(
        '-c',
        'core.quotePath=false',
        'ls-tree',
        '-r',
        '--name-only',
        content.branch,
      );
      const paths = names.split('\n').filter((path) => path.endsWith('.ipynb'));
      return paths.flatMap((path) => {
        const place = { id: `${content.id}/x` as NotebookId, path, content, environment };
        const { launches, editions, problems } = buildLaunches(catalog, place, null);
        expect(problems).toEqual([]);
        const links = [...launches, ...editions.flatMap((edition) => edition.launches)];
        return links.map(({ url }) => {
          const { environment: built, faults } = explainLink(url);
          const { urlpath } = readBinderQuery(new URL(url).search, true);
          const server = openInBrowser(urlpath ?? '').path;
          const file = repository.git('cat-file', '-e', `${built?.ref}:${path}`);
          return [built?.repository?.replace(world.git.url, ''), built?.ref, server, file, faults];
        });
      });
    });
    expect(opened).toEqual([
      ['/oggm/tutorials.git', 'stable', 'lab/tree/notebooks/tutorials/mass balance #1.ipynb', '', []],
      ['/oggm/tutorials.git', 'v0', 'lab/tree/notebooks/tutorials/mass balance #1.ipynb', '', []],
      ['/oggm/tutorials.git', 'stable', 'lab/tree/notebooks/welcome.ipynb', '', []],
      ['/oggm/tutorials.git', 'v0', 'lab/tree/notebooks/welcome.ipynb', '', []],
      ['/binder-examples/conda', 'master', 'lab/tree/index.ipynb', '', []],
    ]);
  });

  it('are told of in one sentence where the Dockerfile names no tag, or is none', async () => {
    classic.commit('untagged', {
      Dockerfile: `FROM ${world.image}\n`,
      'index.ipynb': renderNotebook('Index'),
    });
    const without = manifest().replace(`conda: {image: ${world.image}, tag: v1}`, 'conda: {title: Conda}');
    for (const [branch, sentence] of [
      ['master', /environment\.yml lists, so no image/],
      ['untagged', /Dockerfile of .* starts from .*, which names no tag that stays/],
      ['gone', /does not (?:hold|have)|no branch/],
    ] as const) {
      await writeFile(file(), without.replace('branch: master', `branch: ${branch}`));
      const { exitCode, stdout } = await run('pin');
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(sentence);
      // What could be read is written all the same.
      expect(await readManifest()).toContain(`    tag: v1\n`);
    }
  });
});
