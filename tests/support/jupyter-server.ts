import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, findFreePort, startProgram } from './servers.ts';
import { createTemporaryFolder } from './temporary.ts';

/** Parts that a server needs, for `describeWith`. */
export const JUPYTER_SERVER_PARTS = ['nbgitpuller', 'jupyter-notebook', 'git'] as const;

export interface JupyterServerOptions {
  /** Path prefix with slashes at both ends, as a BinderHub gives each server one. */
  readonly baseUrl: string;
  /** Text of the git configuration that the server sees instead of this machine's. */
  readonly gitConfig: string;
  /** A free port; found automatically by default. */
  readonly port?: number;
}

export interface RunningJupyterServer extends AsyncDisposable {
  /** Address with the prefix and a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Root of its files on this machine's disk. */
  readonly notebookDir: string;
  logs(): string;
  stop(): Promise<void>;
}

/** Starts a real Notebook server with a token and nbgitpuller, as BinderHub does, on loopback. */
export async function startJupyterServer(options: JupyterServerOptions): Promise<RunningJupyterServer> {
  const state = await createTemporaryFolder('jupyter-server');
  const notebookDir = join(state.path, 'files');
  const gitConfig = join(state.path, 'gitconfig');
  const runtime = join(state.path, 'run');
  await mkdir(notebookDir);
  await mkdir(runtime, { mode: 0o700 });
  await writeFile(gitConfig, options.gitConfig);
  const port = options.port ?? (await findFreePort());
  const token = randomBytes(24).toString('hex');
  const url = `http://127.0.0.1:${port}${options.baseUrl}`;
  try {
    const server = await startProgram({
      name: 'jupyter-notebook',
      command: 'jupyter-notebook',
      args: [
        ...['--ip=127.0.0.1', `--port=${port}`, '--no-browser', '--allow-root'],
        `--NotebookApp.base_url=${options.baseUrl}`,
        `--NotebookApp.token=${token}`,
        `--notebook-dir=${notebookDir}`,
      ],
      folder: notebookDir,
      environment: {
        HOME: state.path,
        PYTHONUNBUFFERED: '1',
        JUPYTER_RUNTIME_DIR: runtime,
        JUPYTER_CONFIG_DIR: join(state.path, 'config'),
        IPYTHONDIR: join(state.path, 'ipython'),
        GIT_CONFIG_GLOBAL: gitConfig,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
      },
      isReady: () => answers(`${url}api/contents?token=${token}`),
    });
    const stop = async () => {
      await server.stop();
      await state.remove();
    };
    return { url, token, notebookDir, logs: server.logs, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await state.remove();
    throw error;
  }
}
