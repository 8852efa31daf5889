import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandHere } from '../support/command-line.ts';
import { type GithubServer, REPOSITORY, startGithubServer, TOKEN } from '../support/github-server.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

describe('npm run nightly -- --issues', () => {
  let folder: TemporaryFolder;
  let registry: TestServer;
  let github: GithubServer;

  const writeManifest = (id: string) =>
    writeFile(
      join(folder.path, 'content/catalog.yaml'),
      [
        'version: 1',
        'site: {title: Night, url: "https://night.example.org/", language: en}',
        `hubs: {binder: {type: binderhub, url: "http://${registry.host}"}}`,
        'content: {}',
        `environments: {${id}: {title: Ice, image: "${registry.host}/course/ice", tag: v1}}`,
        '',
      ].join('\n'),
    );
  const walk = async (changes: Readonly<Record<string, string>> = {}) => {
    const before = github.requests.length;
    const night = await runCommandHere('nightly', ['--issues'], {
      SLIPWAY_CONTENT: join(folder.path, 'content'),
      SLIPWAY_CACHE: join(folder.path, 'cache'),
      DOCKER_CONFIG: folder.path,
      GITHUB_STEP_SUMMARY: join(folder.path, 'summary.md'),
      GITHUB_API_URL: new URL('api/v3', github.url).href,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_TOKEN: TOKEN,
      GH_TOKEN: '',
      ...changes,
    });
    expect(night.exitCode).toBe(0);
    expect(night.stdout + night.stderr).not.toContain(TOKEN);
    const methods = github.requests.slice(before).map((request) => request.split(' ')[0]);
    return { ...night, writes: methods.filter((method) => method !== 'GET') };
  };

  beforeAll(async () => {
    folder = await createTemporaryFolder('issues');
    await mkdir(join(folder.path, 'content'));
    registry = await startHttpServer((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"errors": [{"code": "MANIFEST_UNKNOWN"}]}');
    });
    github = await startGithubServer();
    await writeManifest('ice');
  });
  afterAll(async () => {
    await registry?.stop();
    await github?.stop();
    await folder?.remove();
  });

  it.each([
    ['no token', { GITHUB_TOKEN: '' }, '--issues needs a token in GITHUB_TOKEN or GH_TOKEN.'],
    ['a token that is not accepted', { GITHUB_TOKEN: 'ghs_another' }, 'GitHub does not accept the token'],
    ['nobody at the address', { GITHUB_API_URL: 'http://127.0.0.1:1' }, 'GitHub could not be asked'],
  ])('counts as a night with %s, and says so', async (_, changes, sentence) => {
    const { stderr, writes } = await walk(changes);
    expect(stderr.split(sentence)).toHaveLength(2);
    expect(writes).toEqual([]);
    const summary = await readFile(join(folder.path, 'summary.md'), 'utf8');
    expect(summary).toContain('Will not start');
    expect(summary.replaceAll('&#95;', '_')).toContain(sentence);
  });

  it('opens one issue, leaves it alone while nothing changes, and closes it when its time is over', async () => {
    github.add({ title: 'Ice: will not start', body: 'Written by a person.' });
    const first = await walk();
    expect(first.stderr).toContain('Issue #2 of ice was opened.');
    expect(github.issues[1]).toMatchObject({ title: 'Ice: will not start', state: 'open' });
    expect(github.issues[1]?.body).toContain('https://night.example.org/environments/ice/');

    expect((await walk()).writes).toEqual([]);
    expect(github.issues).toHaveLength(2);

    await writeManifest('snow');
    const moved = await walk();
    expect(moved.writes).toEqual(['POST', 'PATCH']);
    expect(github.issues.map(({ state }) => state)).toEqual(['open', 'closed', 'open']);
  });
});
