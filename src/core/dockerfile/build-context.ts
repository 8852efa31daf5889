import { cleanPath, type IgnoreRule } from './ignore-patterns.ts';
import type { ContextSource } from './types.ts';

/** A file of the repository's tree. */
export interface ContextFile {
  readonly path: string;
  readonly kind: string;
}

export interface MissingSource {
  readonly source: ContextSource;
  /** `ignored`: it is there, but `.dockerignore` leaves it out. */
  readonly why: 'absent' | 'ignored';
}

const MAX_LINKS = 20;
/** Those that are not read count as not known. */
const MAX_LINKS_READ = 200;
/** Longer ones are no files of a checkout on Linux. */
const MAX_PATH_LENGTH = 4096;
/** Paths looked at for all sources together. */
const MAX_STEPS = 5_000_000;

/**
 * The first path that a build takes out of its context, the whole repository, and that is not there (BuildKit's
 * `convert_copy.go`). A pattern may match nothing; only the folder before it has to be there. What is in a
 * submodule, in `.git` or behind a link that cannot be followed counts as there, because it cannot be determined.
 *
 * @param links targets of symbolic links, by path
 * @param ignore what `.dockerignore` leaves out
 */
export function findMissingSource(
  sources: readonly ContextSource[],
  files: readonly ContextFile[],
  links: ReadonlyMap<string, string>,
  ignore?: IgnoreRule,
): MissingSource | undefined {
  const tree = createTree(files);
  const verdicts = new Map<string, MissingSource['why'] | 'there'>();
  let steps = 0;
  const look = (path: string): MissingSource['why'] | 'there' => {
    const place = follow(path, tree, links);
    if (place === 'not-told') return 'there';
    if (place === undefined || !tree.has(place)) return 'absent';
    return isSent(path) && isSent(place) ? 'there' : 'ignored';
  };
  /** Of a folder that is left out, what an exception lets in is still sent. */
  const isSent = (path: string): boolean => {
    if (ignore?.isIgnored(path) !== true) return true;
    if (tree.get(path) !== 'folder') return false;
    return files.some((file) => {
      steps += 1;
      return steps < MAX_STEPS && file.path.startsWith(`${path}/`) && !ignore.isIgnored(file.path);
    });
  };
  for (const source of sources) {
    const path = literalPath(source.path);
    if (path === '' || path === '.git' || path.startsWith('.git/')) continue;
    const verdict = verdicts.get(path) ?? (path.length > MAX_PATH_LENGTH ? 'absent' : look(path));
    verdicts.set(path, verdict);
    if (steps >= MAX_STEPS || ignore?.isExhausted() === true) return undefined;
    if (verdict !== 'there') return { source, why: verdict };
  }
  return undefined;
}

/** Links that may be on the way to the sources, whose targets have to be read before they can be judged. */
export function listSourceLinks(
  sources: readonly ContextSource[],
  files: readonly ContextFile[],
): readonly string[] {
  if (sources.length === 0) return [];
  return files.flatMap(({ path, kind }) => (kind === 'symlink' ? [path] : [])).slice(0, MAX_LINKS_READ);
}

/** The path up to its first segment with a pattern, relative to the root. */
function literalPath(path: string): string {
  const segments = cleanPath(path).split('/');
  const pattern = segments.findIndex(hasPattern);
  return segments
    .slice(0, pattern < 0 ? undefined : pattern)
    .join('/')
    .replaceAll(/\\(.)/g, '$1');
}

function hasPattern(segment: string): boolean {
  for (let at = 0; at < segment.length; at += 1) {
    if (segment[at] === '\\') at += 1;
    else if ('*?['.includes(segment[at] ?? '')) return true;
  }
  return false;
}

type Tree = ReadonlyMap<string, string>;

/** Path → kind of every file, and of the folders that hold them. */
function createTree(files: readonly ContextFile[]): Tree {
  const tree = new Map<string, string>();
  for (const { path, kind } of files) {
    tree.set(path, kind);
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (tree.has(folder)) break;
      tree.set(folder, 'folder');
    }
  }
  return tree;
}

/** Where a path leads; undefined for a way in circles. */
function follow(
  path: string,
  tree: Tree,
  links: ReadonlyMap<string, string>,
): string | 'not-told' | undefined {
  let current = path;
  for (let count = 0; count <= MAX_LINKS; count += 1) {
    const met = findSpecial(current, tree);
    if (met === undefined) return current;
    const target = tree.get(met) === 'symlink' ? links.get(met) : undefined;
    if (target === undefined) return 'not-told';
    const rest = current.slice(met.length);
    const folder = met.includes('/') ? met.slice(0, met.lastIndexOf('/')) : '';
    // Links out of the context end at its root, as in a container.
    current = cleanPath(target.startsWith('/') ? `${target}${rest}` : `${folder}/${target}${rest}`);
    if (current === '') return 'not-told';
  }
  return undefined;
}

/** The first link or submodule on the way to a path. */
function findSpecial(path: string, tree: Tree): string | undefined {
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const kind = tree.get(path.slice(0, slash));
    if (kind === 'symlink' || kind === 'submodule') return path.slice(0, slash);
  }
  const kind = tree.get(path);
  return kind === 'symlink' || kind === 'submodule' ? path : undefined;
}
