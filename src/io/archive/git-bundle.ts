import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { createScratchFolder } from '../files/scratch-folder.ts';
import { createGitCommands, hasSucceeded } from '../git/commands.ts';
import { describeFailure } from '../git/failures.ts';
import { runToEnd } from '../processes/run-to-end.ts';

const TIMEOUT_MS = 1_800_000;
const MAX_BYTES = 20_000_000_000;

/** Writes every branch and tag of a repository, with their history, into one file. @returns as a failure one sentence */
export async function bundleRepository(
  repository: string,
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<undefined, string>> {
  const commands = createGitCommands(environment, TIMEOUT_MS);
  const attempt = { repository, ref: 'HEAD', timeoutMs: TIMEOUT_MS, maxTotalBytes: MAX_BYTES };
  const { path: folder, remove } = createScratchFolder('bundle');
  try {
    const cloned = await commands.runRemote(['clone', '--quiet', '--mirror', '--', repository, folder]);
    if (!hasSucceeded(cloned)) return fail(describeFailure(cloned, attempt).message);
    const bundled = await commands.runLocal([
      `--git-dir=${folder}`,
      'bundle',
      'create',
      '--quiet',
      file,
      '--all',
    ]);
    return hasSucceeded(bundled) ? ok(undefined) : fail(describeFailure(bundled, attempt).message);
  } finally {
    await remove();
  }
}

/** Makes a bare repository of a bundle, for which no transport is needed. @returns as a failure one sentence */
export async function unpackBundle(
  file: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<undefined, string>> {
  const end = await runToEnd({
    command: 'git',
    args: ['clone', '--quiet', '--mirror', '--', resolve(file), folder],
    environment: {
      ...environment,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
    },
    timeoutMs: TIMEOUT_MS,
  });
  if (end.isMissing) return fail('git is not installed on this machine; install it.');
  return end.status === 0 ? ok(undefined) : fail(`The bundle ${file} could not be unpacked.`);
}
