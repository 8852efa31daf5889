import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keepCompiledPages, lendCompiledPages } from '../../tests/support/shared-pages.ts';
import { COMMAND } from '../../tests/support/site.ts';
import type { Input } from '../../tests/support/slow-render.ts';
import { createTemporaryFolder } from '../../tests/support/temporary.ts';
import { renderSmallManifest } from '../../tests/support/test-site.ts';
import { measureCommand } from './measure.ts';

/** Built before the others: the first build compiles the pages. */
export const EMPTY: Input = {
  name: 'empty',
  path: 'empty.ipynb',
  bytes: () => Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [] })),
};

/** Builds a catalogue of one notebook, its pages compiled before. */
export async function buildWhole({ path, bytes }: Input) {
  await using folder = await createTemporaryFolder('slow-build');
  const place = (name: string) => join(folder.path, name);
  const file = place(`content/notebooks/${path}`);
  await mkdir(dirname(file), { recursive: true });
  const manifest = renderSmallManifest({ title: 'Slow', url: 'https://example.org/slow/' }, [
    {
      id: 'slow',
      more: '    include: ["**/*.ipynb", "**/*.md", "**/*.py", "**/*.Rmd", "**/*.qmd", "**/*.R"]\n',
    },
  ]);
  await writeFile(place('content/catalog.yaml'), manifest);
  await writeFile(file, bytes());
  lendCompiledPages(place('cache'));
  const cost = await measureCommand([COMMAND, 'build', '--outDir', place('dist')], {
    SLIPWAY_CONTENT: place('content'),
    SLIPWAY_CACHE: place('cache'),
  });
  keepCompiledPages(place('cache'));
  return cost;
}
