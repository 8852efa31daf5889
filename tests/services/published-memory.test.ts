import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandHere } from '../support/command-line.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { findFreePort } from '../support/servers.ts';
import type { CommandResult } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const TIMEOUT_MS = 240_000;

/**
 * What a site has published is the only memory of the nightly checks and of the addresses that people were given. These tests
 * ask for it as the workflows do, with `auto`.
 */
describe('what a site has published', { timeout: TIMEOUT_MS }, () => {
  let folder: TemporaryFolder;
  let server: TestServer;
  /** A server with a self-signed certificate. */
  const secure = createServer({}, () => {});
  let status: string;
  let catalog: string;
  const requests: string[] = [];
  const place = (path: string) => join(folder.path, path);

  beforeAll(async () => {
    folder = await createTemporaryFolder('memory');
    server = await startHttpServer((request, response) => {
      requests.push(request.url ?? '');
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const name = pathname.split('/').at(-1);
      const whole = name === 'status.json' ? status : catalog;
      if (pathname.startsWith('/site/')) return response.end(whole);
      if (pathname.startsWith('/moved/')) return response.writeHead(301, { location: `/site/${name}` }).end();
      if (pathname.startsWith('/sign-in/')) return response.end('<!doctype html><title>Sign in</title>');
      if (pathname.startsWith('/cut/')) return response.end(whole.slice(0, whole.length / 2));
      if (pathname.startsWith('/half/')) {
        return name === 'status.json' ? response.end(whole) : response.writeHead(403).end('no');
      }
      return response.writeHead(pathname.startsWith('/barred/') ? 403 : 404).end('no');
    });
    secure.listen(0, '127.0.0.1');
    await once(secure, 'listening');
    await writeManifest('https://tides.example.org/');
    expect(await runCommandHere('nightly', ['--out', place('status.json')], variables())).toMatchObject({
      exitCode: 0,
    });
    status = (await readFile(place('status.json'), 'utf8')).replaceAll(
      /"date": "[^"]*"/g,
      '"date": "2026-01-01"',
    );
    catalog = JSON.stringify({
      version: 1,
      generated_at: '2026-01-01T00:00:00Z',
      site: { title: 'Tides', url: 'https://tides.example.org/', language: 'en' },
      hubs: [],
      environments: [],
      notebooks: [],
    });
  });
  afterAll(async () => {
    secure.close();
    await server?.stop();
    await folder?.remove();
  });

  const writeManifest = (url: string) =>
    writeFile(
      place('catalog.yaml'),
      `version: 1
site: {title: Tides, url: "${url}", language: en}
hubs: {}
content: {}
environments:
  tides: {title: Tides, image: "${server.host}/course/tides", tag: v1}
`,
    );
  const variables = (beginAnew = '') => ({
    SLIPWAY_CONTENT: folder.path,
    SLIPWAY_CACHE: place('cache'),
    SLIPWAY_BEGIN_ANEW: beginAnew,
    DOCKER_CONFIG: folder.path,
    GITHUB_STEP_SUMMARY: '',
  });
  const walk = (site: string, beginAnew?: string) =>
    runCommandHere(
      'nightly',
      ['--previous', 'auto', '--site', site, '--out', place('tonight.json')],
      variables(beginAnew),
    );
  const readDays = async () => {
    const text = await readFile(place('tonight.json'), 'utf8');
    return (JSON.parse(text) as { environments: { history: { date: string }[] }[] }).environments[0]?.history
      .length;
  };
  const compare = (site: string, beginAnew?: string) =>
    runCommandHere('check', ['--ids', '--previous', 'auto', '--site', site], variables(beginAnew));
  const build = (site: string, beginAnew?: string) =>
    runCommandHere(
      'build',
      ['--outDir', place('dist'), '--site', new URL(site).origin, '--base', new URL(site).pathname],
      {
        ...variables(beginAnew),
        SLIPWAY_STATUS: 'auto',
        SLIPWAY_PUBLISHED: 'auto',
      },
    );
  /** Sites that cannot be read, with what is said of them. */
  const faults = async (): Promise<readonly (readonly [string, string])[]> => [
    [`http://${server.host}/sign-in`, 'A web page is there'],
    [`http://${server.host}/cut`, 'cut off'],
    [`http://${server.host}/barred`, 'the server answered 403'],
    [`http://127.0.0.1:${await findFreePort()}/refusing`, 'refused the connection'],
    [`https://127.0.0.1:${(secure.address() as { port: number }).port}/secret`, 'no secure connection'],
    ['https://no-such-host.invalid/course', 'host name not found'],
  ];

  it.each(['site', 'moved'])('is the memory of the night (%s), past all caches', async (path) => {
    requests.length = 0;
    expect(await walk(`http://${server.host}/${path}`)).toMatchObject({ exitCode: 0 });
    expect(await readDays()).toBe(2);
    expect(requests[0]).toMatch(/^\/\w+\/status\.json\?at=\d+$/);
    expect(await compare(`http://${server.host}/${path}`)).toMatchObject({ exitCode: 0 });
  });

  it('is found by the address in the manifest', async () => {
    await writeManifest(`http://${server.host}/site/`);
    const night = await runCommandHere(
      'nightly',
      ['--previous', 'auto', '--out', place('tonight.json')],
      variables(),
    );
    expect(night).toMatchObject({ exitCode: 0 });
    expect(await readDays()).toBe(2);
  });

  it('may be absent before the first night', async () => {
    const night = await walk(`http://${server.host}/new/`);
    expect(night).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('this is taken as the first night'),
    });
    expect(await readDays()).toBe(1);
  });

  it('stops the night where it cannot be read, so that nothing is forgotten', async () => {
    await writeFile(place('tonight.json'), status);
    for (const [site, why] of await faults()) {
      const { exitCode, stderr } = await walk(site, 'no');
      expect({ site, exitCode, told: stderr.includes(why) }).toEqual({ site, exitCode: 2, told: true });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain('set the variable SLIPWAY_BEGIN_ANEW to yes');
      expect(await readFile(place('tonight.json'), 'utf8')).toBe(status);
    }
  });

  it('counts as absent where SLIPWAY_BEGIN_ANEW says so, and never where it can be read', async () => {
    for (const [site, why] of await faults()) {
      const { exitCode, stderr } = await walk(site, 'yes');
      expect({ site, exitCode, told: stderr.includes(why) }).toEqual({ site, exitCode: 0, told: true });
      expect(await readDays()).toBe(1);
    }
    expect(await walk(`http://${server.host}/site`, 'yes')).toMatchObject({ exitCode: 0 });
    expect(await readDays()).toBe(2);
  });

  it('is compared with the ids of the manifest, or the check fails', async () => {
    for (const site of [
      `http://${server.host}/half`,
      `http://${server.host}/cut`,
      `http://${server.host}/sign-in`,
    ]) {
      const failed = await compare(site);
      expect(failed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('was not compared') });
      expect(await compare(site, 'yes')).toMatchObject({ exitCode: 0 });
    }
  });

  it('is carried over by a build, or nothing is built', async () => {
    for (const site of [
      `http://${server.host}/half`,
      `http://${server.host}/sign-in`,
      'https://no-such-host.invalid/course',
    ]) {
      const { exitCode, stderr } = await build(site);
      expect({ site, exitCode }).toEqual({ site, exitCode: 1 });
      expect(stderr).toContain('SLIPWAY_BEGIN_ANEW to yes');
    }
  });

  it('needs yes or no', async () => {
    const unclear: CommandResult = await walk(`http://${server.host}/site`, 'perhaps');
    expect(unclear.exitCode).toBe(1);
    expect(unclear.stdout + unclear.stderr).toContain('SLIPWAY_BEGIN_ANEW takes yes or no, not "perhaps".');
  });
});
