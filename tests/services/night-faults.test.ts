import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseStatusRows } from '../../src/core/health/parse-status.ts';
import { runCommandHere } from '../support/command-line.ts';
import { IS_EVERY_STEP, tryEveryStep } from '../support/faulty-disk.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { type CommandResult, runCommand } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const TIMEOUT_MS = 600_000;

/** Nights whose disk fills up, or that are killed, at every step that changes a file. */
describe('a night on a bad day', { timeout: TIMEOUT_MS }, () => {
  let folder: TemporaryFolder;
  let registry: TestServer;
  let yesterday: string;
  const place = (path: string) => join(folder.path, path);
  const variables = () => ({
    SLIPWAY_CONTENT: place('content'),
    SLIPWAY_CACHE: place('work/cache'),
    DOCKER_CONFIG: folder.path,
    GITHUB_STEP_SUMMARY: '',
  });
  const run = (...args: string[]) => runCommandHere('nightly', args, variables());

  beforeAll(async () => {
    folder = await createTemporaryFolder('night-faults');
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: `sha256:${'0'.repeat(64)}`,
        size: 2,
      },
      layers: [],
    });
    registry = await startHttpServer((request, response) => {
      if (!request.url?.includes('/manifests/')) return response.writeHead(404).end('{}');
      response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' });
      return response.end(manifest);
    });
    await mkdir(place('content'));
    await writeFile(
      place('content/catalog.yaml'),
      `version: 1
site: {title: Night, url: "https://night.example.org/", language: en}
hubs: {}
content: {}
environments:
  tides: {title: Tides, image: "${registry.host}/course/tides", tag: v1}
  waves: {title: Waves, image: "${registry.host}/course/waves", tag: v1}
`,
    );
    expect(await run('--out', place('yesterday.json'))).toMatchObject({ exitCode: 0 });
    yesterday = (await readFile(place('yesterday.json'), 'utf8')).replace(
      /("date": ")\d{4}-\d\d-\d\d/g,
      '$12026-01-01',
    );
    await mkdir(place('shards'));
    // A merge takes shards that were given the same night before as it is.
    await writeFile(place('previous.json'), yesterday);
    for (const index of [1, 2]) {
      const out = place(`shards/${index}.json`);
      expect(
        await run('--shard', `${index}/2`, '--previous', place('previous.json'), '--out', out),
      ).toMatchObject({ exitCode: 0 });
    }
  });
  afterAll(async () => {
    await registry?.stop();
    await folder?.remove();
  });

  const prepare = async () => {
    await rm(place('work'), { recursive: true, force: true });
    await mkdir(place('work'));
    await writeFile(place('work/status.json'), yesterday);
    await cp(place('shards'), place('work/shards'), { recursive: true });
  };
  /** The old status to the byte, or one that has yesterday in it. */
  const check = async ({ exitCode, stderr }: CommandResult) => {
    const text = await readFile(place('work/status.json'), 'utf8');
    const isNew = text !== yesterday;
    if (isNew) {
      const reading = parseStatusRows(text);
      if (!reading.ok) throw new Error(reading.failure.message);
      expect(reading.value.dropped).toEqual([]);
      expect(reading.value.status.environments.map(({ history }) => history[0]?.date)).toEqual([
        '2026-01-01',
        '2026-01-01',
      ]);
    }
    if (exitCode === 0) expect(isNew).toBe(true);
    expect(stderr).not.toMatch(/\n\s+at .*\(/);
  };
  const commands: readonly [
    string,
    (environment: Readonly<Record<string, string>>) => Promise<CommandResult>,
  ][] = [
    [
      'nightly',
      (environment) =>
        runCommand('nightly', ['--out', place('work/status.json')], { ...variables(), ...environment }),
    ],
    [
      'nightly merge',
      (environment) =>
        runCommand(
          'nightly merge',
          [
            ...[1, 2].map((index) => place(`work/shards/${index}.json`)),
            '--previous',
            place('work/status.json'),
            '--out',
            place('work/status.json'),
          ],
          { ...variables(), ...environment },
        ),
    ],
  ];

  for (const [name, runOnce] of commands) {
    it(`${name} leaves the old status or the new one where it is killed between two renames`, async () => {
      const steps = await tryEveryStep({
        run: runOnce,
        fault: 'kill',
        folder: place('work'),
        prepare,
        async check(result) {
          expect(result.exitCode).toBe(null);
          await check(result);
        },
        sampleSize: 2,
        isWhole: IS_EVERY_STEP,
      });
      expect(steps.length).toBeGreaterThan(0);
    });

    it(`${name} leaves the old status or the new one where the disk is full, and says so`, async () => {
      const steps = await tryEveryStep({
        run: runOnce,
        fault: 'full',
        folder: place('work'),
        prepare,
        async check(result) {
          await check(result);
          if (result.exitCode === 0) return;
          expect(result.exitCode).toBe(2);
          expect(result.stderr).toContain('ENOSPC');
          const left = await readdir(place('work'));
          expect(left.filter((each) => each.startsWith('status.json'))).toEqual(['status.json']);
        },
        sampleSize: 3,
        isWhole: IS_EVERY_STEP,
      });
      expect(steps.length).toBeGreaterThan(0);
    });
  }
});
