import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { ok } from '../../core/result.ts';
import { createFragmentCache } from '../../io/render/fragment-cache.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { renderNotebooks } from './render-notebooks.ts';

/** Path → source of the one cell. */
type Sources = Readonly<Record<string, string>>;

const encode = (source: string) =>
  new TextEncoder().encode(
    JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'markdown', metadata: {}, source }] }),
  );

/** An edition of a course, with the files beside its notebooks. */
function createEdition(id: string, sources: Sources, files: readonly string[] = []) {
  const loaded = {
    content: { id },
    notebooks: Object.keys(sources).map((path) => ({ path })),
    async *readNotebooks(paths: readonly string[]) {
      for (const path of paths) yield { path, bytes: ok(encode(sources[path] ?? '')) };
    },
  } as unknown as LoadedContent;
  const links = Object.fromEntries(files.map((file) => [file, `/${id}/${file}`]));
  return { loaded, table: { links, images: {}, languages: ['en', 'en'] }, outputs: new Map() };
}

async function build(folder: string, editions: readonly ReturnType<typeof createEdition>[]) {
  const cache = createFragmentCache(folder);
  const rendered: string[] = [];
  const files = await renderNotebooks(editions, '/assets/', cache, {
    onStored: ({ id }, path) => void rendered.push(`${id}/${path}`),
  });
  const htmlOf = (id: string, path: string) => {
    const outcome = files.get(id)?.get(path)?.outcome;
    return outcome?.ok
      ? readFileSync(join(cache.fragmentFolder, outcome.stored.fragment), 'utf8')
      : undefined;
  };
  return { rendered: rendered.sort(), htmlOf };
}

const COURSE = {
  'ebb.ipynb': '# Ebb',
  'week/flow.ipynb': '[data](../data.csv)',
  'week/tide.ipynb': '[x](#x)',
};

test('notebooks of the same bytes are rendered once, but where their links lead elsewhere', async () => {
  await using folder = await createTemporaryFolder('renderings');
  const first = await build(folder.path, [
    createEdition('autumn', COURSE, ['data.csv']),
    createEdition('spring', { ...COURSE, 'copy/ebb.ipynb': '# Ebb' }, ['data.csv']),
  ]);
  expect(first.rendered).toEqual([
    'autumn/ebb.ipynb',
    'autumn/week/flow.ipynb',
    'autumn/week/tide.ipynb',
    'spring/week/flow.ipynb',
  ]);
  for (const id of ['autumn', 'spring']) {
    expect(first.htmlOf(id, 'ebb.ipynb')).toContain('Ebb');
    expect(first.htmlOf(id, 'week/flow.ipynb')).toContain(`href="/${id}/data.csv"`);
  }
  expect(first.htmlOf('spring', 'copy/ebb.ipynb')).toBe(first.htmlOf('autumn', 'ebb.ipynb'));

  // A file beside them concerns none of them, and one that is gone those that name it.
  const more = createEdition('autumn', { ...COURSE, 'new.ipynb': '# New' }, ['data.csv', 'new.csv']);
  expect((await build(folder.path, [more])).rendered).toEqual(['autumn/new.ipynb']);
  const gone = await build(folder.path, [createEdition('autumn', COURSE)]);
  expect(gone.rendered).toEqual(['autumn/week/flow.ipynb']);
  expect(gone.htmlOf('autumn', 'week/flow.ipynb')).not.toContain('href');
});
