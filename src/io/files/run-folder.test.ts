import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { replaceFolder } from './replace-folder.ts';
import { createRunFolder, OLD_FOLDER, recoverRunFolders } from './run-folder.ts';

/** The id of a process that has ended. */
async function findDeadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'close');
  return child.pid ?? 0;
}

describe('what a killed run left', () => {
  it('is removed, and what it had moved away comes back', async () => {
    await using folder = await createTemporaryFolder('run');
    const target = join(folder.path, 'dist');
    const own = createRunFolder(target);
    const dead = own.path.replace(/-\d+-([0-9a-f]+)$/, `-${await findDeadProcess()}-$1`);
    await mkdir(join(dead, OLD_FOLDER), { recursive: true });
    await writeFile(join(dead, OLD_FOLDER, 'index.html'), 'old');

    await recoverRunFolders(target);
    expect(await readFile(join(target, 'index.html'), 'utf8')).toBe('old');
    expect((await readdir(folder.path)).sort()).toEqual([basename(own.path), 'dist']);
    own.remove();
    expect(await readdir(folder.path)).toEqual(['dist']);
  });

  it('never takes the place of a folder that is there', async () => {
    await using folder = await createTemporaryFolder('run');
    const target = join(folder.path, 'dist');
    const own = createRunFolder(target);
    const dead = own.path.replace(/-\d+-([0-9a-f]+)$/, `-${await findDeadProcess()}-$1`);
    await mkdir(join(dead, OLD_FOLDER), { recursive: true });
    await mkdir(target);
    await writeFile(join(target, 'index.html'), 'new');
    await recoverRunFolders(target);
    expect(await readFile(join(target, 'index.html'), 'utf8')).toBe('new');
    expect(existsSync(dead)).toBe(false);
  });

  it('stays where it may be in use, on this machine or another, and where it is not ours', async () => {
    await using folder = await createTemporaryFolder('run');
    const target = join(folder.path, 'dist');
    const parent = `.dist.slipway-0badcafe-${await findDeadProcess()}-00000000`;
    const names = [
      parent,
      '.dist.slipway-notes',
      'dist.old',
      'dist.building',
      basename(createRunFolder(target).path).replace(/-\d+-/, `-${process.ppid}-`),
    ];
    for (const name of names) await mkdir(join(folder.path, name), { recursive: true });
    await recoverRunFolders(target);
    expect(await readdir(folder.path)).toEqual(expect.arrayContaining(names));
    const before = new Date(Date.now() - 2 * 86_400_000);
    await utimes(join(folder.path, parent), before, before);
    await recoverRunFolders(target);
    expect(await readdir(folder.path)).not.toContain(parent);
  });
});

describe('a folder that takes the place of another', () => {
  it.each(['a new name', 'an old folder'])('has %s', async (kind) => {
    await using folder = await createTemporaryFolder('replace');
    const [finished, target, old] = ['finished', "it's a -target", 'old'].map((name) =>
      join(folder.path, name),
    );
    if (finished === undefined || target === undefined || old === undefined) throw new Error('no names');
    await mkdir(finished);
    await writeFile(join(finished, 'index.html'), 'new');
    if (kind === 'an old folder') {
      await mkdir(target);
      await writeFile(join(target, 'index.html'), 'old');
    }
    await replaceFolder(finished, target, old);
    expect(await readFile(join(target, 'index.html'), 'utf8')).toBe('new');
  });

  it('leaves the old one where the new one is gone, and says why', async () => {
    await using folder = await createTemporaryFolder('replace');
    const target = join(folder.path, 'dist');
    await mkdir(target);
    await writeFile(join(target, 'index.html'), 'old');
    await expect(replaceFolder(join(folder.path, 'gone'), target, join(folder.path, 'old'))).rejects.toThrow(
      /gone/,
    );
    expect(await readFile(join(target, 'index.html'), 'utf8')).toBe('old');
    expect(dirname(target)).toBe(folder.path);
  });
});
