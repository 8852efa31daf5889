/**
 * Compiles `src` into `dist-lib`, which is what the package holds: Node strips no types in `node_modules`. What is
 * not TypeScript, such as pages and styles, is copied for Vite, which reads it as it is. MathJax, of which half a
 * megabyte is used and a hundred would be installed, is taken in. Arguments go to tsc.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('../', import.meta.url));
const source = join(project, 'src');
const target = join(project, 'dist-lib');
const MATHJAX_LICENSE =
  '/*! MathJax (https://www.mathjax.org), mhchemParser and what they need, Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0 */';

rmSync(target, { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
// Types are checked by `npm run typecheck`, with the same settings.
const settings = ['--project', 'tsconfig.package.json', '--noCheck', ...process.argv.slice(2)];
const compiled = spawnSync(process.execPath, [compiler, ...settings], { cwd: project, stdio: 'inherit' });
process.exitCode = compiled.status ?? 1;
if (compiled.status === 0) {
  copyOthers();
  unwrapComputedImports();
  await takeMathJaxIn();
}

function copyOthers(): void {
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
function unwrapComputedImports(): void {
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

async function takeMathJaxIn(): Promise<void> {
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
