import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { observeNight } from '../../../tests/support/observations.ts';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { foldStatus } from '../../core/health/fold.ts';
import { checkOutFile } from './night-out.ts';

const STATUS = JSON.stringify(foldStatus(undefined, observeNight(), '2026-11-20T03:23:00.000Z'), null, 1);
const SHARD = '{"kind":"slipway/night-shard","version":2,"shard":{"index":1,"count":2}}';
const NEW_SITE = '{"version":1,"checked_at":null,"duration_ms":0,"environments":[],"contents":[],"hubs":[]}';
const OTHER = 'holds something else than a night wrote.';

it.each([
  ['status', undefined, undefined],
  ['status', '', undefined],
  ['status', '\n', undefined],
  ['status', STATUS, undefined],
  ['status', STATUS.slice(0, 60), undefined],
  ['status', NEW_SITE, undefined],
  ['status', SHARD, OTHER],
  ['status', '{"version": 9, "checked_at": "2030-01-01T00:00:00Z"}', OTHER],
  ['status', '{"version": 1, "generated_at": "2026-01-01T00:00:00Z", "notebooks": []}', OTHER],
  ['status', '{"name": "course", "private": true}', OTHER],
  ['status', 'version: 1\nsite: {title: Tides}\n', OTHER],
  ['status', '# Tides', OTHER],
  ['shard', undefined, undefined],
  ['shard', SHARD, undefined],
  ['shard', SHARD.slice(0, 40), undefined],
  ['shard', STATUS, OTHER],
  ['shard', 'version: 1\n', OTHER],
] as const)('a night that writes a %s, over %j', async (kind, text, why) => {
  await using folder = await createTemporaryFolder('night-out');
  const file = join(folder.path, 'out');
  if (text !== undefined) await writeFile(file, text);
  const checked = await checkOutFile(file, kind);
  expect(checked.ok ? undefined : checked.failure).toBe(
    why === undefined ? undefined : `"${file}" ${why} Choose another --out; nothing was written.`,
  );
  if (text !== undefined) expect(await readFile(file, 'utf8')).toBe(text);
});

it('asks before the night whether the folder may be changed', async () => {
  await using folder = await createTemporaryFolder('night-out');
  await chmod(folder.path, 0o555);
  const module = fileURLToPath(new URL('night-out.ts', import.meta.url));
  const check = `
    const { checkOutFile } = await import(${JSON.stringify(module)});
    for (const path of ['status.json', 'sub/folder/status.json'])
      console.log((await checkOutFile(${JSON.stringify(folder.path)} + '/' + path, 'status')).failure);
  `;
  // Root may change any folder.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', check], {
    ...user,
    encoding: 'utf8',
  });
  const refusal = (path: string) =>
    `"${folder.path}/${path}" cannot be written: this user may not change the folder "${folder.path}". Choose another --out; nothing was written.`;

  expect(stdout.trim().split('\n')).toEqual(['status.json', 'sub/folder/status.json'].map(refusal));
});

it('never writes to a folder or a device, by whatever link', async () => {
  await using folder = await createTemporaryFolder('night-out');
  await mkdir(join(folder.path, 'folder'));
  await symlink('/dev/null', join(folder.path, 'device'));
  for (const [name, why] of [
    [join(folder.path, 'folder'), 'is a folder.'],
    ['/dev/null', 'is not a plain file.'],
    [join(folder.path, 'device'), 'is not a plain file.'],
  ] as const) {
    const checked = await checkOutFile(name, 'status');
    expect(checked.ok ? '' : checked.failure).toContain(why);
  }
});
