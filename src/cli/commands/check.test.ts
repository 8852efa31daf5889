import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runHere } from '../../../tests/support/command-line.ts';
import { change, EXAMPLE } from '../../core/catalog/example.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a folder with a manifest. */
async function run(manifest: string | undefined, ...args: string[]) {
  rmSync(join(folder, 'content'), { recursive: true, force: true });
  mkdirSync(join(folder, 'content'));
  if (manifest !== undefined) writeFileSync(join(folder, 'content', 'catalog.yaml'), manifest);
  return runHere(['check', '--offline', ...args], { workFolder: folder });
}

describe('slipway check', () => {
  test('exits 0 for a sound manifest and says so', async () => {
    const { exitCode, stdout, stderr } = await run(EXAMPLE);

    expect([exitCode, stdout, stderr]).toEqual([0, 'No problems.\n', '']);
  });

  test('exits 0 for warnings', async () => {
    const { exitCode, stdout } = await run(change('    directory: ./tutorials\n', ''));

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/0 errors, 1 warning\.\n$/);
  });

  test('exits 1 for errors, each with its place and line', async () => {
    const { exitCode, stdout, stderr } = await run(change('tag: 1.10', 'tag: latest'));

    expect(exitCode).toBe(1);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^content\/catalog\.yaml:25:10 - error manifest\/latest-tag: The tag "latest"/),
      '  25 |     tag: latest',
      '     |          ^^^^^^',
    ]);
    expect(stdout).toMatch(/\n1 error, 0 warnings\.\n$/);
    expect(stderr).toBe('');
  });

  test('exits 1 where the manifest is missing', async () => {
    const { exitCode, stdout } = await run(undefined);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^content\/catalog\.yaml - error manifest\/missing: /);
  });

  test('prints JSON and nothing else', async () => {
    const { exitCode, stdout } = await run(change('tag: 1.10', 'tag: latest'), '--format', 'json');

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        expect.objectContaining({
          code: 'manifest/latest-tag',
          file: 'content/catalog.yaml',
          line: 25,
          column: 10,
        }),
      ],
    });
    expect(JSON.parse((await run(EXAMPLE, '--format=json')).stdout)).toEqual({ diagnostics: [] });
  });

  test('prints workflow commands', async () => {
    const { stdout } = await run(change('tag: 1.10', 'tag: latest'), '--format', 'github');

    expect(stdout).toMatch(
      /^::error file=content\/catalog\.yaml,line=25,col=10,title=manifest\/latest-tag::/,
    );
  });

  test('exits 1 where a published address would vanish, with the lines that keep it', async () => {
    const published = {
      version: 1,
      site: { url: 'https://example.github.io/rivers/' },
      environments: [],
      notebooks: [{ id: 'tutorials/hello', path: 'courses/a.ipynb', title: 'Hello' }],
    };
    const previous = join(folder, 'published.json');
    writeFileSync(previous, JSON.stringify(published));
    const { exitCode, stdout } = await run(EXAMPLE, '--format', 'github', '--previous', previous);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error file=content\/catalog\.yaml,line=57,col=7,title=id\/vanished::/);
    expect(stdout).toContain(
      '\nmoved: # is there: add to the entries below it\n  tutorials/hello: tutorials/welcome\n',
    );
    const { diagnostics, additions } = JSON.parse(
      (await run(EXAMPLE, '--format=json', '--previous', previous)).stdout,
    );
    expect(diagnostics).toMatchObject([{ code: 'id/vanished', severity: 'error', line: 57 }]);
    expect(additions).toMatch(/^moved:/);
  });

  test('tells of an id that another file takes over what happened, and the line to paste', async () => {
    const manifest = `version: 1
site: {title: Course, url: "https://example.org/"}
hubs: {binder: {type: binderhub, url: "https://mybinder.org"}}
environments:
  python: {image: quay.io/course/python, tag: "1", binder: {repository: "https://github.com/course/binder", ref: v1}}
content:
  course: {title: Course, repository: "https://github.com/course/course", branch: main, environment: python, directory: ./notebooks}
`;
    const previous = join(folder, 'published.json');
    const notebooks = [{ id: 'course/a-b', path: 'a b.ipynb', title: 'The sea' }];
    const document = { version: 1, site: { url: 'https://example.org/' }, environments: [], notebooks };
    writeFileSync(previous, JSON.stringify(document));
    mkdirSync(join(folder, 'content', 'notebooks'), { recursive: true });
    writeFileSync(join(folder, 'content', 'catalog.yaml'), manifest);
    for (const name of ['a b.ipynb', 'a-b.ipynb']) {
      writeFileSync(join(folder, 'content', 'notebooks', name), '{}');
    }
    const check = () =>
      runHere(['check', '--ids', '--previous', previous], {
        workFolder: folder,
        variables: { PATH: process.env.PATH, SLIPWAY_CACHE: join(folder, 'cache') },
      });
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(1);
    const own = /"course\/(a-b-[a-z0-9]+)"/.exec(stdout)?.[1];
    expect(stdout).toContain(
      `error id/reassigned: The permanent address of "course/a-b" would open another notebook than before: "a-b.ipynb" has taken the id over from "a b.ipynb", which would be "course/${own}".`,
    );
    expect(stdout).toContain(
      'To leave it where it was, add under "notebooks" of "course": "a b.ipynb": {id: a-b}',
    );
    const added = 'content:\n  course:\n    notebooks:\n      "a b.ipynb": {id: a-b}\n';
    expect(stdout).toContain(added);
    const pasted = manifest.replace('./notebooks}', './notebooks, notebooks: {"a b.ipynb": {id: a-b}}}');
    writeFileSync(join(folder, 'content', 'catalog.yaml'), pasted);
    expect(await check()).toMatchObject({ exitCode: 0, stdout: 'No problems.\n' });
  });

  test.each([
    ['nothing', undefined, ''],
    ['a web page', '<html>', 'warning previous/not-a-catalogue: The published catalogue'],
    ['100 MB', '', 'warning previous/unreadable: The published catalogue'],
  ])('exits 0 where %s was published', async (_, text, said) => {
    const previous = join(folder, 'other.json');
    if (text !== undefined) writeFileSync(previous, text);
    if (text === '') truncateSync(previous, 100_000_000);
    const { exitCode, stdout, stderr } = await run(EXAMPLE, '--previous', previous);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(said);
    expect(stderr).toMatch(text === undefined ? /^There is no catalogue at "[^"]+" yet: [^\n]+\n$/ : /^$/);
  });

  test.each([
    ['--fast'],
    ['--ids'],
    ['--previous', 'https://example.org/catalog.json'],
    ['--format', 'xml'],
    ['--format'],
    ['extra'],
  ])('exits 2 for %s, with one sentence', async (...args) => {
    const { exitCode, stdout, stderr } = await run(EXAMPLE, ...args);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
  });
});
