import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFilesBelow } from '../files/digest.ts';
import { CODE_FOLDER, digestDependencies } from '../files/package-root.ts';

const FOLDERS = [join('core', 'notebooks'), join('core', 'texts'), join('io', 'render')];

/**
 * Stands for everything that decides how a notebook is rendered: the renderer's own modules, the texts and
 * the versions of the libraries. A version number kept by hand would be forgotten, and old pages shown.
 */
export function computeRendererDigest(): string {
  const hash = createHash('sha256').update(digestDependencies());
  const modules = FOLDERS.flatMap((folder) =>
    listFilesBelow(join(CODE_FOLDER, folder)).map((name) => join(folder, name)),
  );
  for (const file of modules.filter((name) => /\.(?:ts|js)$/.test(name) && !/\.(?:test|d)\.ts$/.test(name))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(CODE_FOLDER, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
