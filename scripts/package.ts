/**
 * Compiles `src` into `dist-lib`, which is what the package holds: Node strips no types in `node_modules`. What is
 * not TypeScript, such as pages and styles, is copied for Vite, which reads it as it is. MathJax, of which half a
 * megabyte is used and a hundred would be installed, is taken in. The pages of a catalogue that adds none are compiled
 * as well, so that its builds need neither Vite nor Astro's own build. Arguments go to tsc.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCommand } from './support/bundle-command.ts';
import { compileSitePages } from './support/compile-site-pages.ts';
import { copyOthers, takeMathJaxIn, unwrapComputedImports } from './support/package-parts.ts';
import { writeDigests } from './support/write-digests.ts';

const project = fileURLToPath(new URL('../', import.meta.url));
const target = join(project, 'dist-lib');

rmSync(target, { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
// Types are checked by `npm run typecheck`, with the same settings.
const settings = ['--project', 'tsconfig.package.json', '--noCheck', ...process.argv.slice(2)];
const compiled = spawnSync(process.execPath, [compiler, ...settings], { cwd: project, stdio: 'inherit' });
process.exitCode = compiled.status ?? 1;
if (compiled.status === 0) {
  copyOthers(join(project, 'src'), target);
  unwrapComputedImports(target);
  await takeMathJaxIn(target);
  await compileSitePages(target, project);
  await bundleCommand(target, project);
  writeDigests(target, [join(project, 'public')]);
}
