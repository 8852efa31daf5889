import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createScratchFolder } from './scratch-folder.ts';

/** A command that works in a scratch folder, and prints its path. */
const working = (then: string) => `
  import { writeFileSync } from 'node:fs';
  import { createScratchFolder } from ${JSON.stringify(new URL('./scratch-folder.ts', import.meta.url).href)};
  const { path } = createScratchFolder('test');
  writeFileSync(path + '/file', 'x');
  process.stdout.write(path);
  setTimeout(() => {}, 60_000);
  ${then}`;

describe('a scratch folder', () => {
  it.skipIf(process.platform === 'win32').each([
    ['SIGHUP', '', [null, 'SIGHUP']],
    ['SIGTERM', "process.once('SIGTERM', () => setTimeout(() => process.exit(7), 50));", [7, null]],
  ] as const)('goes with its command where that is ended by %s: %s', async (signal, then, expected) => {
    const command = spawn(process.execPath, ['--input-type=module', '-e', working(then)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [path] = (await once(command.stdout, 'data')) as [Buffer];
    expect(existsSync(join(String(path), 'file'))).toBe(true);
    command.kill(signal);

    expect(await once(command, 'exit')).toEqual(expected);
    expect(existsSync(String(path))).toBe(false);
  });

  it('can be removed before that', async () => {
    const { path, remove } = createScratchFolder('test');
    await writeFile(join(path, 'file'), 'x');
    await remove();
    expect(existsSync(path)).toBe(false);
  });
});
