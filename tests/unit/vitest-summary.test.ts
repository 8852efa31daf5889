import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../support/temporary.ts';
import { renderSummary } from '../support/vitest-summary.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const reporter = fileURLToPath(new URL('../support/vitest-summary.ts', import.meta.url));

/** Last line of a real run of Vitest over some files. */
async function runVitest(texts: readonly string[]): Promise<string | undefined> {
  await using folder = await createTemporaryFolder('summary');
  for (const [index, text] of texts.entries()) await writeFile(join(folder.path, `${index}.test.mjs`), text);
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', folder.path, '--globals', '--isolate=false', '--maxWorkers=1'],
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

  it('counts tests, a file that cannot be loaded, a hook that throws and an error outside every test', async () => {
    expect(
      await runVitest([
        // The text of a file that the inner run reads: a todo has to count as skipped.
        "it('a', () => {}); it.todo('b'); it('c', () => { throw new Error(); });",
        "import './missing.mjs'; it('a', () => {});",
        "describe('x', () => { afterAll(() => { throw new Error(); }); it('a', () => {}); });",
        "it('a', async () => { setTimeout(() => { throw new Error(); }); await new Promise((r) => setTimeout(r, 50)); });",
      ]),
    ).toBe('3 passed, 4 failed, 1 skipped');
  });
});
