import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isLoopback } from '../../core/addresses/loopback.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { createScratchFolder } from '../files/scratch-folder.ts';
import { runToEnd } from '../processes/run-to-end.ts';
import { describeNoEngine, describePull, describeRun } from './failures.ts';
import {
  type ContainerEngine,
  type ContainerExit,
  type ContainerFailure,
  type ContainerRun,
  ENGINES,
  type EngineName,
} from './types.ts';

const VERSION_TIMEOUT_MS = 20_000;
const PULL_TIMEOUT_MS = 3_600_000;
const REMOVE_TIMEOUT_MS = 60_000;
/** A notebook with its pictures, and some room. */
const MAX_OUTPUT_BYTES = 80_000_000;
/** Exit status of podman and docker for a container that they could not start. */
const NOT_STARTED = 125;

/**
 * The container engine of this machine.
 *
 * @param wanted what `--engine` names; else podman is taken before docker
 */
export async function findEngine(
  environment: NodeJS.ProcessEnv,
  wanted?: EngineName,
): Promise<Result<ContainerEngine, ContainerFailure>> {
  for (const name of wanted === undefined ? ENGINES : [wanted]) {
    const format = name === 'podman' ? '{{.Client.Version}}' : '{{.Server.Version}}';
    const end = await runToEnd({
      command: name,
      args: ['version', '--format', format],
      environment,
      timeoutMs: VERSION_TIMEOUT_MS,
    });
    if (end.status === 0) return ok(createEngine(name, end.output.trim(), environment));
  }
  return fail(describeNoEngine(wanted));
}

function createEngine(name: EngineName, version: string, environment: NodeJS.ProcessEnv): ContainerEngine {
  const call = (
    args: readonly string[],
    rest: { input?: string; timeoutMs: number; maxBytes?: number; folder?: string },
  ) => runToEnd({ command: name, args, environment, ...rest });
  const running = new Set<string>();
  const remove = async (container: string) => {
    await call(['rm', '--force', container], { timeoutMs: REMOVE_TIMEOUT_MS });
    running.delete(container);
  };
  return {
    name,
    version,
    async pull(image) {
      const known = await call(['image', 'inspect', '--format', '{{.Id}}', image], {
        timeoutMs: VERSION_TIMEOUT_MS,
      });
      if (known.status === 0) return ok(false);
      const isPlain = name === 'podman' && isLoopback({ hostname: hostOf(image) });
      const args = ['pull', '--quiet', ...(isPlain ? ['--tls-verify=false'] : []), image];
      const end = await call(args, { timeoutMs: PULL_TIMEOUT_MS });
      return end.status === 0 ? ok(true) : fail(describePull(name, image, end.errors));
    },
    async run(container) {
      const id = `slipway-${process.pid}-${randomBytes(6).toString('hex')}`;
      running.add(id);
      // podman's monitor leaves a file called oom in its working folder.
      const folder = createScratchFolder('container');
      try {
        const args = ['run', '--name', id, ...(await formatOptions(name, container)), ...container.command];
        const { input, timeoutMs } = container;
        const end = await call(args, { input, timeoutMs, maxBytes: MAX_OUTPUT_BYTES, folder: folder.path });
        if (end.status === NOT_STARTED) return fail(describeRun(name, container.image, end.errors));
        const state = await call(['inspect', '--format', '{{.State.OOMKilled}}', id], {
          timeoutMs: VERSION_TIMEOUT_MS,
        });
        const exit: ContainerExit = { ...end, isOutOfMemory: state.output.trim() === 'true' };
        return ok(exit);
      } finally {
        await remove(id);
        await folder.remove();
      }
    },
    async removeAll() {
      await Promise.all([...running].map(remove));
    },
  };
}

/** Options for one run. The image's entry point stays: some images set their environment up in it. */
async function formatOptions(name: EngineName, container: ContainerRun): Promise<readonly string[]> {
  const { image, mount, network, memoryBytes, cpus, processes } = container;
  return [
    '--interactive',
    '--pull=never',
    '--label=slipway.verify',
    ...(network === 'none' ? ['--network=none'] : []),
    `--memory=${memoryBytes}`,
    `--memory-swap=${memoryBytes}`,
    `--cpus=${cpus}`,
    `--pids-limit=${processes}`,
    '--cap-drop=all',
    '--security-opt=no-new-privileges',
    // Its own limits may be above those of the user that starts it, who may not raise them.
    ...(name === 'podman' ? await readOwnLimits() : []),
    ...(mount === undefined ? [] : ['--security-opt=label=disable']),
    ...(mount === undefined ? [] : [`--volume=${mount.folder}:${mount.target}:ro`]),
    image,
  ];
}

/** More than this podman may not ask for where a hard limit is lower than its own default (about a million). */
const MAX_USER_PROCESSES = 4096;

/** Limits that this process may hand on, as podman's options; none where the system does not tell. */
async function readOwnLimits(): Promise<readonly string[]> {
  const text = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const find = (label: string) => new RegExp(`^${label}\\s+\\S+\\s+(\\d+)`, 'm').exec(text)?.[1];
  const files = find('Max open files');
  const processes = find('Max processes');
  const processCount = Math.min(Number(processes), MAX_USER_PROCESSES);
  return [
    ...(files === undefined ? [] : [`--ulimit=nofile=${files}:${files}`]),
    ...(processes === undefined ? [] : [`--ulimit=nproc=${processCount}:${processCount}`]),
  ];
}

function hostOf(image: string): string {
  return image.slice(0, image.indexOf('/')).replace(/:\d+$/, '');
}
