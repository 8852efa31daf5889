import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  findCycles,
  findFocusedTests,
  findFolderCycles,
  findLongFiles,
  findWrongImports,
  readImports,
  type SourceFile,
} from '../support/import-rules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every source file of the repository, but those that tests feed to the programs. */
function readRepository(): SourceFile[] {
  const settings = readdirSync(root).filter((name) => /\.(mjs|ts)$/.test(name));
  const inFolders = ['src', 'scripts', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => /\.(ts|mjs|astro)$/.test(path) && !path.startsWith('tests/fixtures/')),
  );
  return [...settings, ...inFolders].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

describe('this repository', () => {
  const files = readRepository();

  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(20);
  });
  it('imports in one direction only', () => {
    expect(findWrongImports(files)).toEqual([]);
  });
  it('has no circles of imports', () => {
    expect(findCycles(files)).toEqual([]);
  });
  it('has no folder of the core that imports back up', () => {
    expect(findFolderCycles(files)).toEqual([]);
  });
  it('keeps its files short', () => {
    expect(findLongFiles(files)).toEqual([]);
  });
  it('runs all of its tests', () => {
    expect(findFocusedTests(files)).toEqual([]);
  });
});

const file = (path: string, text: string): SourceFile => ({ path, text });

describe('wrong directions', () => {
  it.each([
    ['src/core/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/core/a.ts', "import type { Loader } from 'astro/loaders';"],
    ['src/core/links/a.ts', "import { run } from '../../io/git/run.ts';"],
    ['src/core/a.ts', "export { run } from '../io/run.ts';"],
    ['src/core/a.ts', "const run = await import('../io/run.ts');"],
    ['src/core/a.ts', "import pLimit from 'p-limit';"],
    ['src/io/a.ts', "import { night } from '../tasks/night.ts';"],
    ['src/io/a.ts', "import { getCollection } from 'astro:content';"],
    ['src/io/a.ts', "new Worker(new URL('../tasks/worker.ts', import.meta.url));"],
    ['src/tasks/a.ts', "import { load } from '../site/loaders/model.ts';"],
    ['src/tasks/a.ts', "import { main } from '../../scripts/bench.ts';"],
    ['src/tasks/a.ts', "import { main } from '../cli/commands/build.ts';"],
    ['src/cli/a.ts', "import { load } from '../site/loaders/model.ts';"],
    ['src/cli/a.ts', "import { measure } from '../../scripts/support/measure.ts';"],
    ['src/site/loaders/a.ts', "import Base from '../layouts/Base.astro';"],
    ['src/site/pages/a.astro', "---\nimport { git } from '../../io/git.ts';\n---\n<p>a</p>"],
    ['src/site/pages/a.json.ts', "import { readFileSync } from 'node:fs';"],
    ['src/site/layouts/a.astro', "---\nimport { night } from '../../tasks/night.ts';\n---"],
    ['src/site/components/a.astro', "---\nimport { load } from '../loaders/model.ts';\n---"],
    ['src/site/components/a.astro', "<p>a</p>\n<script>\nimport { join } from 'node:path';\n</script>"],
    ['src/site/browser/a.ts', "import { join } from 'node:path';"],
    ['src/site/browser/a.ts', "import { load } from '../loaders/model.ts';"],
    ['scripts/a.ts', "import { show } from '../src/site/browser/show.ts';"],
    ['scripts/a.ts', "import Base from '../src/site/layouts/Base.astro';"],
    ['src/core/a.ts', "import { server } from '../../tests/support/servers.ts';"],
    ['tests/site/a.test.ts', "import { main } from '../../src/cli/commands/build.ts';"],
    ['src/tasks/a.test.ts', "import { main } from '../../src/cli/commands/build.ts';"],
    ['astro.config.mjs', "import { main } from './src/cli/commands/build.ts';"],
  ])('are found in %s: %s', (path, text) => {
    expect(findWrongImports([file(path, text)])).toHaveLength(1);
  });

  it.each([
    ['src/core/a.ts', "import { parseDocument } from 'yaml';\nimport type { B } from './b.ts';"],
    ['src/core/a.test.ts', "import { readFileSync } from 'node:fs';\nimport { it } from 'vitest';"],
    ['src/core/a.ts', "/** As `import x from 'node:fs'` would. */\nconst text = \"from 'node:fs'\";"],
    ['src/io/a.ts', "import pLimit from 'p-limit';\nimport { ok } from '../core/result.ts';"],
    [
      'src/site/pages/a.astro',
      "---\nimport { load } from '../loaders/model.ts';\nimport '../styles/a.css';\n---",
    ],
    ['src/site/components/a.astro', "<script>\nimport '../browser/search.ts';\n</script>"],
    ['scripts/test-setup.ts', "import { find } from '../tests/support/system-parts.ts';"],
    ['src/cli/commands/a.test.ts', "import { main } from './build.ts';"],
    ['src/site/browser/a.ts', "import styles from '../../core/a.ts?raw';"],
  ])('are not seen in %s: %s', (path, text) => {
    expect(findWrongImports([file(path, text)])).toEqual([]);
  });

  it('are reported with file, import and rule', () => {
    expect(findWrongImports([file('src/io/a.ts', "import '../tasks/night.ts';")])).toEqual([
      'src/io/a.ts imports ../tasks/night.ts: io imports core and io, and nothing of Astro',
    ]);
  });
});

describe('circles', () => {
  it('are named once, wherever they are entered', () => {
    const circle = [
      file('src/core/c.ts', "import './a.ts';"),
      file('src/core/a.ts', "import type { B } from './b.ts';"),
      file('src/core/b.ts', "export * from './c.ts';"),
      file('src/core/d.ts', "import './a.ts';"),
    ];
    expect(findCycles(circle)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts']);
  });
  it('of folders are found where no circle of files is', () => {
    const folders = [
      file('src/core/links/a.ts', "import type { B } from '../catalog/b.ts';"),
      file('src/core/catalog/b.ts', ''),
      file('src/core/catalog/c.ts', "import '../links/d.ts';"),
      file('src/core/links/d.ts', ''),
      file('src/core/links/e.test.ts', "import '../health/f.ts';"),
      file('src/core/health/f.ts', "import '../links/d.ts';"),
    ];
    expect(findCycles(folders)).toEqual([]);
    expect(findFolderCycles(folders)).toEqual(['src/core/catalog → src/core/links → src/core/catalog']);
  });
  it('are not seen where two ways lead to one file', () => {
    const diamond = [
      file('src/core/a.ts', "import './b.ts';\nimport './c.ts';"),
      file('src/core/b.ts', "import './d.ts';"),
      file('src/core/c.ts', "import './d.ts';"),
      file('src/core/d.ts', ''),
    ];
    expect(findCycles(diamond)).toEqual([]);
  });
});

describe('other rules', () => {
  const lines = (count: number) => 'const line = 1;\n'.repeat(count);

  it('limit the length of modules and scripts, not that of tests', () => {
    expect(findLongFiles([file('src/core/a.ts', lines(300)), file('scripts/a.ts', lines(60))])).toEqual([]);
    expect(findLongFiles([file('src/core/a.ts', lines(301)), file('scripts/a.ts', lines(61))])).toHaveLength(
      2,
    );
    expect(findLongFiles([file('src/core/a.test.ts', lines(900))])).toEqual([]);
  });
  it.each(['it', 'describe', 'test.concurrent'])('find a focused %s', (name) => {
    // Put together, so that this file is not taken for one.
    const text = `${name}${'.on'}ly('a', () => {});`;
    expect(findFocusedTests([file('src/core/a.test.ts', text)])).toHaveLength(1);
  });
  it('read every kind of import', () => {
    const text = [
      "import a from './a.ts';",
      "import type { B } from './b.ts';",
      "export { c } from './c.ts';",
      "const d = import('./d.ts');",
    ].join('\n');
    expect(readImports(file('src/core/x.ts', text))).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
  });
});
