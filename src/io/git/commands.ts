import { redactSecrets } from '../../core/redact.ts';
import { readConfiguredSecrets } from './configured-secrets.ts';
import { createGitEnvironment, createOfflineEnvironment, PROTECTIVE_SETTINGS } from './environment.ts';
import { type GitExit, runGit } from './process.ts';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface CommandExtras {
  readonly input?: string;
  readonly signal?: AbortSignal;
  readonly maxOutputBytes?: number;
  readonly onOutput?: (chunk: Buffer) => 'enough' | undefined;
}

// What `GIT_TRACE` says when git starts a fetch for missing objects (promisor-remote.c).
const LAZY_FETCH = /run_command: [^\n]*fetch\.negotiationAlgorithm=noop/u;

/** git with all its guards on, in two strengths. */
export interface GitCommands {
  /** May use the network. */
  runRemote(args: readonly string[], extras?: CommandExtras): Promise<GitExit>;
  /**
   * Fetches. git that does not know `GIT_NO_LAZY_FETCH` cannot be kept from looking, mid-fetch, for an object it
   * lacks by a fetch of its own, which does the same again, without end where a server offers plain
   * files: it is stopped when it starts on that.
   */
  runFetch(args: readonly string[], extras?: CommandExtras): Promise<GitExit>;
  /** Reads or writes a repository on this machine; no transport is available to it. */
  runLocal(args: readonly string[], extras?: CommandExtras): Promise<GitExit>;
}

export function createGitCommands(environment: NodeJS.ProcessEnv, timeoutMs: number): GitCommands {
  const remote = createGitEnvironment(environment);
  const offline = createOfflineEnvironment(remote);
  const tracing = { ...remote, GIT_TRACE: '1', GIT_NO_LAZY_FETCH: '1' };
  let secrets: Promise<readonly string[]> | undefined;
  /** What git says of an address may hold what the user's own configuration puts into it. */
  const withoutSecrets = async (exit: GitExit): Promise<GitExit> => {
    if (exit.kind !== 'exited' || exit.status === 0 || exit.stderr === '') return exit;
    secrets ??= readConfiguredSecrets(offline, timeoutMs);
    return { ...exit, stderr: redactSecrets(exit.stderr, { secrets: await secrets }) };
  };
  const run = (
    env: NodeJS.ProcessEnv,
    args: readonly string[],
    extras: CommandExtras & { readonly stopAt?: RegExp } = {},
  ) =>
    runGit({
      args: [...PROTECTIVE_SETTINGS, ...args],
      environment: env,
      timeoutMs,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      ...extras,
    }).then(withoutSecrets);
  return {
    runRemote: (args, extras) => run(remote, args, extras),
    runFetch: (args, extras) => run(tracing, args, { ...extras, stopAt: LAZY_FETCH }),
    runLocal: (args, extras) => run(offline, args, extras),
  };
}

/** Exit status 0. */
export function hasSucceeded(exit: GitExit): exit is GitExit & { readonly kind: 'exited' } {
  return exit.kind === 'exited' && exit.status === 0;
}
