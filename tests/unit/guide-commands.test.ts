import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testGitEnvironment } from '../support/git-repository.ts';

const guide = readFileSync(new URL('../../content/pages/guide.md', import.meta.url), 'utf8');

test('the guide makes a Binder branch without touching what somebody has not committed', () => {
  const block = /^```sh\n(set -- [\s\S]*?)^```$/m.exec(guide)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'slipway-guide-'));
  const clone = join(folder, 'clone');
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: clone, env: testGitEnvironment(), encoding: 'utf8' });
  try {
    mkdirSync(clone);
    run('git', 'init', '--quiet', '--bare', '../origin.git');
    run('git', 'init', '--quiet', '--initial-branch=main');
    run('git', 'remote', 'add', 'origin', '../origin.git');
    run('git', 'commit', '--quiet', '--allow-empty', '--message=first');
    writeFileSync(join(clone, 'staged'), 'not committed');
    run('git', 'add', 'staged');
    writeFileSync(join(clone, 'untracked'), 'not ignored');
    const before = run('git', 'status', '--porcelain=v2', '--branch');

    run('bash', '-ec', block);

    expect(run('git', 'status', '--porcelain=v2', '--branch')).toBe(before);
    expect(run('git', 'ls-tree', '-r', '--name-only', 'origin/binder-python')).toBe('Dockerfile\n');
    expect(run('git', 'show', 'origin/binder-python:Dockerfile')).toMatch(/^FROM \S+:\S+\n$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
