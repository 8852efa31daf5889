import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import * as z from 'zod';
import { quote } from '../../core/diagnostics/quote.ts';
import { MAX_CATALOG_BYTES } from '../../core/published/parse.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type FileIdentity, identifyAncestors, identifyFile } from '../../io/files/same-file.ts';

/** A file or folder of the user's that a site must not take the place of. */
export interface GuardedPath {
  readonly path: string;
  /** What it is, as the object of "holds", such as `the manifest`. */
  readonly what: string;
  /** No site may be built inside it either. */
  readonly isClosed?: boolean;
}

/** Folders as the command knows them. */
export interface KnownFolders {
  /** Of Slipway itself. */
  readonly packageFolder: string;
  /** In which the process works. */
  readonly workFolder: string;
  readonly homeFolder: string;
  /** That holds the manifest. */
  readonly contentFolder: string;
  /** Of the pages beside the manifest. */
  readonly pagesFolder: string;
  readonly cacheFolder: string;
}

/** What no site may take the place of, the most telling first. */
export function listGuardedPaths(folders: KnownFolders): readonly GuardedPath[] {
  const { packageFolder, contentFolder } = folders;
  return [
    { path: folders.workFolder, what: 'the working folder' },
    { path: join(contentFolder, 'catalog.yaml'), what: 'the manifest' },
    { path: contentFolder, what: 'the folder of the manifest' },
    { path: folders.pagesFolder, what: 'the pages of the catalogue', isClosed: true },
    { path: folders.cacheFolder, what: 'the cache' },
    ...['site', 'git', 'registry', 'astro'].map((name) => ({
      path: join(folders.cacheFolder, name),
      what: 'the cache',
      isClosed: true,
    })),
    { path: join(packageFolder, 'src'), what: "Slipway's own sources", isClosed: true },
    { path: join(packageFolder, 'public'), what: 'the files that every site gets (public)', isClosed: true },
    { path: packageFolder, what: 'Slipway itself' },
    { path: folders.homeFolder, what: 'your home folder' },
  ];
}

/**
 * Decides whether a site may take the place of a folder, which is then gone with all that is in it: one
 * that is new, empty, or was made by a build before.
 *
 * @param outDir as the user wrote it, from the working folder
 * @returns the folder without symbolic links, or one sentence
 */
export async function checkOutFolder(
  outDir: string,
  guarded: readonly GuardedPath[],
): Promise<Result<string, string>> {
  const named = quote(outDir);
  const refuse = (why: string) => fail(`${why} Choose another --outDir; nothing was built or removed.`);
  if (outDir.trim() === '' || outDir.includes('\0')) return refuse('--outDir names no folder.');
  const located = await locate(resolve(outDir));
  if (!located.ok) return refuse(`${named} cannot be the folder of the site: ${located.failure}.`);
  const target = located.value;
  const identity = await identifyFile(target);
  const above = await identifyAncestors(target);
  for (const each of guarded) {
    if (await isAbove(identity, target, each.path)) return refuse(`${named} holds ${each.what}.`);
    const inner = each.isClosed === true ? await identifyFile(each.path) : undefined;
    if (inner !== undefined && above.has(inner)) return refuse(`${named} is inside ${each.what}.`);
  }
  if (target.split(sep).some((segment) => segment.toLowerCase() === '.git')) {
    return refuse(`${named} is inside the folder in which git keeps a repository.`);
  }
  if (identity === undefined) return ok(target);
  const { dev } = await stat(target);
  if (dev !== (await stat(dirname(target))).dev) {
    return refuse(`${named} is a file system of its own, which cannot be replaced; name a folder in it.`);
  }
  const entries = await readdir(target).catch(() => undefined);
  if (entries === undefined) return refuse(`${named} cannot be read, so nobody knows what it holds.`);
  if (entries.length === 0) return ok(target);
  if (entries.some((name) => name.toLowerCase() === '.git')) {
    return refuse(`${named} holds a git repository (.git), which building there would remove.`);
  }
  return (await isSlipwaySite(target))
    ? ok(target)
    : refuse(`${named} is not empty, and what is in it was not made by Slipway.`);
}

/** Without symbolic links, as far as there is anything. @returns as a failure what is in the way, as a clause */
async function locate(path: string): Promise<Result<string, string>> {
  try {
    const real = await realpath(path);
    return (await stat(real)).isDirectory() ? ok(real) : fail('it is a file');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code !== 'ENOENT') return fail(code === 'ENOTDIR' ? 'there is a file on the way to it' : code);
  }
  const isLink = await lstat(path).then(
    () => true,
    () => false,
  );
  if (isLink) return fail('it is a symbolic link that leads nowhere');
  const parent = await locate(dirname(path));
  return parent.ok ? ok(join(parent.value, basename(path))) : fail('there is a file on the way to it');
}

/** Whether a folder is another file or above it, by whichever names and links. */
async function isAbove(identity: FileIdentity | undefined, target: string, path: string): Promise<boolean> {
  const written = resolve(path);
  if (identity === undefined) return written === target || written.startsWith(target + sep);
  if ((await identifyAncestors(written)).has(identity)) return true;
  const real = await realpath(written).catch(() => undefined);
  return real !== undefined && (await identifyAncestors(real)).has(identity);
}

/** What every version of Slipway has published as `catalog.json`. */
const siteSchema = z.object({
  version: z.number(),
  generated_at: z.string(),
  site: z.object({ url: z.string() }),
  environments: z.array(z.unknown()),
  notebooks: z.array(z.unknown()),
});

/** Known by files that every site of Slipway has, and has always had; a copy of one of them is no site. */
async function isSlipwaySite(folder: string): Promise<boolean> {
  try {
    const catalog = join(folder, 'catalog.json');
    for (const name of ['status.json', '404.html']) await stat(join(folder, name));
    if ((await stat(catalog)).size > MAX_CATALOG_BYTES) return false;
    return siteSchema.safeParse(JSON.parse(await readFile(catalog, 'utf8'))).success;
  } catch {
    return false;
  }
}
