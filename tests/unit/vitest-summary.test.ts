import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../support/temporary.ts';
import { renderSummary } from '../support/vitest-summary.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const reporter = fileURLToPath(new URL('../support/vitest-summary.ts', import.meta.url));

/** Last line of a real run of Vitest over one file. */
async function runVitest(text: string): Promise<string | undefined> {
  await using folder = await createTemporaryFolder('summary');
  await writeFile(join(folder.path, 'a.test.mjs'), text);
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', folder.path, '--globals'],
      ...['--reporter=default', `--reporter=${reporter}`],
    ],
    { encoding: 'utf8', cwd: root, env: { ...process.env, FORCE_COLOR: '1' } },
  );
  return stdout.split('\n').findLast((line) => line !== '');
}

describe('the closing line of a test run', () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
    [{ passed: 0, failed: 2, skipped: 1 }, '0 passed, 2 failed, 1 skipped'],
  ])('of %o is plain', (counts, line) => {
    expect(renderSummary(counts)).toBe(line);
  });

  it.each([
    [
      'tests',
      "it('a', () => {}); it.todo('b'); it('c', () => { throw new Error(); });",
      '1 passed, 1 failed, 1 skipped',
    ],
    ['a file that cannot be loaded', "import './missing.mjs'; it('a', () => {});", '0 passed, 1 failed'],
    [
      'a hook that throws',
      "describe('x', () => { afterAll(() => { throw new Error(); }); it('a', () => {}); });",
      '1 passed, 1 failed',
    ],
    [
      'an error outside every test',
      "it('a', async () => { setTimeout(() => { throw new Error(); }); await new Promise((r) => setTimeout(r, 50)); });",
      '1 passed, 1 failed',
    ],
  ])('counts %s', async (_, text, line) => {
    expect(await runVitest(text)).toBe(line);
  });
});
