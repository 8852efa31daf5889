import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readManifestFile } from './manifest-file.ts';
import { readTextFile } from './read-text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-manifest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, bytes: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

describe('readManifestFile', () => {
  test('gives the text, its byte order mark included', async () => {
    const file = write('sound.yaml', '\ufefftitle: Übung\n');

    expect(await readManifestFile(file)).toEqual({ ok: true, value: '\ufefftitle: Übung\n' });
  });

  test.each([
    ['a missing file', () => join(folder, 'none.yaml'), 'manifest/missing'],
    ['a file below a file', () => join(write('plain', 'x'), 'catalog.yaml'), 'manifest/missing'],
    ['a folder', () => folder, 'manifest/not-a-file'],
    ['a device', () => '/dev/null', 'manifest/not-a-file'],
    ['5 MB', () => write('large.yaml', 'x'.repeat(5_000_000)), 'manifest/too-large'],
    ['UTF-16', () => write('utf16.yaml', Buffer.from('\ufefftitle', 'utf16le')), 'manifest/not-utf8'],
  ])('refuses %s', async (_, createFile, code) => {
    const file = createFile();
    const result = await readManifestFile(file);

    expect(result).toMatchObject({ ok: false, failure: { code, severity: 'error', position: { file } } });
  });

  test.skipIf(process.platform === 'win32')('refuses a pipe, and never waits at it', async () => {
    const file = join(folder, 'pipe.yaml');
    execFileSync('mkfifo', [file]);

    expect(await readManifestFile(file)).toMatchObject({ failure: { code: 'manifest/not-a-file' } });
    expect(await readTextFile(file, 100)).toEqual({ ok: false, failure: 'This is not a plain file.' });
  });

  test('says where a file stops being UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a: ü\n'), Buffer.from('b: caf\u00e9\n', 'latin1')]);
    const file = write('latin1.yaml', bytes);

    expect(await readManifestFile(file)).toMatchObject({
      failure: { code: 'manifest/not-utf8', position: { line: 2, column: 7 } },
    });
  });

  test.skipIf(process.getuid?.() === 0)('refuses a file without permission', async () => {
    const file = write('secret.yaml', 'x');
    chmodSync(file, 0);

    expect(await readManifestFile(file)).toMatchObject({ failure: { code: 'manifest/unreadable' } });
  });

  test.each([
    'catalog.yml',
    'Catalog.yaml',
    'CATALOG.YAML',
    'catalogue.yaml',
    'catalogue.yml',
    'catalogs.yaml',
    'catalog.yaml.txt',
    'catalog.yml.txt',
    'catalog (1).yaml',
    'catalog copy.yaml',
    'catalog.txt',
    'catalog',
    '.catalog.yaml',
    'slipway.yaml',
  ])('tells of %s, and reads it once it is renamed as told', async (name) => {
    const own = mkdtempSync(join(folder, 'near-'));
    writeFileSync(join(own, name), 'version: 1\n');
    const file = join(own, 'catalog.yaml');
    const missing = await readManifestFile(file);
    expect(missing).toMatchObject({ ok: false, failure: { code: 'manifest/missing' } });
    const hint = missing.ok ? '' : (missing.failure.hint ?? '');
    const [, from = '', to = ''] = /^Rename "(.+)" to "(.+?)"/.exec(hint) ?? [];
    expect(from).toBe(name);
    renameSync(join(own, from), join(own, to));
    expect(await readManifestFile(file)).toEqual({ ok: true, value: 'version: 1\n' });
  });

  test('says to create it where nothing is near', async () => {
    const own = mkdtempSync(join(folder, 'far-'));
    writeFileSync(join(own, 'notes.yaml'), '');
    const missing = await readManifestFile(join(own, 'catalog.yaml'));
    expect(missing).toMatchObject({ failure: { hint: expect.stringMatching(/^Create it/) } });
  });
});
