/** `GIT_*` variables by which a user sets up git as a whole; the rest belongs to some other repository. */
const KEPT_VARIABLES =
  /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)|SSL_\w+|HTTP_\w+|PROXY_\w+|SSH(?:_\w+)?|CURL_\w+|ALLOW_PROTOCOL|EXEC_PATH)$/u;

/**
 * The environment that git runs in: the user's own, without what would point git at another
 * repository (`GIT_DIR` is set inside a hook), without traces on stderr, without any way to ask for a
 * password, and in English, so that failures can be distinguished.
 */
export function createGitEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(
    ([name]) => !/^(?:GIT_|LC_|LANGUAGE$|GCM_)/iu.test(name) || KEPT_VARIABLES.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    // Set but empty: git then ignores `core.askPass` and SSH_ASKPASS and asks no one.
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: '',
  };
}

/**
 * The same for commands that only read the cache: no transport at all, so that git cannot fetch
 * missing objects one by one behind our back (`GIT_NO_LAZY_FETCH` does it where git knows it: 2.45, and 2.39.4 and its like).
 */
export function createOfflineEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, GIT_ALLOW_PROTOCOL: '', GIT_NO_LAZY_FETCH: '1' };
}

/**
 * Settings for every command. A protocol that the user's own configuration allows by name
 * (`protocol.file.allow`) stays allowed, as git lets the specific setting win over `protocol.allow`;
 * ours cannot be reached by a manifest, which names https only (see `fetchable-address.ts`).
 */
export const PROTECTIVE_SETTINGS: readonly string[] = settings({
  'protocol.allow': 'never',
  'protocol.https.allow': 'always',
  // `user`: an address may lead there, a redirect by a server may not.
  'protocol.http.allow': 'user',
  'protocol.ssh.allow': 'user',
  'protocol.ext.allow': 'never',
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.symlinks': 'false',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'fetch.writeCommitGraph': 'false',
  // Always a pack, never loose objects: a fetch can then be undone.
  'fetch.unpackLimit': '1',
  'transfer.bundleURI': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'credential.interactive': 'false',
  'http.lowSpeedLimit': '1',
  'http.lowSpeedTime': '30',
  'log.showSignature': 'false',
  'log.showRoot': 'true',
  'color.ui': 'false',
  'advice.detachedHead': 'false',
});

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
