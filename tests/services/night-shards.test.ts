import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Status } from '../../src/core/health/types.ts';
import { moveBack, type NightWorld, startNightWorld } from '../support/night-world.ts';
import { describeWith } from '../support/system-packages.ts';

/** A status without the times of its own run, which two runs never have in common. */
function withoutTimes({ checked_at: at, duration_ms: _, ...rows }: Status): unknown {
  return JSON.parse(JSON.stringify(rows).replaceAll(at, 'tonight'));
}

describeWith(['docker-registry', 'git'], 'a night in shards, over a real registry, git and hubs', () => {
  let world: NightWorld;
  const file = (name: string) => join(world.folder, name);
  const shardFiles = () => [1, 2, 3].map((index) => file(`shard-${index}.json`));
  const previous = () => ['--previous', file('yesterday.json')];

  beforeAll(async () => {
    world = await startNightWorld();
    world.binderHub.isWell = false;
    await world.run();
    await writeFile(file('yesterday.json'), JSON.stringify(moveBack(await world.readStatus(), 1)));
    world.content.commit('main', { 'welcome.ipynb': null });
    for (const [index, out] of shardFiles().entries()) {
      const { exitCode } = await world.run('--shard', `${index + 1}/3`, '--out', out);
      expect(exitCode).toBe(0);
    }
  });
  afterAll(() => world?.stop());

  it('writes what one run writes, and asks for nothing twice', async () => {
    const asked = world.binderHub.requests.length;
    const whole = await world.run(...previous(), '--out', file('whole.json'));
    const askedByOne = world.binderHub.requests.length - asked;
    const merged = await world.merge(...shardFiles(), ...previous(), '--out', file('merged.json'));
    expect([whole.exitCode, merged.exitCode]).toEqual([0, 0]);
    expect(withoutTimes(await world.readStatus(file('merged.json')))).toEqual(
      withoutTimes(await world.readStatus(file('whole.json'))),
    );
    expect(merged.stdout).toBe(whole.stdout);
    // Once yesterday, once by all shards together, once by the whole nightly check.
    expect(asked).toBe(2 * askedByOne);
    expect(await readFile(file('summary.md'), 'utf8')).toContain('missing');
  });

  it('goes on without a shard that failed, and says whose rows stay as they were', async () => {
    await writeFile(file('cut.json'), (await readFile(file('shard-2.json'), 'utf8')).slice(0, 500));
    const files = [file('shard-1.json'), file('cut.json'), file('nowhere.json')];
    const { exitCode, stderr } = await world.merge(...files, ...previous(), '--out', file('merged.json'));
    expect(exitCode).toBe(0);
    expect(stderr).toContain('cut.json is not JSON; it may have been cut off.');
    expect(stderr).toContain('nowhere.json is not there.');
    expect(stderr).toContain('Shards 2/3, 3/3 are missing');
    const yesterday = await world.readStatus(file('yesterday.json'));
    const { environments, contents, hubs, checked_at: now } = await world.readStatus(file('merged.json'));
    const rows = [...environments, ...contents, ...hubs];
    expect(rows).toHaveLength(7);
    const times = rows.map(({ checked_at = now }) => checked_at);
    expect(new Set(times)).toEqual(new Set([now, yesterday.checked_at]));
  });

  it('says in its exit status what it was asked to fail on', async () => {
    const merge = (...args: string[]) =>
      world.merge(...shardFiles(), ...previous(), '--out', file('merged.json'), ...args);
    expect((await merge('--fail-on', 'failing')).exitCode).toBe(1);
    expect((await merge('--format', 'github')).stdout).toMatch(
      /^::error file=.*title=content\/notebook-missing::/m,
    );
  });

  it('refuses what does not belong together, in one sentence, and writes nothing', async () => {
    await world.run('--shard', '1/3', '--out', file('with-previous.json'), ...previous());
    const out = ['--out', file('refused.json')];
    const cases: [string[], RegExp][] = [
      [[], /Missing required argument 'files'/],
      [[file('nowhere.json')], /None of the shards can be used/],
      [[file('yesterday.json')], /yesterday\.json was not written by "slipway nightly --shard i\/n"/],
      [[file('shard-1.json'), file('shard-1.json')], /are both shard 1\/3/],
      [[file('with-previous.json')], /the history would be lost/],
    ];
    for (const [files, message] of cases) {
      const { exitCode, stderr } = await world.merge(...files, ...out);
      expect([files, exitCode]).toEqual([files, 2]);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    await world.writeManifest(['title: Other', 'title: Another']);
    const other = await world.merge(...shardFiles(), ...out);
    expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('another manifest') });
    await world.writeManifest(['environment: env', 'environment: nev']);
    expect((await world.merge(...shardFiles(), ...out)).exitCode).toBe(1);
    await world.writeManifest();
    await expect(readFile(file('refused.json'))).rejects.toThrow();
  });

  it.each([
    [['--shard', '4/3'], /--shard takes i\/n/],
    [['--shard', '1/3', '--only', 'env'], /give one of them/],
    [['--shard', '1/3', '--fail-on', 'stale'], /A shard judges nothing/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await world.run(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});
