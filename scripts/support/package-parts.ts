import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';

const MATHJAX_LICENSE =
  '/*! MathJax (https://www.mathjax.org), mhchemParser and what they need, Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0 */';

/** Copies what is not TypeScript. */
export function copyOthers(source: string, target: string): void {
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    const copy = join(target, relative(source, file));
    cpSync(file, copy);
    if (entry.name.endsWith('.astro')) writeFileSync(copy, nameCompiledModules(readFileSync(copy, 'utf8')));
  }
}

/**
 * tsc surrounds an import whose address is computed with a function that would rename a module in TypeScript. No such
 * import names a module of this package, and in the browser the function would only be more to load.
 */
export function unwrapComputedImports(target: string): void {
  for (const path of readdirSync(target, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.js')) continue;
    const file = join(target, path);
    const text = readFileSync(file, 'utf8');
    const unwrapped = text
      .replace(/^var __rewriteRelativeImportExtension = [\s\S]*?^};\n/m, '')
      .replace(/__rewriteRelativeImportExtension\((.*?), true\)/g, '$1');
    if (unwrapped !== text) writeFileSync(file, unwrapped);
  }
}

/** Bundles what is used of MathJax into the one module that imports it. */
export async function takeMathJaxIn(target: string): Promise<void> {
  const folder = join(target, 'core', 'notebooks', 'render');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: target,
    ssr: { noExternal: true },
    build: {
      ssr: join(folder, 'mathjax-parts.js'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node22.12',
      // Kept readable, as everything else in the package.
      minify: false,
      rolldownOptions: { output: { banner: MATHJAX_LICENSE } },
    },
  });
}

const COMMAND_FOLDER = 'command';

/**
 * Bundles the modules of the command, and of the processes that render: Node would look for four hundred of them, one by
 * one, before it does anything. Other packages stay outside. The single modules stay for other programs and for
 * Vite.
 */
export async function bundleCommand(target: string): Promise<void> {
  const input = {
    main: join(target, 'cli', 'main.js'),
    worker: join(target, 'io', 'render', 'worker.js'),
  };
  await build({
    configFile: false,
    logLevel: 'warn',
    root: target,
    build: {
      ssr: true,
      outDir: join(target, COMMAND_FOLDER),
      target: 'node22.12',
      minify: false,
      rolldownOptions: {
        input,
        // Side by side, since a module finds the one that renders beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** An import of `x.ts` is one of `x.js` beside the compiled modules. */
function nameCompiledModules(text: string): string {
  return text.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2');
}
