import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StaticServer, startStaticServer } from '../../src/io/site/static-server.ts';
import { keepCompiledPages, lendCompiledPages } from './shared-pages.ts';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The program that people run as `slipway`. */
export const COMMAND = join(PROJECT, 'src/cli/main.ts');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type CommandName =
  | 'build'
  | 'start'
  | 'check'
  | 'nightly'
  | 'nightly merge'
  | 'nightly plan'
  | 'pin'
  | 'outdated'
  | 'bump'
  | 'verify'
  | 'bisect'
  | 'binder-refs'
  | 'explain'
  | 'new catalogue'
  | 'new environment';

/** Runs one of the project's commands as people do, in a process of its own. */
export async function runCommand(
  name: CommandName,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [COMMAND, ...name.split(' '), ...args], {
    cwd: PROJECT,
    // Vitest's own variables would make Astro and Vite believe that they run inside a test.
    env: { ...withoutVitest(process.env), NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, stdout, stderr };
}

export interface SiteFolders {
  /** Folder of `catalog.yaml`. */
  readonly content: string;
  readonly cache: string;
  readonly outDir: string;
}

/** Builds with the command, without compiling again what another test has compiled. */
export async function buildSite(
  { content, cache, outDir }: SiteFolders,
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  lendCompiledPages(cache);
  const built = await runCommand('build', ['--outDir', outDir], {
    SLIPWAY_CONTENT: content,
    SLIPWAY_CACHE: cache,
    ...environment,
  });
  keepCompiledPages(cache);
  return built;
}

export function serveSite(folder: string, base: string): Promise<StaticServer> {
  return startStaticServer({ folder, base, port: 0 });
}

/** Every file below a folder, with `/` between segments, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Addresses of all pages of a built site, below its base. */
export async function listPages(folder: string): Promise<string[]> {
  const files = await listFiles(folder);
  return files
    .filter((file) => file.endsWith('index.html') && !file.startsWith('pagefind/'))
    .map((file) => file.slice(0, -'index.html'.length));
}

export async function readJson(folder: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, file), 'utf8'));
}

/** An environment in which Astro and Vite do not believe that they run inside a test. */
export function withoutVitest(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(VITEST|TEST$|NODE_ENV$|MODE$|PROD$|DEV$|SSR$|BASE_URL$)/.test(name),
    ),
  );
}
