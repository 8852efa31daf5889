import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DEFAULT_FOLDERS } from '../../src/core/default-folders.ts';
import { keepCompiledPages, lendCompiledPages, takeCompiledPagesBack } from './shared-pages.ts';
import { COMMAND, PROJECT, withoutVitest } from './site.ts';

/** A machine that runs workflows, and what outlives a run: caches, and what has been published. */
export interface Runner {
  /** Folder for everything of the runs. */
  readonly folder: string;
  /** What a run publishes. */
  readonly publishedFolder: string;
  /** Beside that of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Further programs that steps find, in place of those that need the network: name → shell script. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** A script that was run, with what it printed. */
export interface CommandRun {
  readonly job: string;
  readonly command: string;
  readonly output: string;
}

/**
 * Runs a script of a job, with `npx slipway` as this repository's command, and `npm ci` as a link to its packages. A
 * build compiles nothing that another test has compiled.
 */
export async function runScript(
  script: string,
  cwd: string,
  { folder, environment, programs = {} }: Runner,
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const env = {
    ...withoutVitest(process.env),
    NO_COLOR: '1',
    CI: 'true',
    ...environment,
    PATH: `${writePrograms(folder, programs)}${delimiter}${process.env.PATH}`,
    ...variables,
  };
  const cache = join(cwd, DEFAULT_FOLDERS.cache);
  const isBuild = /\bslipway build\b/.test(script);
  if (isBuild) lendCompiledPages(cache);
  const child = spawn('bash', ['-e', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (isBuild) {
    keepCompiledPages(cache);
    takeCompiledPagesBack(cache);
  }
  return { exitCode, output };
}

/** @returns the folder of the replacements of `npm`, `npx` and `gh` */
function writePrograms(folder: string, further: Readonly<Record<string, string>>): string {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const scripts = {
    npm: `[ "$1" = ci ] && [ -f package-lock.json ] && ln -s '${join(PROJECT, 'node_modules')}' node_modules`,
    npx: `[ "$1" = slipway ] || exit 127\nshift\nexec '${process.execPath}' '${COMMAND}' "$@"`,
    gh: 'echo "gh $*"',
    ...further,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  return programs;
}
