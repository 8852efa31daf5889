import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runHere } from '../../tests/support/command-line.ts';
import { createTemporaryFolder } from '../../tests/support/temporary.ts';
import { renderSmallManifest } from '../../tests/support/test-site.ts';

/** A port of loopback that is in use. */
async function takePort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('a port that is in use', () => {
  test('is a sentence before anything is built', async () => {
    await using folder = await createTemporaryFolder('port');
    await using taken = await takePort();
    await mkdir(join(folder.path, 'content/notebooks'), { recursive: true });
    const manifest = renderSmallManifest({ title: 'Tides', url: 'https://example.org/' }, [{ id: 'tides' }]);
    await writeFile(join(folder.path, 'content/catalog.yaml'), manifest);
    for (const [args, variables] of [
      [['--port', String(taken.port)], {}],
      [[], { PORT: String(taken.port) }],
    ] as const) {
      const { exitCode, stdout, stderr } = await runHere(
        ['start', '--content', join(folder.path, 'content'), '--outDir', join(folder.path, 'dist'), ...args],
        { variables: { SLIPWAY_CACHE: join(folder.path, 'cache'), ...variables } },
      );
      expect([exitCode, stdout, stderr]).toEqual([
        1,
        '',
        `Port ${taken.port} is in use. Choose another with --port, or 0 for any that is free.\n`,
      ]);
    }
    expect(await readdir(folder.path)).toEqual(['content']);
  });
});
