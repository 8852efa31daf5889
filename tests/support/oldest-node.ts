import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT, withoutVitest } from './site.ts';

const PackageSchema = z.object({ engines: z.object({ node: z.string() }) });
/** Names of systems in those npm packages that hold the programs of Node, where they differ from Node's own. */
const SYSTEMS: Readonly<Record<string, string>> = { win32: 'win' };

/** The oldest Node that `package.json` promises to run on. */
export const OLDEST_NODE = PackageSchema.parse(
  JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')),
).engines.node.replace(/^>=/, '');

/**
 * Fetches that Node from the registry of npm, once for this clone. The packages that hold it are those of
 * https://www.npmjs.com/package/node.
 *
 * @returns its program
 * @throws where npm cannot fetch it
 */
export function fetchOldestNode(): string {
  const name = `node-${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  const folder = join(PROJECT, '.cache', 'tests');
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const target = join(folder, `${name}-${OLDEST_NODE}`);
  if (existsSync(join(target, program))) return join(target, program);

  const unpacked = `${target}.${process.pid}`;
  mkdirSync(unpacked, { recursive: true });
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { cwd: unpacked, env: withoutVitest(process.env), encoding: 'utf8' });
  const npm = process.env.npm_execpath;
  const pack = ['pack', '--silent', '--prefer-offline', `${name}@${OLDEST_NODE}`];
  const archive = npm === undefined ? run('npm', pack) : run(process.execPath, [npm, ...pack]);
  run('tar', ['-xzf', archive.trim(), '--strip-components=2', `package/bin/${program}`]);
  rmSync(join(unpacked, archive.trim()));
  rmSync(target, { recursive: true, force: true });
  renameSync(unpacked, target);
  return join(target, program);
}
