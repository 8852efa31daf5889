import { posix } from 'node:path';
import ts from 'typescript';

/** A file of this repository: path from its root, and text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Where a file belongs, and what such files may import. */
export interface Layer {
  readonly name: string;
  /** Files of the layer; a file belongs to the first layer that fits. */
  readonly files: RegExp;
  /** Names of the layers it may import. */
  readonly mayImport: readonly string[];
  /** Packages it may import, `node:` modules and `astro:` modules included. */
  readonly packages: RegExp;
  /** Message for a violation. */
  readonly rule: string;
}

const ANY_PACKAGE = /^/;
const BUT_ASTRO = /^(?!astro(:|\/|$)|@astrojs\/)/;

/** Packages that compute and nothing else: no files, network or clock. */
const PURE_PACKAGES =
  /^(yaml|zod|diff|@noble\/hashes|fastest-levenshtein|github-slugger|picomatch|satteri|hast(-util-[\w-]+)?|shiki|@shikijs\/[\w-]+|katex|@mathjax\/src|@jupyterlab\/nbformat|badge-maker|qr|xastscript|xast-util-to-xml)(\/|$)/;
/** What may be sent to a reader's browser; Pagefind's script is loaded from the site itself. */
const BROWSER_PACKAGES = /^(qr|@jupyterhub\/binderhub-client)(\/|$)/;

/** Dependencies point one way. The order matters: tests are in the folders of other layers. */
export const LAYERS: readonly Layer[] = [
  {
    name: 'runner of the command',
    files: /^tests\/support\/command-line\.ts$/,
    mayImport: ['cli', 'tests'],
    packages: ANY_PACKAGE,
    rule: 'what runs the command for tests imports it, and no other part of the program',
  },
  {
    name: 'tests of the command',
    files: /^src\/cli\/.*\.test\.ts$/,
    mayImport: ['cli', 'core', 'io', 'tasks', 'tests', 'runner of the command'],
    packages: ANY_PACKAGE,
    rule: 'tests of the command import anything but the site',
  },
  {
    name: 'tests',
    files: /^tests\/|\.test\.ts$/,
    mayImport: [
      'tests',
      'runner of the command',
      'core',
      'io',
      'tasks',
      'loaders',
      'pages',
      'layouts',
      'components',
      'styles',
      'browser',
      'settings',
    ],
    packages: ANY_PACKAGE,
    rule: 'nobody imports the command or scripts: run them, as people do, or with command-line.ts',
  },
  {
    name: 'core',
    files: /^src\/core\//,
    mayImport: ['core'],
    packages: PURE_PACKAGES,
    rule: 'core is pure: it imports core and packages that only compute',
  },
  {
    name: 'io',
    files: /^src\/io\//,
    mayImport: ['core', 'io'],
    packages: BUT_ASTRO,
    rule: 'io imports core and io, and nothing of Astro',
  },
  {
    name: 'tasks',
    files: /^src\/tasks\//,
    mayImport: ['core', 'io', 'tasks'],
    packages: /^(?!astro:)/,
    rule: 'tasks import core, io and tasks',
  },
  {
    name: 'loaders',
    files: /^src\/site\/loaders\//,
    mayImport: ['core', 'io', 'tasks', 'loaders'],
    packages: ANY_PACKAGE,
    rule: 'loaders import core, io, tasks and loaders',
  },
  {
    name: 'context of the site',
    files: /^src\/site\/site-context\.ts$/,
    mayImport: ['core', 'loaders'],
    packages: /^$/,
    rule: 'what all pages share comes from core and the loaders',
  },
  {
    name: 'pages',
    files: /^src\/site\/pages\//,
    mayImport: [
      'core',
      'loaders',
      'context of the site',
      'pages',
      'components',
      'layouts',
      'styles',
      'browser',
    ],
    packages: /^(?!node:)/,
    rule: 'pages get the outside world through loaders',
  },
  {
    name: 'layouts',
    files: /^src\/site\/layouts\//,
    mayImport: ['core', 'loaders', 'context of the site', 'components', 'layouts', 'styles', 'browser'],
    packages: /^(?!node:)/,
    rule: 'layouts get the outside world through loaders',
  },
  {
    name: 'components',
    files: /^src\/site\/components\//,
    mayImport: ['core', 'context of the site', 'components', 'layouts', 'styles', 'browser'],
    packages: /^(?!node:)/,
    rule: 'components get data and the context of the site: they import no loaders, no io and nothing of Node',
  },
  {
    name: 'browser',
    files: /^src\/site\/browser\//,
    mayImport: ['core', 'browser'],
    packages: BROWSER_PACKAGES,
    rule: 'what runs in the browser imports core and browser, and nothing of Node or Astro',
  },
  {
    name: 'styles',
    files: /^src\/site\/styles\//,
    mayImport: ['styles'],
    packages: /^$/,
    rule: 'styles import styles',
  },
  {
    name: 'integration',
    files: /^src\/astro\.ts$/,
    mayImport: ['core', 'io', 'tasks', 'loaders'],
    packages: ANY_PACKAGE,
    rule: 'the integration imports core, io, tasks and loaders',
  },
  {
    name: 'cli',
    files: /^src\/cli\//,
    mayImport: ['core', 'io', 'tasks', 'integration', 'cli'],
    packages: /^(?!astro:)/,
    rule: 'the command imports core, io and tasks',
  },
  {
    name: 'package',
    files: /^src\/index\.ts$/,
    mayImport: ['core', 'io', 'tasks', 'cli'],
    packages: /^(?!astro:)/,
    rule: 'what others may import is made of core, tasks and the wiring of the command',
  },
  {
    name: 'scripts',
    files: /^scripts\//,
    mayImport: ['core', 'io', 'tasks', 'loaders', 'scripts', 'tests'],
    packages: /^(?!astro:)/,
    rule: 'scripts import anything but pages, layouts, components and browser',
  },
  {
    name: 'settings',
    files: /^[^/]+\.(mjs|ts)$/,
    mayImport: ['integration'],
    packages: ANY_PACKAGE,
    rule: 'settings import the integration',
  },
];

/** The layer of a file; undefined for what has none, such as data. */
export function findLayer(path: string): Layer | undefined {
  return LAYERS.find((layer) => layer.files.test(path));
}

/** What is imported, as written: statically, dynamically, for types only, or as a worker's address. */
export function readImports({ path, text }: SourceFile): string[] {
  const parts = path.endsWith('.astro') ? readAstroScripts(text) : [text];
  return parts.flatMap((part) => [
    ...ts.preProcessFile(part, true, true).importedFiles.map(({ fileName }) => fileName),
    ...[...part.matchAll(/new URL\(\s*['"](\.[^'"]+\.[mc]?[jt]s)['"]\s*,\s*import\.meta\.url/g)].map(
      ([, name = '']) => name,
    ),
  ]);
}

/** Front matter and scripts of an Astro file; the scripts run in the browser, under the same rules. */
function readAstroScripts(text: string): string[] {
  const frontMatter = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
  return [frontMatter, ...scripts];
}

/** Path of an imported file from the root of the repository; undefined for a package. */
function resolveImport(importer: string, specifier: string): string | undefined {
  const [name = ''] = specifier.split('?');
  return name.startsWith('.') ? posix.join(posix.dirname(importer), name) : undefined;
}

/** Every import in a wrong direction: file, import and the rule that it breaks. */
export function findWrongImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = findLayer(file.path);
    if (layer === undefined) return [];
    return readImports(file)
      .filter((specifier) => !isAllowed(layer, file.path, specifier))
      .map((specifier) => `${file.path} imports ${specifier}: ${layer.rule}`);
  });
}

function isAllowed(layer: Layer, importer: string, specifier: string): boolean {
  const path = resolveImport(importer, specifier);
  if (path === undefined) return layer.packages.test(specifier);
  const target = findLayer(path);
  return target === undefined || layer.mayImport.includes(target.name);
}

/**
 * Circles of imports, at least one of every knot: each named once, from the file that comes first in
 * the alphabet.
 */
export function findCycles(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const edges = new Map(
    files.map((file) => [
      file.path,
      readImports(file)
        .map((specifier) => resolveImport(file.path, specifier))
        .filter((path): path is string => path !== undefined && known.has(path)),
    ]),
  );
  const cycles = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      cycles.add(renderCycle(trail.slice(start)));
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return [...cycles].toSorted();
}

/**
 * Circles among the folders of `src/core`: a folder is above all that it imports, so an import that runs back up closes
 * one. Tests and their data may import anything of the core.
 */
export function findFolderCycles(files: readonly SourceFile[]): string[] {
  const modules = files.filter(({ path }) => /^src\/core\/.*(?<!\.(?:test|fixture))\.ts$/.test(path));
  const folderOf = (path: string) => /^src\/core\/[^/]+/.exec(path)?.[0] ?? path;
  const folders = Map.groupBy(modules, ({ path }) => folderOf(path));
  return findCycles(
    [...folders].map(([path, inside]) => {
      const targets = inside
        .flatMap((file) => readImports(file).map((specifier) => resolveImport(file.path, specifier)))
        .filter((target): target is string => target?.startsWith('src/core/') === true)
        .map(folderOf);
      const others = [...new Set(targets)].filter((target) => target !== path);
      return { path, text: others.map((other) => `import '../../${other}';`).join('\n') };
    }),
  );
}

function renderCycle(cycle: readonly string[]): string {
  const first = cycle.indexOf(cycle.toSorted()[0] ?? '');
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
  return [...turned, ...turned.slice(0, 1)].join(' → ');
}

/** Limits on length, so that a file keeps to one meaning. Tests and styles have none. */
const LENGTHS = [
  { files: /^src\/core\/texts\/[a-z]{2}\.ts$/, maxLines: 1200, rule: 'a language is one file' },
  { files: /^src\/.*\.(ts|mjs|astro)$/, maxLines: 300, rule: 'split it by meaning' },
  {
    files: /^scripts\/.*\.ts$/,
    maxLines: 60,
    rule: 'a script parses arguments, calls one function and prints',
  },
] as const;

/** Files that are too long. */
export function findLongFiles(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const limit = LENGTHS.find((candidate) => candidate.files.test(path) && !path.endsWith('.test.ts'));
    const lines = text.replace(/\n$/, '').split('\n').length;
    if (limit === undefined || lines <= limit.maxLines) return [];
    return [`${path} has ${lines} lines, ${limit.maxLines} are allowed: ${limit.rule}`];
  });
}

/** Test files in which one test keeps the others from running. */
export function findFocusedTests(files: readonly SourceFile[]): string[] {
  return files
    .filter(
      ({ path, text }) =>
        path.endsWith('.test.ts') && /\b(describe|suite|it|test)(\.\w+)*\.only\b/.test(text),
    )
    .map(({ path }) => `${path} runs only a part of its tests`);
}
