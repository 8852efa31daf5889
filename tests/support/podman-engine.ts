import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTemporaryFolder } from './temporary.ts';

const run = promisify(execFile);

/** A podman with storage of its own, for commands that find it on the search path. */
export interface PodmanEngine extends AsyncDisposable {
  /** For the environment of the command. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of all containers that there are, running or not. */
  listContainers(): Promise<readonly string[]>;
  listImages(): Promise<readonly string[]>;
}

/** As root of a machine without systemd: runc, control groups by files. */
export async function createPodmanEngine(): Promise<PodmanEngine> {
  const folder = await createTemporaryFolder('engine');
  const file = (name: string) => join(folder.path, name);
  const { stdout: system } = await run('stat', ['-f', '-c', '%T', folder.path]);
  // Overlays on overlays are refused, as in most containers.
  const driver = system.trim().startsWith('overlay') ? 'vfs' : 'overlay';
  await mkdir(file('storage'));
  await writeFile(
    file('storage.conf'),
    `[storage]\ndriver = "${driver}"\ngraphroot = "${file('storage')}"\nrunroot = "${file('run')}"\n`,
  );
  await writeFile(
    file('containers.conf'),
    '[engine]\ncgroup_manager = "cgroupfs"\nruntime = "runc"\nevents_logger = "file"\n',
  );
  const variables = {
    CONTAINERS_CONF: file('containers.conf'),
    CONTAINERS_STORAGE_CONF: file('storage.conf'),
  };
  const podman = async (...args: string[]) => {
    const { stdout } = await run('podman', args, { env: { ...process.env, ...variables } });
    return stdout.split('\n').filter((line) => line !== '');
  };
  return {
    variables,
    listContainers: () => podman('ps', '--all', '--format', '{{.Names}}'),
    listImages: () => podman('images', '--digests', '--format', '{{.Repository}}@{{.Digest}}'),
    async [Symbol.asyncDispose]() {
      await podman('rm', '--all', '--force').catch(() => undefined);
      await podman('rmi', '--all', '--force').catch(() => undefined);
      await folder.remove();
    },
  };
}
