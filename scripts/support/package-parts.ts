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

/** An import of `x.ts` is one of `x.js` beside the compiled modules. */
function nameCompiledModules(text: string): string {
  return text.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2');
}
