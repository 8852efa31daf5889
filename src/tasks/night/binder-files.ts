import { findMissingSource, listSourceLinks } from '../../core/dockerfile/build-context.ts';
import { type IgnoreRule, parseIgnoreFile } from '../../core/dockerfile/ignore-patterns.ts';
import { type ContextSource, failAt } from '../../core/dockerfile/types.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { RepositoryState } from './night-repositories.ts';

const MAX_LINK_BYTES = 4096;
const MAX_IGNORE_BYTES = 262_144;

interface FilePorts {
  readonly git: Pick<GitClient, 'readFiles'>;
}

/**
 * Targets of those of the paths that are symbolic links.
 *
 * @returns the targets, or why one cannot be had
 */
export async function readLinks(
  { git }: FilePorts,
  { snapshot, files }: RepositoryState,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string> | string> {
  const wanted = new Set(paths);
  // What git stores of a link is its target; it is read as the plain text that it is.
  const held = files.flatMap((file) =>
    file.kind === 'symlink' && wanted.has(file.path) ? [{ ...file, kind: 'file' as const }] : [],
  );
  const links = new Map<string, string>();
  if (held.length === 0) return links;
  for (const [path, target] of await git.readFiles(snapshot, held, MAX_LINK_BYTES)) {
    if (!target.ok) return target.failure.message;
    links.set(path, target.value.toString('utf8'));
  }
  return links;
}

/** @returns the bytes, or why they cannot be had */
export async function readFile(
  { git }: FilePorts,
  { snapshot, files }: RepositoryState,
  path: string,
  maxBytes: number,
): Promise<Buffer | string> {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) return `there is no ${path}`;
  const read = (await git.readFiles(snapshot, [file], maxBytes)).get(path);
  return read?.ok ? read.value : (read?.failure.message ?? `${path} could not be read`);
}

/**
 * Why a build fails for what it copies out of the repository. Where git cannot tell, that is the fault.
 *
 * @param path of the Dockerfile
 */
export async function findSourceFault(
  ports: FilePorts,
  state: RepositoryState,
  path: string,
  sources: readonly ContextSource[],
) {
  const links = await readLinks(ports, state, listSourceLinks(sources, state.files));
  const ignore = await readIgnoreRule(ports, state, path);
  if (typeof links === 'string') return failAt(1, 'sources-untold', links);
  if (typeof ignore === 'string') return failAt(1, 'sources-untold', ignore);
  if (ignore.isUnread) return undefined;
  const missing = findMissingSource(sources, state.files, links, ignore.rule);
  if (missing === undefined) return undefined;
  const { source, why } = missing;
  const name = JSON.stringify(source.path.length > 100 ? `${source.path.slice(0, 99)}…` : source.path);
  const what = why === 'absent' ? 'which is not in the repository' : 'which .dockerignore leaves out';
  return failAt(source.line, 'source-missing', `${source.keyword} takes ${name}, ${what}.`);
}

/**
 * BuildKit looks for a file with the Dockerfile's name first. One that Docker itself may not read, or that is too much
 * for us, decides nothing.
 *
 * @returns the rule, or why the file cannot be had
 */
async function readIgnoreRule(
  ports: FilePorts,
  state: RepositoryState,
  path: string,
): Promise<{ readonly rule?: IgnoreRule; readonly isUnread: boolean } | string> {
  const file = [`${path}.dockerignore`, '.dockerignore']
    .map((name) => state.files.find((candidate) => candidate.path === name))
    .find((candidate) => candidate !== undefined);
  if (file === undefined) return { isUnread: false };
  if (file.kind !== 'file') return { isUnread: true };
  const bytes = await readFile(ports, state, file.path, MAX_IGNORE_BYTES);
  if (typeof bytes === 'string') return bytes;
  const rule = parseIgnoreFile(bytes.toString('utf8'));
  return rule === undefined ? { isUnread: true } : { rule, isUnread: false };
}
