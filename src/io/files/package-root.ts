import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { digestFiles } from './digest.ts';

/** Where npm, pnpm, Yarn 1 and newer Yarns write what they installed: names and versions of all packages. */
const INSTALL_RECORDS = [
  '.package-lock.json',
  join('.pnpm', 'lock.yaml'),
  '.yarn-integrity',
  '.yarn-state.yml',
];

/** Folder of the package, in this repository or below a `node_modules`. */
export const PACKAGE_FOLDER = findPackageFolder(import.meta.dirname);

/** Folder of the package's modules: the sources in this repository, what was compiled of them elsewhere. */
export const CODE_FOLDER = join(
  PACKAGE_FOLDER,
  relative(PACKAGE_FOLDER, import.meta.dirname).split(sep)[0] ?? '',
);

/** The package's own version. */
export function readPackageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** What is written into a package when it is made: nobody edits an installed one, so its files need not be read. */
export interface PackedDigests {
  /** Of all of its files that decide what a site looks like. */
  readonly own: string;
  /** Of the modules that render notebooks, as `digestRenderer` gives it. */
  readonly renderer: string;
}

/** In the folder of the modules. */
export const PACKED_DIGESTS_FILE = 'digests.json';

/** Undefined in this repository. */
export function readPackedDigests(): PackedDigests | undefined {
  try {
    return JSON.parse(readFileSync(join(CODE_FOLDER, PACKED_DIGESTS_FILE), 'utf8')) as PackedDigests;
  } catch {
    return undefined;
  }
}

/** Stands for the versions of all packages that this one was installed with. */
export function digestDependencies(): string {
  for (const folder of listFoldersAbove(PACKAGE_FOLDER)) {
    const modules = join(folder, 'node_modules');
    const records = INSTALL_RECORDS.filter((name) => existsSync(join(modules, name)));
    if (records.length > 0) return digestFiles(modules, records);
  }
  return digestFiles(PACKAGE_FOLDER, ['package.json']);
}

function findPackageFolder(start: string): string {
  const found = listFoldersAbove(start).find((folder) => existsSync(join(folder, 'package.json')));
  if (found === undefined) throw new Error(`No package.json above ${start}`);
  return found;
}

function listFoldersAbove(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...listFoldersAbove(parent)];
}
