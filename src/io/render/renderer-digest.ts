import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Stands for everything that decides how a notebook is rendered: the renderer's own modules, the texts and
 * the versions of the libraries. A version number kept by hand would be forgotten, and old pages shown.
 */
export function computeRendererDigest(): string {
  const hash = createHash('sha256');
  const modules = globSync('src/{core/notebooks,core/texts,io/render}/**/*.ts', { cwd: PROJECT });
  for (const file of ['package-lock.json', ...modules.filter((name) => !name.endsWith('.test.ts')).sort()]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(PROJECT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
