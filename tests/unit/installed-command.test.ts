import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const exec = promisify(execFile);

/** The command as it is installed, without what it loads. */
describe('the installed command', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await createTemporaryFolder('command');
    mkdirSync(join(folder.path, 'bin'));
    cpSync(join(PROJECT, 'bin/slipway.js'), join(folder.path, 'bin/slipway.mjs'));
  });
  afterAll(() => folder.remove());

  const run = async (args: readonly string[], nodeVersion?: string) => {
    const node = nodeVersion === undefined ? [] : pretendNode(nodeVersion);
    const options = { cwd: folder.path, env: { PATH: process.env.PATH } };
    const done = exec(process.execPath, [...node, 'bin/slipway.mjs', ...args], options);
    return done.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        stdout,
        stderr,
      }),
    );
  };

  it('says in one sentence where a part of it is missing', async () => {
    const { code, stdout, stderr } = await run(['build']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^Slipway is not installed whole \(Cannot find module .*\): install it again with npm install\.\n$/,
    );
  });

  it.each([
    ['build', 'give the catalogue its own with: npm install --save-dev node@24'],
    ['new', 'begin with: npx --package node@24 --package slipway slipway new catalogue'],
  ])('says in one sentence what to do on an older Node: %s', async (command, advice) => {
    for (const version of ['20.19.0', '22.11.0'])
      expect(await run([command], version)).toEqual({
        code: 2,
        stdout: '',
        stderr: `Slipway needs Node 22.12 or newer, and this is Node ${version}: install a newer one, or ${advice}\n`,
      });
    expect((await run([command], '22.12.0')).stderr).toContain('not installed whole');
  });

  it('runs on the Node of the catalogue, where that has one', async () => {
    const program = join(folder.path, 'node_modules/node/bin/node');
    mkdirSync(dirname(program), { recursive: true });
    symlinkSync(process.execPath, program);
    expect((await run(['build'], '20.19.0')).stderr).toContain('not installed whole');
  });

  it('passes on the signals that end it, and ends as the other Node does', async () => {
    mkdirSync(join(folder.path, 'dist-lib/command'), { recursive: true });
    const waiting =
      "import { setTimeout } from 'node:timers/promises'; console.log(process.pid); await setTimeout(60_000);";
    writeFileSync(join(folder.path, 'dist-lib/command/main.js'), waiting);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const command = spawn(process.execPath, [...pretendNode('20.19.0'), 'bin/slipway.mjs', 'dev'], {
        cwd: folder.path,
        env: { PATH: process.env.PATH },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [pid] = (await once(command.stdout, 'data')) as [Buffer];
      command.kill(signal);
      expect(await once(command, 'exit')).toEqual([null, signal]);
      expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
    }
  });
});

/** Arguments with which Node takes itself for another version. */
function pretendNode(version: string): string[] {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  return ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
}
