import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PROJECT, withoutVitest } from './site.ts';

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
});

/**
 * Packs this repository and installs it into a folder. `SLIPWAY_INSTALL=npm` has npm install it, with what it
 * needs from the registry; by default the package is unpacked, and what it needs (and nothing that only
 * development needs) is linked, which takes a second.
 */
export function installPackage(folder: string): void {
  run(process.execPath, ['scripts/package.ts', '--declaration', 'false'], PROJECT);
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], PROJECT);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')));
  const archive = `slipway-${version}.tgz`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'course', private: true }));
  if (process.env.SLIPWAY_INSTALL === 'npm') {
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', `./${archive}`], folder);
  } else {
    run('tar', ['-xzf', archive], folder);
    mkdirSync(join(folder, 'node_modules'));
    renameSync(join(folder, 'package'), join(folder, 'node_modules', 'slipway'));
    linkDependencies(folder);
  }
  rmSync(join(folder, archive));
}

/** Links the packages that npm would install with this one, those of development left out. */
function linkDependencies(folder: string): void {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')));
  for (const [path, { dev }] of Object.entries(packages)) {
    if (!/^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) || dev === true) continue;
    const link = join(folder, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(PROJECT, path), link, 'junction');
  }
}

/**
 * Runs the installed command, as `npx slipway` does.
 *
 * @param user number of the user to run it, which only root may choose
 */
export function spawnInstalled(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  node: string = process.execPath,
  user?: number,
): ChildProcess {
  return spawn(node, [join(folder, 'node_modules', 'slipway', 'bin', 'slipway.js'), ...args], {
    cwd: folder,
    env: { ...withoutVitest(process.env), NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user !== undefined && { uid: user, gid: user }),
  });
}

function npm(args: readonly string[], cwd: string): void {
  const script = process.env.npm_execpath;
  if (script === undefined) run('npm', args, cwd);
  else run(process.execPath, [script, ...args], cwd);
}

function run(program: string, args: readonly string[], cwd: string): void {
  execFileSync(program, args, { cwd, env: withoutVitest(process.env), stdio: ['ignore', 'ignore', 'pipe'] });
}
