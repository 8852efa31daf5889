import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import type { SafeHtml } from '../../core/notebooks/types.ts';
import { createFragmentCache } from './fragment-cache.ts';
import type { RenderedFile } from './types.ts';

const NOW = Date.parse('2026-11-24T03:23:00Z');

test('what has not been used for a month is removed, and nothing else', async () => {
  await using folder = await createTemporaryFolder('fragments');
  const cache = createFragmentCache(folder.path);
  const write = (path: string, days: number) => {
    writeFileSync(join(folder.path, path), '');
    utimesSync(join(folder.path, path), NOW / 1000, NOW / 1000 - days * 86_400);
  };
  for (const [name, days] of [
    ['used', 400],
    ['old', 31],
    ['new', 29],
  ] as const) {
    for (const path of [`fragments/${name}.html`, `fragments/${name}.json`, `assets/${name}.png`])
      write(path, days);
  }
  write('fragments/old.html.4711', 31);
  cache.prune(new Set(['used.html', 'used.png']), NOW);

  expect(readdirSync(cache.fragmentFolder).sort()).toEqual([
    'new.html',
    'new.json',
    'used.html',
    'used.json',
  ]);
  expect(readdirSync(cache.assetFolder).sort()).toEqual(['new.png', 'used.png']);
});

test('a preview whose picture is gone is not found', async () => {
  await using folder = await createTemporaryFolder('fragments');
  const cache = createFragmentCache(folder.path);
  const rendered = {
    html: '<img src="a.png">' as SafeHtml,
    headings: [],
    notices: [],
    images: [],
    assets: [{ name: 'a.png', bytes: new Uint8Array([1]) }],
    summary: {},
  } as unknown as RenderedFile;
  const stored = cache.store('key', rendered);
  expect(await cache.find('key')).toEqual(stored);

  rmSync(join(cache.assetFolder, 'a.png'));
  expect(await cache.find('key')).toBeUndefined();
});
