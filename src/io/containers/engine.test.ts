import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { findEngine } from './engine.ts';

/** A podman that answers as this shell code says, and writes down what it was asked. */
async function createStandIn(name: string, code: string) {
  const folder = await createTemporaryFolder('engine-stand-in');
  const file = join(folder.path, name);
  writeFileSync(
    file,
    `#!/bin/sh\necho "$@" >> ${folder.path}/log\ncase "$1" in version) echo 4.3.1;; ${code} esac\n`,
  );
  chmodSync(file, 0o755);
  const readLog = () =>
    existsSync(`${folder.path}/log`) ? readFileSync(`${folder.path}/log`, 'utf8').trim().split('\n') : [];
  const environment = { PATH: `${folder.path}:/nowhere` };
  return { environment, readLog, [Symbol.asyncDispose]: folder.remove };
}

const IMAGE = `registry.example.org/course@sha256:${'0'.repeat(64)}`;
const RUN = {
  image: IMAGE,
  command: ['true'],
  input: '',
  network: 'none',
  memoryBytes: 1e9,
  cpus: 1,
  processes: 50,
  timeoutMs: 60_000,
} as const;

describe('a container engine', () => {
  it('is missed in one sentence', async () => {
    expect(await findEngine({ PATH: '/nowhere' })).toEqual({
      ok: false,
      failure: {
        code: 'containers/no-engine',
        message:
          'Neither podman nor docker works on this machine; install one of them, or start the Docker service.',
      },
    });
    const docker = await findEngine({ PATH: '/nowhere' }, 'docker');
    expect(docker.ok ? '' : docker.failure.message).toMatch(/^docker does not work on this machine;/);
  });

  it('is docker where there is no podman', async () => {
    await using standIn = await createStandIn('docker', '');
    const engine = await findEngine(standIn.environment);
    expect(engine.ok && [engine.value.name, engine.value.version]).toEqual(['docker', '4.3.1']);
  });

  it.each([
    [
      'no room',
      'Error: writing blob: storing blob: write /var/tmp/x: no space left on device',
      'containers/no-space',
      `There is no room for the image ${IMAGE}; free some, such as with podman image prune.`,
    ],
    [
      'a registry that dies during a pull',
      'Trying to pull…\nError: reading blob sha256:ab: Get "https://registry.example.org/v2/": unexpected EOF',
      'containers/registry-failed',
      'because its registry stopped answering (reading blob sha256:ab: Get',
    ],
    [
      'an image that is gone',
      'Error: initializing source: reading manifest: manifest unknown',
      'containers/image-missing',
      'because its registry does not give it (initializing source: reading manifest: manifest unknown).',
    ],
    ['anything else', 'Error: frobnication', 'containers/failed', 'could not be pulled (frobnication).'],
  ])('says what keeps it from pulling: %s', async (_, words, code, sentence) => {
    await using standIn = await createStandIn(
      'podman',
      `image) exit 1;; pull) /bin/cat >&2 <<'X'\n${words}\nX\nexit 125;;`,
    );
    const engine = await findEngine(standIn.environment);
    const pulled = engine.ok ? await engine.value.pull(IMAGE) : engine;
    expect(pulled).toMatchObject({ ok: false, failure: { code } });
    expect(pulled.ok ? '' : pulled.failure.message).toContain(sentence);
  });

  it('pulls nothing that is there', async () => {
    await using standIn = await createStandIn('podman', 'image) echo sha256:1;;');
    const engine = await findEngine(standIn.environment);
    expect(engine.ok && (await engine.value.pull(IMAGE))).toEqual({ ok: true, value: false });
    expect(standIn.readLog().some((line) => line.startsWith('pull'))).toBe(false);
  });

  it('is given the limits, and removes each container', async () => {
    await using standIn = await createStandIn('podman', 'run) echo hello;; inspect) echo false;;');
    const engine = await findEngine(standIn.environment);
    expect(engine.ok && (await engine.value.run(RUN))).toMatchObject({
      ok: true,
      value: { status: 0, output: 'hello\n', isOutOfMemory: false, isOutOfTime: false },
    });
    const log = standIn.readLog();
    const run = log.find((line) => line.startsWith('run')) ?? '';
    for (const option of ['--network=none', '--memory=1000000000', '--pids-limit=50', '--cap-drop=all'])
      expect(run).toContain(option);
    const id = /--name (\S+)/.exec(run)?.[1];
    expect(log.at(-1)).toBe(`rm --force ${id}`);
  });

  it('ends a container that goes on for ever', async () => {
    await using standIn = await createStandIn('podman', 'run) exec /bin/sleep 60;; inspect) echo false;;');
    const engine = await findEngine(standIn.environment);
    const ended = engine.ok ? await engine.value.run({ ...RUN, timeoutMs: 300 }) : engine;
    expect(ended).toMatchObject({ ok: true, value: { isOutOfTime: true, status: null } });
    expect(standIn.readLog().at(-1)).toMatch(/^rm --force slipway-/);
  });

  it('says that it could not start an image', async () => {
    await using standIn = await createStandIn('podman', 'run) echo "Error: bad image" >&2; exit 125;;');
    const engine = await findEngine(standIn.environment);
    expect(engine.ok && (await engine.value.run(RUN))).toMatchObject({
      ok: false,
      failure: { message: `podman could not start the image ${IMAGE} (bad image).` },
    });
  });
});
