import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type LaunchChain, summarizeLaunch } from '../../src/core/health/summary.ts';
import type { StatusRow } from '../../src/core/health/types.ts';
import { startHttpServer } from '../support/http-server.ts';
import { moveBack, type NightWorld, startNightWorld } from '../support/night-world.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { findFreePort } from '../support/servers.ts';
import { describeWith } from '../support/system-packages.ts';

const welcome: LaunchChain = {
  environmentId: 'env',
  tag: 'v1',
  contentId: 'tutorials',
  path: 'welcome.ipynb',
  hubId: 'binder',
};

describeWith(['docker-registry', 'git'], 'a night over a real registry, git and hubs', () => {
  let registry: TestRegistry;
  let world: NightWorld;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());
  beforeEach(async () => {
    world = await startNightWorld(registry);
  });
  afterEach(() => world.stop());

  const verdicts = async () => {
    const { environments, contents, hubs } = await world.readStatus();
    const rows: [string, StatusRow][] = [
      ...environments.map((row): [string, StatusRow] => [`${row.id} ${row.tag}`, row]),
      ...contents.map((row): [string, StatusRow] => [row.edition ?? row.id, row]),
      ...hubs.map((row): [string, StatusRow] => [row.id, row]),
    ];
    return Object.fromEntries(
      rows.map(([name, row]) => [name, [row.verdict, ...row.reasons.map(({ code }) => code)]]),
    );
  };

  it('finds everything well, asks for the same thing once, and counts', async () => {
    world.fetchOverHttp();
    const { exitCode, stdout } = await world.run();
    expect(exitCode).toBe(0);
    expect(await verdicts()).toEqual({
      'env v1': ['ok'],
      'env v0': ['ok'],
      'other v1': ['ok'],
      tutorials: ['ok'],
      spring: ['ok', 'content/notebook-missing'],
      binder: ['ok'],
      class: ['ok'],
    });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe(
      [
        'Environments: 3 ok (Works), 0 stale (Changed), 0 failing (Will not start), 0 unknown (Not known).',
        'Contents: 2 ok (Works), 0 stale (Changed), 0 failing (Will not start), 0 unknown (Not known).',
        'Notebooks: 2 ok (Works), 0 stale (Changed), 0 failing (Will not start), 0 unknown (Not known).',
        'Hubs: 2 ok (Works), 0 stale (Changed), 0 failing (Will not start), 0 unknown (Not known).',
      ].join(' '),
    );
    const [row] = (await world.readStatus()).environments;
    expect(row).toMatchObject({
      seen_digest: world.digest,
      pinned_digest: world.digest,
      platforms: ['linux/amd64'],
    });
    expect(world.binderHub.requests).toEqual(['/versions', '/health']);
    expect(await readFile(join(world.folder, 'summary.md'), 'utf8')).toContain('| 3 | 0 | 0 | 0 |');
  });

  it('tells what was broken, each in its own place', async () => {
    world.binder.commit('main', { Dockerfile: `FROM FROM ${world.image}:v1\n` });
    world.content.git('update-ref', '-d', 'refs/heads/spring');
    world.content.commit('main', { 'welcome.ipynb': null, 'hello.ipynb': '{}' });
    world.classHub.kind = 'binderhub';
    const { exitCode } = await world.run();
    expect(exitCode).toBe(0);
    expect(await verdicts()).toEqual({
      'env v1': ['failing', 'binder/dockerfile-invalid'],
      'env v0': ['ok'],
      'other v1': ['ok'],
      tutorials: ['ok', 'content/notebook-missing'],
      spring: ['failing', 'content/ref-missing'],
      binder: ['ok'],
      class: ['failing', 'hub/wrong-kind'],
    });
    const status = await world.readStatus();
    expect(summarizeLaunch(status, welcome).verdict).toBe('failing');
    const other = { ...welcome, tag: 'v0', path: 'deep/a b#c?.ipynb' };
    expect(summarizeLaunch(status, other)).toMatchObject({ verdict: 'ok', reasons: [] });
  });

  it('compares the Dockerfile with the pin, and takes the one that repo2docker takes', async () => {
    const expectOf = async (what: string, expected: readonly string[]) => {
      await world.run('--only', 'env');
      expect((await verdicts())['env v1'], what).toEqual(expected);
    };
    for (const [what, tag, expected] of [
      ['another tag', ':v0', ['stale', 'binder/pin-differs']],
      ['no tag', '', ['failing', 'image/missing', 'binder/unpinned']],
      ['a tag that is not there', ':v9', ['failing', 'image/missing', 'binder/pin-differs']],
    ] as const) {
      world.binder.commit('main', { Dockerfile: `FROM ${world.image}${tag}\n` });
      await expectOf(what, expected);
    }
    world.binder.commit('main', { 'binder/environment.yml': 'dependencies: []' });
    await expectOf('another folder', ['failing', 'binder/dockerfile-missing']);
    world.binder.commit('main', {
      'binder/environment.yml': null,
      Dockerfile: { linkTo: 'docker/Dockerfile' },
      'docker/Dockerfile': `ARG TAG=v1\nFROM ${world.image}:$TAG AS final\n`,
    });
    await expectOf('a link', ['ok']);
  });

  it('does not take an older copy of a repository for tonight', async () => {
    world.fetchOverHttp();
    await world.run();
    await world.git.stop();
    await world.run();
    expect(await verdicts()).toMatchObject({
      'env v1': ['unknown', 'binder/unreachable'],
      tutorials: ['unknown', 'content/unreachable'],
    });
    const status = await world.readStatus();
    expect(summarizeLaunch(status, welcome)).toMatchObject({
      verdict: 'unknown',
      lastKnown: { verdict: 'ok' },
    });
  });

  it('lets a hub fail in the second night only, and come back', async () => {
    world.binderHub.isWell = false;
    await world.run();
    expect((await verdicts()).binder).toEqual(['unknown', 'hub/unhealthy']);
    const yesterday = join(world.folder, 'yesterday.json');
    await writeFile(yesterday, JSON.stringify(moveBack(await world.readStatus(), 1)));
    await world.run('--previous', yesterday);
    expect((await verdicts()).binder).toEqual(['failing', 'hub/unhealthy']);
    const [hub] = (await world.readStatus()).hubs;
    expect(hub?.history.map(({ verdict }) => verdict)).toEqual(['unknown', 'failing']);
    world.binderHub.isWell = true;
    await world.run();
    expect((await verdicts()).binder).toEqual(['ok']);
  });

  it('looks at one environment when asked to, and keeps the rest', async () => {
    await world.run();
    const before = await world.readStatus();
    await world.registry.remove('course/env', world.digest);
    await world.run('--only', 'other');
    const after = await world.readStatus();
    expect(await verdicts()).toMatchObject({ 'env v1': ['ok'], 'other v1': ['failing', 'image/missing'] });
    expect(after.environments[0]?.checked_at).toBe(before.checked_at);
    const unknown = await world.run('--only', 'ether');
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('other') });
  });

  it('says in its exit status what it was asked to fail on', async () => {
    world.binder.commit('main', { Dockerfile: `FROM ${world.image}:v0\n` });
    expect((await world.run('--fail-on', 'failing')).exitCode).toBe(0);
    expect((await world.run('--fail-on', 'stale')).exitCode).toBe(1);
    world.binder.commit('main', { Dockerfile: `FROM ${world.image}:v1\n` });
    world.content.commit('main', { 'welcome.ipynb': null });
    expect((await world.run('--fail-on', 'failing')).exitCode).toBe(1);
    expect((await world.readStatus()).contents[0]?.missing).toEqual(['welcome.ipynb']);
  });

  it('prints diagnostics for machines and for GitHub', async () => {
    world.binder.commit('main', { Dockerfile: '' });
    const json = await world.run('--format', 'json');
    const { diagnostics } = JSON.parse(json.stdout);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'binder/dockerfile-invalid', severity: 'error', line: 7 }),
    );
    const github = await world.run('--format', 'github');
    expect(github.stdout).toMatch(
      /^::error file=.*catalog\.yaml,line=7,.*title=binder\/dockerfile-invalid::/m,
    );
    expect(github.stdout.trimEnd().split('\n').at(-1)).toMatch(/^Environments: /);
    expect((await world.run()).stdout).toMatch(
      /^\S+catalog\.yaml:7:\d+ - error binder\/dockerfile-invalid: /m,
    );
  });

  it('writes nothing for a manifest with errors, or where it cannot do its work', async () => {
    await world.run();
    const before = await readFile(world.statusFile, 'utf8');
    const nowhere = `http://127.0.0.1:${await findFreePort()}/status.json`;
    for (const [expected, ...args] of [
      [2, '--previous', nowhere],
      [2, '--previous', world.folder],
      [2, '--concurrency', '0'],
      [2, '--format', 'xml'],
      [2, '--fail-on', 'ok'],
      [2, '--unheard-of'],
      [2, '--out', join(world.statusFile, 'below-a-file.json')],
    ] as const) {
      const { exitCode, stderr } = await world.run(...args);
      expect([args, exitCode]).toEqual([args, expected]);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    await world.writeManifest(['environment: env', 'environment: nev']);
    const broken = await world.run();
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout).toMatch(/catalog\.yaml:\d+:\d+ - error /);
    expect(await readFile(world.statusFile, 'utf8')).toBe(before);
  });

  it('goes on with an earlier status that is damaged, and says so', async () => {
    await world.run();
    const sound = await readFile(world.statusFile, 'utf8');
    for (const [damaged, expected] of [
      [sound.slice(0, sound.length / 2), 'status.json.damaged-'],
      [sound.replaceAll(/"\d{4}-/g, '"2999-'), 'from the future'],
      [sound.replace('"verdict": "ok"', '"verdict": "fine"'), 'environments[0]'],
    ] as const) {
      await writeFile(world.statusFile, damaged);
      const { exitCode, stderr } = await world.run();
      expect(exitCode).toBe(0);
      expect(stderr).toContain(expected);
      for (const row of (await world.readStatus()).environments) {
        expect(row.verdict).toBe('ok');
        expect(Date.parse(row.since)).toBeLessThanOrEqual(Date.now());
      }
    }
  });

  it('is not run where something else stands in the place of the earlier status', async () => {
    await world.run();
    const before = await readFile(world.statusFile, 'utf8');
    const later = join(world.folder, 'later.json');
    await writeFile(later, before.replace('"version": 1', '"version": 2'));
    await using portal = await startHttpServer((_, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Sign in</title>');
    });
    for (const [place, words] of [
      [`${portal.url}status.json`, 'A web page is there in its place'],
      [later, 'Update Slipway'],
    ] as const) {
      const { exitCode, stderr } = await world.run('--previous', place);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
      expect(stderr).toContain('let --previous name a file that does not exist');
    }
    expect(await readFile(world.statusFile, 'utf8')).toBe(before);
    const anew = await world.run('--previous', join(world.folder, 'none.json'));
    expect([anew.exitCode, anew.stderr]).toEqual([0, expect.stringContaining('first night')]);
  });

  it('forgets entries that left the catalogue and begins new ones', async () => {
    await world.run();
    await world.writeManifest(['  other:\n    title: Other', '  newer:\n    title: Newer']);
    await world.run();
    const rows = (await world.readStatus()).environments.map(({ id, tag }) => `${id} ${tag}`);
    expect(rows).toEqual(['env v1', 'env v0', 'newer v1']);
  });
});
