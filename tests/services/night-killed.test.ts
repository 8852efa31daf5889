import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import { parseStatusRows } from '../../src/core/health/parse-status.ts';
import type { Status } from '../../src/core/health/types.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { observeVersion } from '../support/observations.ts';
import { COMMAND, PROJECT } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const ENVIRONMENTS = 40;
const isWhole = process.env.SLIPWAY_TEST_ALL !== undefined;
/** Each start of the program is most of a second of the processor. */
const KILLS = isWhole ? 50 : 8;
const KILLS_WHILE_WRITING = isWhole ? 5 : 2;
/** Some 8 s where nothing else runs. */
const TIMEOUT_MS = 240_000;
/** Between two looks at a file that others write. */
const LOOK_MS = 2;
/** Nights at a time. */
const PARALLEL = 4;

/** The same numbers in every run, from 0 to 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a night that is killed, or not alone', { timeout: TIMEOUT_MS }, () => {
  let folder: TemporaryFolder;
  let registry: TestServer;
  let yesterday: string;

  beforeAll(async () => {
    folder = await createTemporaryFolder('killed');
    registry = await startHttpServer((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"errors": [{"code": "MANIFEST_UNKNOWN"}]}');
    });
    const ids = Array.from({ length: ENVIRONMENTS }, (_, index) => `env${index}`);
    await mkdir(join(folder.path, 'content'));
    await writeFile(
      join(folder.path, 'content/catalog.yaml'),
      [
        'version: 1',
        'site: {title: Night, url: "https://night.example.org/", language: en}',
        'hubs: {}',
        'content: {}',
        'environments:',
        ...ids.map((id) => `  ${id}: {title: ${id}, image: "${registry.host}/course/${id}", tag: v1}`),
        '',
      ].join('\n'),
    );
    yesterday = `${JSON.stringify(ninetyNights(ids), null, 1)}\n`;
  });
  afterAll(async () => {
    await registry?.stop();
    await folder?.remove();
  });

  /** A folder of its own for each night, with the status of yesterday. */
  const startNight = async (name: string) => {
    const place = join(folder.path, name);
    await mkdir(place);
    const statusFile = join(place, 'status.json');
    await writeFile(statusFile, yesterday);
    return { place, statusFile, night: walk(statusFile) };
  };
  const walk = (statusFile: string) => {
    const night = spawn(process.execPath, [COMMAND, 'nightly', '--out', statusFile], {
      cwd: PROJECT,
      env: {
        ...process.env,
        SLIPWAY_CONTENT: join(folder.path, 'content'),
        SLIPWAY_CACHE: join(folder.path, 'cache'),
        DOCKER_CONFIG: folder.path,
        GITHUB_STEP_SUMMARY: '',
        // Sixty starts of a program are what this test costs.
        NODE_COMPILE_CACHE: join(folder.path, 'compile-cache'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(night, 'close');
    return { ended, begun: once(night.stderr.resume(), 'data'), kill: () => night.kill('SIGKILL') };
  };
  /** Whether the file is that of yesterday to the byte, or that of this check with every row. */
  const look = async (statusFile: string): Promise<'old' | 'new'> => {
    const text = await readFile(statusFile, 'utf8');
    if (text === yesterday) return 'old';
    const reading = parseStatusRows(text);
    if (!reading.ok) throw new Error(reading.failure.message);
    expect(reading.value.dropped).toEqual([]);
    expect(reading.value.status.environments).toHaveLength(ENVIRONMENTS);
    expect(text.endsWith('}\n')).toBe(true);
    return 'new';
  };

  it(`leaves the whole old status or the whole new one, at ${KILLS} moments (50 with SLIPWAY_TEST_ALL)`, async () => {
    const whole = await startNight('whole');
    await whole.night.begun;
    const begunMs = performance.now();
    await whole.night.ended;
    const lengthMs = performance.now() - begunMs;
    expect(await look(whole.statusFile)).toBe('new');

    const random = createRandom(20261124);
    const limit = pLimit(PARALLEL);
    const seen = await limit.map(
      Array.from({ length: KILLS }, (_, index) => (index + random()) / KILLS),
      async (moment, index) => {
        const { night, statusFile } = await startNight(`moment-${index}`);
        await Promise.race([night.begun, night.ended]);
        await Promise.race([sleep(moment * lengthMs), night.ended]);
        night.kill();
        await night.ended;
        return look(statusFile);
      },
    );
    expect(seen).toHaveLength(KILLS);
    expect(seen[0]).toBe('old');
  });

  it('beside another one that writes the same file and the same cache never leaves a part of a status', async () => {
    const { place, statusFile, night } = await startNight('both');
    const nights = [night, walk(statusFile)];
    let areRunning = true;
    const looks = (async () => {
      const seen = new Set<string>();
      while (areRunning) {
        seen.add(await look(statusFile));
        await sleep(LOOK_MS);
      }
      return seen;
    })();
    const exits = await Promise.all(nights.map(({ ended }) => ended));
    areRunning = false;
    expect(exits.map(([code]) => code)).toEqual([0, 0]);
    expect((await looks).has('old')).toBe(true);
    expect(await look(statusFile)).toBe('new');
    expect(await readdir(place)).toEqual(['status.json']);
    // The earlier days are there, and today once.
    const { environments } = JSON.parse(await readFile(statusFile, 'utf8')) as Status;
    for (const { history } of environments) {
      expect(new Set(history.map(({ date }) => date)).size).toBe(history.length);
      expect(history).toHaveLength(90);
    }
  });

  it(`leaves a whole status when killed ${KILLS_WHILE_WRITING} times while it is writing, and a later night cleans up`, async () => {
    const { place, statusFile, night } = await startNight('writing');
    let running = night;
    for (let kill = 0; kill < KILLS_WHILE_WRITING; kill += 1) {
      // The first thing that happens here is that it begins to write.
      const watcher = watch(place, () => running.kill());
      await running.ended;
      watcher.close();
      await look(statusFile);
      if (kill < KILLS_WHILE_WRITING - 1) running = walk(statusFile);
    }
    // Whether a kill came before the file got its name is up to the system; one that did leaves this.
    await writeFile(join(place, 'status.json.1234567890'), yesterday.slice(0, 1000));
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    for (const name of await readdir(place)) await utimes(join(place, name), hoursAgo, hoursAgo);
    await walk(statusFile).ended;
    expect(await readdir(place)).toEqual(['status.json']);
    expect(await look(statusFile)).toBe('new');
  });
});

/** A status with all the history that there can be, as the nightly check of yesterday left it. */
function ninetyNights(ids: readonly string[]): Status {
  const environments = ids.map((environmentId) => observeVersion({ environmentId }));
  let status: Status | undefined;
  for (let daysAgo = 90; daysAgo >= 1; daysAgo -= 1) {
    const now = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    status = foldStatus(status, { durationMs: 1, environments, contents: [], hubs: [] }, now);
  }
  if (status === undefined) throw new Error('no night');
  return status;
}
