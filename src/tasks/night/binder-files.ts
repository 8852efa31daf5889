import { type Detail, detailOf } from '../../core/details.ts';
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
): Promise<ReadonlyMap<string, string> | Detail> {
  const wanted = new Set(paths);
  // What git stores of a link is its target; it is read as the plain text that it is.
  const held = files.flatMap((file) =>
    file.kind === 'symlink' && wanted.has(file.path) ? [{ ...file, kind: 'file' as const }] : [],
  );
  const links = new Map<string, string>();
  if (held.length === 0) return links;
  for (const [path, target] of await git.readFiles(snapshot, held, MAX_LINK_BYTES)) {
    if (!target.ok) return target.failure.detail;
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
): Promise<Buffer | Detail> {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) return detailOf('no-dockerfile', { path });
  const read = (await git.readFiles(snapshot, [file], maxBytes)).get(path);
  if (read?.ok) return read.value;
  return read === undefined ? detailOf('file-unreadable', { path }) : read.failure.detail;
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
  if ('kind' in links) return failAt(1, 'sources-untold', links);
  if ('kind' in ignore) return failAt(1, 'sources-untold', ignore);
  if (ignore.isUnread) return undefined;
  const missing = findMissingSource(sources, state.files, links, ignore.rule);
  if (missing === undefined) return undefined;
  const { source, why } = missing;
  const name = JSON.stringify(source.path.length > 100 ? `${source.path.slice(0, 99)}…` : source.path);
  const kind = why === 'absent' ? 'source-missing' : 'source-ignored';
  return failAt(source.line, 'source-missing', detailOf(kind, { keyword: source.keyword, path: name }));
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
): Promise<{ readonly rule?: IgnoreRule; readonly isUnread: boolean } | Detail> {
  const file = [`${path}.dockerignore`, '.dockerignore']
    .map((name) => state.files.find((candidate) => candidate.path === name))
    .find((candidate) => candidate !== undefined);
  if (file === undefined) return { isUnread: false };
  if (file.kind !== 'file') return { isUnread: true };
  const bytes = await readFile(ports, state, file.path, MAX_IGNORE_BYTES);
  if ('kind' in bytes) return bytes;
  const rule = parseIgnoreFile(bytes.toString('utf8'));
  return rule === undefined ? { isUnread: true } : { rule, isUnread: false };
}
