import { createGitEnvironment, createOfflineEnvironment, PROTECTIVE_SETTINGS } from './environment.ts';
import { type GitExit, runGit } from './process.ts';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface CommandExtras {
  readonly input?: string;
  readonly signal?: AbortSignal;
  readonly maxOutputBytes?: number;
  readonly onOutput?: (chunk: Buffer) => 'enough' | undefined;
}

/** git with all its guards on, in two strengths. */
export interface GitCommands {
  /** May use the network. */
  runRemote(args: readonly string[], extras?: CommandExtras): Promise<GitExit>;
  /** Reads or writes a repository on this machine; no transport is available to it. */
  runLocal(args: readonly string[], extras?: CommandExtras): Promise<GitExit>;
}

export function createGitCommands(environment: NodeJS.ProcessEnv, timeoutMs: number): GitCommands {
  const remote = createGitEnvironment(environment);
  const offline = createOfflineEnvironment(remote);
  const run = (env: NodeJS.ProcessEnv, args: readonly string[], extras: CommandExtras = {}) =>
    runGit({
      args: [...PROTECTIVE_SETTINGS, ...args],
      environment: env,
      timeoutMs,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      ...extras,
    });
  return {
    runRemote: (args, extras) => run(remote, args, extras),
    runLocal: (args, extras) => run(offline, args, extras),
  };
}

/** True where git ran to its end and was content. */
export function hasSucceeded(exit: GitExit): exit is GitExit & { readonly kind: 'exited' } {
  return exit.kind === 'exited' && exit.status === 0;
}
