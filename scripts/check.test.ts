import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { change, EXAMPLE } from '../src/core/catalog/example.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = join(import.meta.dirname, 'check.ts');

/** Runs the command as `npm run check` does, in a folder with a manifest. */
function run(manifest: string | undefined, ...args: string[]) {
  rmSync(join(folder, 'content'), { recursive: true, force: true });
  mkdirSync(join(folder, 'content'));
  if (manifest !== undefined) writeFileSync(join(folder, 'content', 'catalog.yaml'), manifest);
  const { SLIPWAY_CONTENT: _, ...env } = process.env;
  return spawnSync(process.execPath, [script, '--offline', ...args], { cwd: folder, env, encoding: 'utf8' });
}

describe('npm run check', { timeout: 30_000 }, () => {
  test('exits 0 for a sound manifest and says so', () => {
    const { status, stdout, stderr } = run(EXAMPLE);

    expect([status, stdout, stderr]).toEqual([0, 'No problems.\n', '']);
  });

  test('exits 0 for warnings', () => {
    const { status, stdout } = run(change('    directory: ./tutorials\n', ''));

    expect(status).toBe(0);
    expect(stdout).toMatch(/0 errors, 1 warning\.\n$/);
  });

  test('exits 1 for errors, each with its place and line', () => {
    const { status, stdout, stderr } = run(change('tag: 1.10', 'tag: latest'));

    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^content\/catalog\.yaml:25:10 - error manifest\/latest-tag: The tag "latest"/),
      '  25 |     tag: latest',
      '     |          ^^^^^^',
    ]);
    expect(stdout).toMatch(/\n1 error, 0 warnings\.\n$/);
    expect(stderr).toBe('');
  });

  test('exits 1 where the manifest is missing', () => {
    const { status, stdout } = run(undefined);

    expect(status).toBe(1);
    expect(stdout).toMatch(/^content\/catalog\.yaml - error manifest\/missing: /);
  });

  test('prints JSON and nothing else', () => {
    const { status, stdout } = run(change('tag: 1.10', 'tag: latest'), '--format', 'json');

    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        expect.objectContaining({
          code: 'manifest/latest-tag',
          file: 'content/catalog.yaml',
          line: 25,
          column: 10,
        }),
      ],
    });
    expect(JSON.parse(run(EXAMPLE, '--format=json').stdout)).toEqual({ diagnostics: [] });
  });

  test('prints workflow commands', () => {
    const { stdout } = run(change('tag: 1.10', 'tag: latest'), '--format', 'github');

    expect(stdout).toMatch(
      /^::error file=content\/catalog\.yaml,line=25,col=10,title=manifest\/latest-tag::/,
    );
  });

  test.each([['--fast'], ['--format', 'xml'], ['--format'], ['extra']])(
    'exits 2 for %s, with one sentence',
    (...args) => {
      const { status, stdout, stderr } = run(EXAMPLE, ...args);

      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^The check could not do its work: [^\n]+\n$/);
    },
  );
});
