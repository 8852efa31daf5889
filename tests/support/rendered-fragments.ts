import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fragmentKey } from '../../src/io/render/fragment-files.ts';
import { renderMany } from '../../src/io/render/render-many.ts';
import { createTemporaryFolder } from './temporary.ts';

export interface NotebookFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Renders notebooks in a process of their own, as a build does.
 *
 * @returns path → HTML of its preview; without those that have none
 */
export async function renderFragments(files: readonly NotebookFile[]): Promise<Map<string, string>> {
  await using folder = await createTemporaryFolder('fragments');
  const fragments = new Map<string, string>();
  const jobs = files.map((file) => ({
    ...file,
    id: file.path,
    table: 'none',
    key: fragmentKey([file.path]),
  }));
  const settings = { assetBase: '/files/', tables: {}, folder: folder.path, workers: 1 };
  await renderMany(jobs, settings, (path, outcome) => {
    if (!outcome.ok) return;
    fragments.set(path, readFileSync(join(folder.path, 'fragments', outcome.value.fragment), 'utf8'));
  });
  return fragments;
}
