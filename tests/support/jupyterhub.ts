import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers, findFreePorts, startProgram } from './servers.ts';
import { createTemporaryFolder } from './temporary.ts';

/** Parts that a hub needs, for `describeWith`. */
export const JUPYTERHUB_PARTS = ['jupyterhub', 'nbgitpuller', 'jupyter-notebook', 'git'] as const;

export interface JupyterHubOptions {
  /** Path prefix of the hub, with slashes at both ends. Default `/`. */
  readonly baseUrl?: string;
  /** Further arguments of the single-user server. */
  readonly appArgs?: readonly string[];
  /** Folder that holds the users' folders. Default: one of its own, removed by `stop`. */
  readonly folder?: string;
  /** Environment of the users' servers, such as `NBGITPULLER_PARENTPATH`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text of the git configuration that the users' servers see instead of this machine's. */
  readonly gitConfig?: string;
  /** Slug of a profile → its choices of an image, by name; any image may be named in its option `image`, too. */
  readonly profiles?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface RunningJupyterHub extends AsyncDisposable {
  /** Address without a slash at its end; has the prefix. */
  readonly url: string;
  /** Root of the files of a user's server, on this machine's disk. */
  notebookDir(user: string): string;
  /** Output of the proxy, the hub and the users' servers. */
  logs(): string;
  stop(): Promise<void>;
}

const PROXY = fileURLToPath(
  new URL('../../node_modules/configurable-http-proxy/bin/configurable-http-proxy', import.meta.url),
);

/**
 * Starts a real JupyterHub whose every user is let in with any password, with real single-user
 * Notebook servers in which nbgitpuller is enabled. All of it listens on loopback.
 */
export async function startJupyterHub(options: JupyterHubOptions = {}): Promise<RunningJupyterHub> {
  const state = await createTemporaryFolder('jupyterhub');
  const folder = options.folder ?? join(state.path, 'users');
  const gitConfig = join(state.path, 'gitconfig');
  const configFile = join(state.path, 'jupyterhub_config.py');
  const runtime = join(state.path, 'run');
  await mkdir(folder, { recursive: true });
  await mkdir(join(state.path, 'home'));
  await mkdir(runtime, { mode: 0o700 });
  await writeFile(gitConfig, options.gitConfig ?? '');

  const [port, apiPort, hubPort] = await findFreePorts(3);
  if (port === undefined || apiPort === undefined || hubPort === undefined) throw new Error('no free ports');
  const baseUrl = options.baseUrl ?? '/';
  const token = randomBytes(32).toString('hex');
  const url = `http://127.0.0.1:${port}${baseUrl.replace(/\/$/, '')}`;

  await writeFile(
    configFile,
    renderConfiguration({
      'JupyterHub.bind_url': `http://127.0.0.1:${port}${baseUrl}`,
      'JupyterHub.hub_bind_url': `http://127.0.0.1:${hubPort}`,
      'JupyterHub.cookie_secret_file': join(state.path, 'cookie_secret'),
      'JupyterHub.db_url': `sqlite:///${join(state.path, 'hub.sqlite')}`,
      'JupyterHub.authenticator_class': 'dummy',
      'JupyterHub.spawner_class': 'simple',
      'JupyterHub.log_level': 'INFO',
      // The proxy is a program of our own, so that it ends with us and not with the hub.
      'ConfigurableHTTPProxy.should_start': false,
      'ConfigurableHTTPProxy.api_url': `http://127.0.0.1:${apiPort}`,
      'ConfigurableHTTPProxy.auth_token': token,
      'Spawner.args': ['--allow-root', ...(options.appArgs ?? [])],
      'Spawner.ip': '127.0.0.1',
      'Spawner.start_timeout': 60,
      'Spawner.http_timeout': 60,
      'Spawner.notebook_dir': `${folder}/{username}`,
      'Spawner.default_url': '/tree',
      'Spawner.environment': {
        // The only interface in Debian's packages is Notebook 6.
        JUPYTERHUB_SINGLEUSER_APP: 'notebook.notebookapp.NotebookApp',
        JUPYTER_RUNTIME_DIR: runtime,
        JUPYTER_CONFIG_DIR: join(state.path, 'home', 'config'),
        IPYTHONDIR: join(state.path, 'home', 'ipython'),
        GIT_CONFIG_GLOBAL: gitConfig,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        ...options.env,
      },
      'SimpleLocalProcessSpawner.home_dir_template': join(state.path, 'home', '{username}'),
      // Users' servers stay in the hub's process group, to be ended with it.
      'SimpleLocalProcessSpawner.popen_kwargs': { start_new_session: false },
    }) +
      (options.profiles === undefined ? '' : renderProfiles(options.profiles, join(state.path, 'kernels'))),
  );

  const proxy = await startProgram({
    name: 'configurable-http-proxy',
    command: process.execPath,
    args: [
      PROXY,
      ...['--ip', '127.0.0.1', '--port', String(port)],
      ...['--api-ip', '127.0.0.1', '--api-port', String(apiPort)],
      ...['--log-level', 'warn'],
      ...['--error-target', `http://127.0.0.1:${hubPort}${baseUrl}hub/error`],
    ],
    environment: { CONFIGPROXY_AUTH_TOKEN: token, NODE_OPTIONS: undefined },
    isReady: async () =>
      (
        await fetch(`http://127.0.0.1:${apiPort}/api/routes`, {
          headers: { authorization: `token ${token}` },
        })
      ).ok,
  });
  try {
    const hub = await startProgram({
      name: 'jupyterhub',
      command: 'jupyterhub',
      args: ['--config', configFile],
      folder: state.path,
      environment: { PYTHONUNBUFFERED: '1' },
      isReady: async () =>
        (await answers(`http://127.0.0.1:${hubPort}${baseUrl}hub/health`)) && answers(`${url}/hub/health`),
    });
    const stop = async () => {
      await Promise.all([hub.stop(), proxy.stop()]);
      await state.remove();
    };
    return {
      url,
      notebookDir: (user) => join(folder, user),
      logs: () => `${proxy.logs()}\n${hub.logs()}`,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await proxy.stop();
    await state.remove();
    throw error;
  }
}

type Setting = string | number | boolean | readonly string[] | Readonly<Record<string, string | boolean>>;

/** Settings as a JupyterHub configuration file: each value travels as JSON, read by Python itself. */
function renderConfiguration(settings: Readonly<Record<string, Setting>>): string {
  const lines = Object.entries(settings).map(
    ([name, value]) => `c.${name} = json.loads(${JSON.stringify(JSON.stringify(value))})`,
  );
  return `${[
    'import json, os',
    // notebook_dir must exist before the server starts.
    'c.Spawner.pre_spawn_hook = lambda spawner: os.makedirs(spawner.format_string(spawner.notebook_dir), exist_ok=True)',
    ...lines,
  ].join('\n')}\n`;
}

/**
 * A list of profiles: the fields of a link are read by the rule of KubeSpawner's `options_from_form`, and each
 * server has one kernel, whose name is that of the chosen image.
 */
function renderProfiles(profiles: NonNullable<JupyterHubOptions['profiles']>, folder: string): string {
  return `
PROFILES = json.loads(${JSON.stringify(JSON.stringify(profiles))})

def read_fields(form):
    profile = form.get('profile', [''])[0]
    if profile not in PROFILES:
        raise ValueError('no such profile: ' + profile)
    prefix = 'profile-option-' + profile + '--'
    return {'profile': profile, **{name[len(prefix):]: values[0] for name, values in form.items() if name.startswith(prefix)}}

def choose_image(spawner):
    os.makedirs(spawner.format_string(spawner.notebook_dir), exist_ok=True)
    options = spawner.user_options
    if 'profile' not in options:
        return
    choices = PROFILES[options['profile']]
    image = options.get('image--unlisted-choice') or choices[options['image']]
    path = os.path.join(${JSON.stringify(folder)}, spawner.user.name)
    kernel = os.path.join(path, 'kernels', 'chosen')
    os.makedirs(kernel, exist_ok=True)
    with open(os.path.join(kernel, 'kernel.json'), 'w') as file:
        json.dump({'argv': ['true'], 'language': 'python', 'display_name': image}, file)
    spawner.environment = {**spawner.environment, 'JUPYTER_PATH': path}

c.Spawner.options_from_form = read_fields
c.Spawner.pre_spawn_hook = choose_image
`;
}
