import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHere } from '../support/command-line.ts';
import { createTestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** `slipway check` against repositories that real git serves over HTTP. */

let folder: TemporaryFolder;
let server: GitServer;

beforeAll(async () => {
  folder = await createTemporaryFolder('check-command');
  mkdirSync(`${folder.path}/served`);
  server = await startGitServer(`${folder.path}/served`);
  const course = createTestRepository(`${folder.path}/served`, 'course');
  course.commit('main', {
    'notebooks/welcome.ipynb': '{}',
    'notebooks/a b.ipynb': '{}',
    'notebooks/a-b.ipynb': '{}',
  });
  course.git('tag', 'spring', 'main');
  const binder = createTestRepository(`${folder.path}/served`, 'binder');
  binder.commit('stable', { Dockerfile: `FROM ${image()}:1.10\n` });
  binder.commit('broken', { Dockerfile: `FROM FROM ${image()}:1.10\n` });
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

/** Nothing answers as a registry or hub there, so what is said of them is left out of what is compared. */
const image = () => `${new URL(server.url).host}/hydro`;

const manifest = () => `version: 1
site: {title: Course, url: https://example.org/}
hubs: {binder: {type: binderhub, url: ${server.url}/hub}}
environments:
  hydro:
    image: ${image()}
    tag: 1.10
    binder: {repository: ${server.url}/binder, ref: stable}
content:
  course:
    title: Course
    repository: ${server.url}/course
    branch: main
    environment: hydro
    include: ["notebooks/*.ipynb"]
    notebooks:
      notebooks/welcome.ipynb: {id: welcome}
      notebooks/a b.ipynb: {id: second}
    editions: {spring: {branch: spring, tag: 1.10}}
`;

async function check(
  text: string,
  ...args: string[]
): Promise<{ exitCode: number | null; found: unknown[]; additions?: string }> {
  const content = `${folder.path}/content`;
  mkdirSync(content, { recursive: true });
  writeFileSync(`${content}/catalog.yaml`, text);
  const { exitCode, stdout } = await runHere(['check', '--format', 'json', ...args], {
    variables: { ...testGitEnvironment(), SLIPWAY_CONTENT: content, SLIPWAY_CACHE: `${folder.path}/cache` },
  });
  const { diagnostics, additions } = JSON.parse(stdout) as {
    diagnostics: { code: string; line: number }[];
    additions?: string;
  };
  const ofRepositories = diagnostics.filter(({ code }) => /^(?:content|binder|id)\//.test(code));
  return {
    exitCode,
    found: ofRepositories.map(({ code, line }) => [code, line]),
    ...(additions !== undefined && { additions }),
  };
}

describe('slipway check with real repositories', () => {
  test('finds nothing wrong where all is there', async () => {
    expect(await check(manifest())).toEqual({ exitCode: 0, found: [] });
  });

  /** Kind → from, to, what is said and on which line. What does not hide another is checked together. */
  const faults = {
    'a branch': ['branch: main', 'branch: mian', 'content/ref-missing', 13],
    'the branch of an edition': ['branch: spring', 'branch: autumn', 'content/ref-missing', 19],
    'a repository': ['/course\n', '/curse\n', 'content/repository-missing', 12],
    'a notebook': ['notebooks/welcome.ipynb:', 'notebooks/welcom.ipynb:', 'content/notebook-missing', 17],
    'a ref of the Binder repository': ['ref: stable', 'ref: stabel', 'binder/ref-missing', 8],
    'the Binder repository': ['/binder,', '/bindr,', 'binder/repository-missing', 8],
    'a Dockerfile that Docker refuses': ['ref: stable', 'ref: broken', 'binder/dockerfile-invalid', 8],
    'a pattern': ['notebooks/*.ipynb', 'lectures/*.ipynb', 'content/pattern-without-match', 15],
    'two files of one id': [' {id: second}', '', 'content/id-collision', 18],
  } as const;
  const checks: readonly { kinds: readonly (keyof typeof faults)[]; exitCode: number }[] = [
    { kinds: ['the Binder repository', 'a branch'], exitCode: 1 },
    { kinds: ['a Dockerfile that Docker refuses', 'a repository'], exitCode: 1 },
    { kinds: ['a ref of the Binder repository', 'a notebook', 'the branch of an edition'], exitCode: 1 },
    { kinds: ['a pattern'], exitCode: 0 },
    { kinds: ['two files of one id'], exitCode: 0 },
  ];
  test.each(checks.map((each) => ({ ...each, what: each.kinds.join(', ') })))(
    'tells of $what',
    async ({ kinds, exitCode }) => {
      let text = manifest();
      for (const kind of kinds) {
        const [from, to] = faults[kind];
        expect(text).toContain(from);
        text = text.replace(from, to);
      }
      const checked = await check(text);
      expect(checked.exitCode).toBe(exitCode);
      expect(checked.found.toSorted()).toEqual(
        kinds.map((kind) => [faults[kind][2], faults[kind][3]]).toSorted(),
      );
    },
  );
});

test('a file that was renamed in its repository is found, though another name is nearer', async () => {
  const moving = createTestRepository(`${folder.path}/served`, 'moving');
  const text = manifest()
    .replace('/course\n', '/moving\n')
    .replace(/ {4}notebooks:\n.*\n.*\n/, '')
    .replace(/ {4}editions:.*\n/, '');
  const published = `${folder.path}/catalog.json`;
  writeFileSync(
    published,
    JSON.stringify({
      version: 1,
      site: { url: 'https://example.org/' },
      environments: [{ id: 'hydro', title: 'hydro', image: image(), tag: '1.10' }],
      notebooks: [{ id: 'course/notebooks-tides', path: 'notebooks/tides.ipynb', title: 'Tides' }],
    }),
  );
  moving.commit('main', { 'notebooks/tides.ipynb': '{"cells": []}' });
  expect(await check(text, '--ids', '--previous', published)).toEqual({ exitCode: 0, found: [] });

  moving.commit('main', {
    'notebooks/tides.ipynb': null,
    'notebooks/the-sea.ipynb': '{"cells": []}',
    'notebooks/tide.ipynb': '{}',
  });
  expect(await check(text, '--ids', '--previous', published)).toEqual({
    exitCode: 1,
    found: [['id/vanished', 10]],
    additions: 'moved:\n  course/notebooks-tides: course/the-sea\n',
  });
});
