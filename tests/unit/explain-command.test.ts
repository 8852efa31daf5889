import { describe, expect, test } from 'vitest';
import { runHere } from '../support/command-line.ts';
import { runCommand } from '../support/site.ts';

const SOUND = 'https://mybinder.org/v2/gh/org/course/main?urlpath=lab%2Ftree%2Fa.ipynb';

const explain = (...args: string[]) => runHere(['explain', ...args]);

test('slipway explain is a process that ends with what the link is worth', async () => {
  const { exitCode, stdout, stderr } = await runCommand('explain', [
    SOUND.replace('mybinder.org', 'gke.mybinder.org'),
  ]);
  expect([exitCode, stdout.trimEnd().split('\n').at(-1), stderr]).toEqual([1, SOUND, '']);
});

describe('slipway explain', () => {
  test('prints what a sound link opens', async () => {
    const { exitCode, stdout } = await explain(SOUND);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('https://github.com/org/course at main');
    expect(stdout).toContain('a.ipynb');
  });

  test('ends with the corrected link, alone on its line', async () => {
    const { exitCode, stdout } = await explain(SOUND.replace('mybinder.org', 'gke.mybinder.org'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('link/retired-hub');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(SOUND);
  });

  test('gives JSON', async () => {
    const { exitCode, stdout } = await explain('--format', 'json', SOUND);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'binderhub', path: 'a.ipynb', faults: [] });
  });

  test('never prints a password', async () => {
    const repository = encodeURIComponent('https://me:hunter2@github.com/org/course');
    const link = `https://me:hunter2@hub.example.org/hub/user-redirect/git-pull?repo=${repository}&branch=main&token=hunter2`;
    for (const format of ['text', 'json']) {
      const { exitCode, stdout, stderr } = await explain('--format', format, link);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  test.each([[[]], [[SOUND, SOUND]], [['--format', 'xml', SOUND]], [['--hunter2', SOUND]]])(
    '%j is wrong usage',
    async (args) => {
      const { exitCode, stdout, stderr } = await explain(...args);
      expect(exitCode).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^[^\n]+ See slipway explain --help\.\n$/);
      expect(stderr).not.toContain('hunter2');
    },
  );
});
