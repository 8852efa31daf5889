import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestTexts, listFilesBelow } from '../files/digest.ts';
import { CODE_FOLDER, digestDependencies, readPackedDigests } from '../files/package-root.ts';

const FOLDERS = [join('core', 'notebooks'), join('core', 'texts'), join('io', 'render')];

/**
 * Stands for everything that decides how a notebook is rendered: the renderer's own modules, the texts and
 * the versions of the libraries. A version number kept by hand would be forgotten, and old pages shown.
 */
export function computeRendererDigest(): string {
  return digestTexts([digestDependencies(), readPackedDigests()?.renderer ?? digestRenderer(CODE_FOLDER)]);
}

/** @param codeFolder holds the modules, as sources or compiled */
export function digestRenderer(codeFolder: string): string {
  const hash = createHash('sha256');
  const modules = FOLDERS.flatMap((folder) =>
    listFilesBelow(join(codeFolder, folder)).map((name) => join(folder, name)),
  );
  for (const file of modules.filter((name) => /\.(?:ts|js)$/.test(name) && !/\.(?:test|d)\.ts$/.test(name))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(codeFolder, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
