import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runHere } from '../support/command-line.ts';
import { testGitEnvironment } from '../support/git-repository.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

const guide = readFileSync(new URL('../../content/pages/guide.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
const gitBlocks = blocks.filter((block) => block.includes('git '));

describe('what the guide asks people to paste', () => {
  test('has git commands in one block, each line of which waits for the one before', () => {
    expect(gitBlocks).toHaveLength(1);
    expect(gitBlocks[0]?.trimEnd().split('\n').slice(0, -1)).toSatisfy((lines: string[]) =>
      lines.every((line) => line.endsWith(' &&')),
    );
  });

  test.each([
    ...new Set(
      [
        ...guide.matchAll(/npx slipway ((?:[a-z-]+)(?: (?:catalogue|environment|merge|plan)\b)?)([^`\n]*)/g),
      ].map(([, name = '', rest = '']) => [name, ...(rest.match(/--[a-zA-Z-]+/g) ?? [])].join(' ')),
    ),
  ])('is a command with these options: slipway %s', async (line) => {
    const [name = '', ...options] = line.split(/ (?=--)/);
    const { exitCode, stdout } = await runHere([...name.split(' '), '--help']);
    expect(exitCode).toBe(0);
    for (const option of options) expect(stdout).toMatch(new RegExp(`${option}(?![a-zA-Z-])`));
  });
});

describe('publishing by the guide', () => {
  let folder: TemporaryFolder;
  let clone: string;
  beforeEach(async () => {
    folder = await createTemporaryFolder('guide');
    clone = join(folder.path, 'clone');
    mkdirSync(join(clone, 'node_modules'), { recursive: true });
    run('git', 'init', '--quiet', '--bare', '--initial-branch=main', '../origin.git');
    run('git', 'init', '--quiet', '--initial-branch=main');
    run('git', 'remote', 'add', 'origin', '../origin.git');
    run('git', 'commit', '--quiet', '--allow-empty', '--message=first');
    run('git', 'push', '--quiet', '--set-upstream', 'origin', 'main');
    writeFileSync(join(clone, 'node_modules/package.js'), 'installed');
    writeFileSync(join(clone, 'catalog.yaml'), 'version: 1');
  });
  afterEach(() => folder.remove());

  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: clone, env: testGitEnvironment(), encoding: 'utf8', stdio: 'pipe' });
  /** As a terminal takes it: without a shell's `-e`. */
  const paste = () =>
    spawnSync('bash', ['-c', gitBlocks[0] ?? ''], {
      cwd: clone,
      env: testGitEnvironment(),
      encoding: 'utf8',
    });
  const published = () => run('git', 'ls-tree', '-r', '--name-only', 'origin/main').trim().split('\n');

  test('pushes everything but what npm installed', () => {
    writeFileSync(join(clone, '.gitignore'), 'node_modules/\n');
    expect(paste().status).toBe(0);
    expect(published()).toEqual(['.gitignore', 'catalog.yaml']);
  });

  test('does nothing on a branch where node_modules is not ignored', () => {
    run('git', 'switch', '--quiet', '--create', 'binder-python');
    const before = run('git', 'status', '--porcelain=v2', '--branch');
    expect(paste().status).not.toBe(0);
    expect(run('git', 'status', '--porcelain=v2', '--branch')).toBe(before);
    expect(published()).toEqual(['']);
  });

  test('stops where the commit is refused, and pushes nothing', () => {
    writeFileSync(join(clone, '.gitignore'), 'node_modules/\n');
    writeFileSync(join(clone, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(clone, '.git/hooks/pre-commit'), 0o755);
    expect(paste().status).not.toBe(0);
    expect(published()).toEqual(['']);
  });
});
