import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { CommitFile } from './git-repository.ts';
import { createTemporaryFolder } from './temporary.ts';

const run = promisify(execFile);

export interface Podman extends AsyncDisposable {
  /** Names of the images that it has, tags included. */
  readonly images: readonly string[];
  /** Builds a Dockerfile without `RUN` in a folder with these files. @returns undefined, or what it says */
  build(files: Readonly<Record<string, CommitFile>>, dockerfile: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** A podman with storage of its own that holds tiny images of the given names, and asks no registry. */
export async function startPodman(images: readonly string[]): Promise<Podman> {
  const folder = await createTemporaryFolder('podman');
  const storage = [
    '--root',
    join(folder.path, 'storage'),
    '--runroot',
    join(folder.path, 'run'),
    '--storage-driver',
    'vfs',
    '--cgroup-manager',
    'cgroupfs',
  ];
  const podman = (args: readonly string[]) => run('podman', [...storage, ...args]);
  await mkdir(join(folder.path, 'image'));
  await writeFile(join(folder.path, 'image', 'file'), 'Of the image.\n');
  const archive = join(folder.path, 'image.tar');
  await run('tar', ['-cf', archive, '-C', join(folder.path, 'image'), 'file']);
  const { stdout: id } = await podman(['import', '--quiet', archive]);
  await podman(['tag', id.trim(), ...images]);
  let count = 0;
  const stop = async () => {
    await podman(['rmi', '--all', '--force']).catch(() => undefined);
    await folder.remove();
  };
  return {
    images,
    async build(files, dockerfile) {
      count += 1;
      const context = join(folder.path, `context ${count}`);
      for (const [path, content] of Object.entries(files)) {
        const target = join(context, path);
        await mkdir(dirname(target), { recursive: true });
        if (content === null) continue;
        if (typeof content === 'object' && 'linkTo' in content) await symlink(content.linkTo, target);
        else await writeFile(target, content);
      }
      // Nothing is run, so nothing uses the network that this isolation cannot do without.
      const options = ['--isolation', 'chroot', '--pull=never', '--network=host', '--quiet', '--force-rm'];
      const name = [
        '--file',
        join(context, dockerfile),
        '--build-arg',
        'NB_USER=jovyan',
        '--build-arg',
        'NB_UID=1000',
      ];
      try {
        await podman(['build', ...options, ...name, context]);
        return undefined;
      } catch (error) {
        return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
      }
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
