import type { Content } from '../catalog/types.ts';
import { compileGlob } from './glob.ts';
import { comparePaths } from './natural-order.ts';

/** What selection needs to know of a file; the trees of `io/git` and `io/directory` both fit. */
export interface ListedFile {
  /** Path in the repository, `/` between segments. */
  readonly path: string;
  /** Only `file` can be a notebook: what a link points at is not ours to read. */
  readonly kind: string;
}

type SelectionRules = Pick<Content, 'include' | 'exclude' | 'notebooks'>;

/** Extensions, lower case, of the formats that the reader of notebooks knows. */
const NOTEBOOK_EXTENSIONS = new Set(['ipynb', 'md', 'myst', 'mystnb', 'mnb', 'rmd', 'qmd', 'py', 'r', 'jl']);

/**
 * Chooses the notebooks of a content repository by its `include` and `exclude` globs. A file that
 * `notebooks:` names is chosen without a matching `include`; `exclude` always wins. Hidden files and
 * folders, checkpoints and links never count.
 *
 * A pattern that ends in bare stars (`notebooks/**`) or names a folder takes the `.ipynb` files in it
 * only: it would otherwise take every README. Text notebooks need a pattern that names their extension.
 *
 * @returns paths: first those of `notebooks:` in the manifest's order, then the others in natural order
 */
export function selectNotebooks(files: readonly ListedFile[], rules: SelectionRules): string[] {
  const isIncluded = createIncludeTest(rules.include);
  const isExcluded = createExcludeTest(rules.exclude);
  const named = new Map(rules.notebooks.map((notebook, index) => [notebook.path, index]));
  const chosen = new Set<string>();
  for (const { path, kind } of files) {
    if (kind !== 'file' || isHidden(path) || isExcluded(path)) continue;
    if (named.has(path) || (NOTEBOOK_EXTENSIONS.has(extensionOf(path)) && isIncluded(path))) chosen.add(path);
  }
  const rank = (path: string) => named.get(path) ?? named.size;
  return [...chosen].sort((left, right) => rank(left) - rank(right) || comparePaths(left, right));
}

/** Patterns of `include` that take no notebook which `exclude` leaves, by their index. */
export function findIdlePatterns(
  files: readonly ListedFile[],
  { include, exclude }: Pick<SelectionRules, 'include' | 'exclude'>,
): readonly number[] {
  const isExcluded = createExcludeTest(exclude);
  const candidates = files.filter(
    ({ path, kind }) =>
      kind === 'file' && !isHidden(path) && NOTEBOOK_EXTENSIONS.has(extensionOf(path)) && !isExcluded(path),
  );
  return include.flatMap((pattern, index) => {
    const isIncluded = createIncludeTest([pattern]);
    return candidates.some(({ path }) => isIncluded(path)) ? [] : [index];
  });
}

/** Paths that `notebooks:` names and the repository does not hold as files, in the manifest's order. */
export function findMissingNotebooks(
  files: readonly ListedFile[],
  rules: Pick<Content, 'notebooks'>,
): string[] {
  const present = new Set(files.filter(({ kind }) => kind === 'file').map(({ path }) => path));
  return rules.notebooks.map(({ path }) => path).filter((path) => !present.has(path));
}

/** True where a segment of the path begins with a dot, as `.ipynb_checkpoints` and `.github` do. */
export function isHidden(path: string): boolean {
  return path.startsWith('.') || path.includes('/.');
}

function createIncludeTest(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const glob = normalizeGlob(pattern);
    const lastSegment = glob.slice(glob.lastIndexOf('/') + 1);
    const matches = compileGlob(glob);
    if (/^\*+$/u.test(lastSegment)) return (path: string) => extensionOf(path) === 'ipynb' && matches(path);
    const matchesInside = compileGlob(`${glob}/**`);
    return (path: string) => matches(path) || (extensionOf(path) === 'ipynb' && matchesInside(path));
  });
  return (path) => tests.some((test) => test(path));
}

function createExcludeTest(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns.map(normalizeGlob);
  const tests = globs.flatMap((glob) => [compileGlob(glob), compileGlob(`${glob}/**`)]);
  return (path) => tests.some((test) => test(path));
}

function normalizeGlob(pattern: string): string {
  return trimSlashes(pattern.replace(/^(?:\.?\/)+/u, ''));
}

/** A slash at the end names a folder. */
function trimSlashes(pattern: string): string {
  let end = pattern.length;
  while (pattern[end - 1] === '/') end -= 1;
  return end === pattern.length ? pattern : `${pattern.slice(0, end)}/**`;
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
