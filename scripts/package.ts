/**
 * Compiles `src` into `dist-lib`, which is what the package holds: Node strips no types in `node_modules`. What is
 * not TypeScript, such as pages and styles, is copied for Vite, which reads it as it is. Arguments go to tsc.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../', import.meta.url));
const source = join(project, 'src');
const target = join(project, 'dist-lib');

rmSync(target, { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
// Types are checked by `npm run typecheck`, with the same settings.
const settings = ['--project', 'tsconfig.package.json', '--noCheck', ...process.argv.slice(2)];
const compiled = spawnSync(process.execPath, [compiler, ...settings], { cwd: project, stdio: 'inherit' });
process.exitCode = compiled.status ?? 1;
if (compiled.status === 0) {
  copyOthers();
  unwrapComputedImports();
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

/** An import of `x.ts` is one of `x.js` beside the compiled modules. */
function nameCompiledModules(text: string): string {
  return text.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2');
}
