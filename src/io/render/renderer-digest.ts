import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_FOLDER, digestDependencies } from '../files/package-root.ts';

/**
 * Stands for everything that decides how a notebook is rendered: the renderer's own modules, the texts and
 * the versions of the libraries. A version number kept by hand would be forgotten, and old pages shown.
 */
export function computeRendererDigest(): string {
  const hash = createHash('sha256').update(digestDependencies());
  const modules = globSync('{core/notebooks,core/texts,io/render}/**/*.{ts,js}', { cwd: CODE_FOLDER });
  for (const file of modules.filter((name) => !/\.(test|d)\.ts$/.test(name)).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(CODE_FOLDER, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
