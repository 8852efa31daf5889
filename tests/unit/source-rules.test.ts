import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files below a folder of the repository that hold a pattern. */
function findFiles(folder: string, isWanted: (path: string) => boolean, pattern: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|astro)$/.test(path) && isWanted(path))
    .filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')))
    .sort();
}

const isModule = (path: string) => !/\.(?:test|fixture)\.ts$/.test(path);

test('the command line, the environment and the working folder are read in one module', () => {
  expect(findFiles('src', isModule, /\bprocess\.(?:argv|env|cwd)\b/)).toEqual(['src/cli/config.ts']);
});

test('one module knows where the package is, and one where its worker is', () => {
  expect(findFiles('src', isModule, /import\.meta\.(?:url|dirname|filename)/)).toEqual([
    'src/io/files/package-root.ts',
    'src/io/render/start-worker.ts',
  ]);
});

test('what is shipped imports neither tests nor scripts for developers', () => {
  expect(findFiles('src', isModule, /from '[^']*\.\.\/(?:tests|scripts)\//)).toEqual([]);
});

/** The package's own exports, and what the tests of notebooks are written with. */
const isShipped = (path: string) =>
  isModule(path) && path !== 'src/index.ts' && !path.endsWith('/test-notebooks.ts');

/** Good enough for counting words: what a string holds may be lost as well. */
const removeComments = (code: string) =>
  code.replaceAll(/(?<=^|\s)\/\*.*?\*\//gs, '').replaceAll(/(?<!:)\/\/.*$/gm, '');

test('whatever a module exports is used by more than its tests', () => {
  const modules = ['src', 'scripts'].flatMap((folder) => findFiles(folder, isShipped, /(?:)/));
  const codes = new Map(
    modules.map((path) => [path, removeComments(readFileSync(join(root, path), 'utf8'))] as const),
  );
  const uses = new Map<string, number>();
  for (const word of [...codes.values()].flatMap((code) => code.match(/[\w$]+/g) ?? []))
    uses.set(word, (uses.get(word) ?? 0) + 1);
  const exported = /^export (?:async )?(?:function\*?|const|class|interface|type) ([\w$]+)/gm;
  const unused = [...codes].flatMap(([path, code]) =>
    [...code.matchAll(exported)].flatMap(([, name = '']) =>
      uses.get(name) === 1 ? [`${path}: ${name}`] : [],
    ),
  );

  expect(unused).toEqual([]);
});

test('the example in `content` is read by its own tests, and by those that show it', () => {
  const reads = /(?:\.\.\/\.\.\/content\b|PROJECT, 'content')/;
  const isOther = (path: string) => path.endsWith('.test.ts') && !path.endsWith('source-rules.test.ts');

  expect([
    ...findFiles('tests', isOther, reads),
    ...findFiles('src', (path) => path.endsWith('.test.ts'), reads),
  ]).toEqual([
    'tests/site/example-site.test.ts',
    'tests/unit/example-course.test.ts',
    'tests/unit/guide-commands.test.ts',
  ]);
});

test('no page puts a time behind a space that Astro drops', () => {
  // Between an expression and a component in a fragment, `} <Time` is shown as "Since" and the day in one word.
  expect(findFiles('src/site', (path) => path.endsWith('.astro'), /\} <Time/)).toEqual([]);
});
