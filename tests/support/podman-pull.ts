import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTemporaryFolder } from './temporary.ts';

const run = promisify(execFile);

export interface Puller extends AsyncDisposable {
  /** Whether podman pulls an image for linux/amd64 and gets one that does not say it is for another platform. */
  canPull(name: string): Promise<boolean>;
}

/** podman with a storage of its own, in which nothing is yet. */
export async function createPuller(): Promise<Puller> {
  const folder = await createTemporaryFolder('puller');
  const options = [
    '--root',
    join(folder.path, 'root'),
    '--runroot',
    join(folder.path, 'run'),
    '--storage-driver',
    'vfs',
    '--cgroup-manager',
    'cgroupfs',
  ];
  return {
    async canPull(name) {
      const platform = ['--os', 'linux', '--arch', 'amd64'];
      try {
        await run('podman', [...options, 'pull', '--quiet', '--tls-verify=false', ...platform, name]);
      } catch {
        return false;
      }
      const { stdout } = await run('podman', [
        ...options,
        'image',
        'inspect',
        '--format',
        '{{.Os}}/{{.Architecture}}',
        name,
      ]);
      return ['linux/amd64', '/', 'linux/', '/amd64'].includes(stdout.trim());
    },
    async [Symbol.asyncDispose]() {
      // What it has extracted belongs to other users.
      await run('podman', [...options, 'rmi', '--all', '--force']).catch(() => undefined);
      await folder.remove();
    },
  };
}
