import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMAND } from '../support/site.ts';

const SOUND = 'https://mybinder.org/v2/gh/org/course/main?urlpath=lab%2Ftree%2Fa.ipynb';

function explain(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'explain', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('slipway explain', () => {
  test('prints what a sound link opens', () => {
    const { status, stdout } = explain(SOUND);
    expect(status).toBe(0);
    expect(stdout).toContain('https://github.com/org/course at main');
    expect(stdout).toContain('a.ipynb');
  });

  test('ends with the corrected link, alone on its line', () => {
    const { status, stdout } = explain(SOUND.replace('mybinder.org', 'gke.mybinder.org'));
    expect(status).toBe(1);
    expect(stdout).toContain('link/retired-hub');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(SOUND);
  });

  test('gives JSON', () => {
    const { status, stdout } = explain('--format', 'json', SOUND);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'binderhub', path: 'a.ipynb', faults: [] });
  });

  test('never prints a password', () => {
    const repository = encodeURIComponent('https://me:hunter2@github.com/org/course');
    const link = `https://me:hunter2@hub.example.org/hub/user-redirect/git-pull?repo=${repository}&branch=main&token=hunter2`;
    for (const format of ['text', 'json']) {
      const { status, stdout, stderr } = explain('--format', format, link);
      expect(status).toBe(1);
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  test.each([[[]], [[SOUND, SOUND]], [['--format', 'xml', SOUND]], [['--hunter2', SOUND]]])(
    '%j is wrong usage',
    (args) => {
      const { status, stdout, stderr } = explain(...args);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^[^\n]+ See slipway explain --help\.\n$/);
      expect(stderr).not.toContain('hunter2');
    },
  );
});
