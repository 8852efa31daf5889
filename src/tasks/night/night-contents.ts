import type { Content } from '../../core/catalog/types.ts';
import { pathInEdition } from '../../core/catalog/views.ts';
import { limitPaths } from '../../core/health/limit-status.ts';
import type { ContentObservation } from '../../core/health/observations.ts';
import { skipContent } from '../../core/health/outline.ts';
import type { TreeFile } from '../../io/git/types.ts';
import { type FaultyLink, findFaultyLinks } from '../content/faulty-links.ts';
import type { EditionFollower } from '../published/follow-editions.ts';
import type { Repositories } from './night-repositories.ts';
import type { NightPorts } from './night-types.ts';

export interface ContentPorts {
  readonly repositories: Repositories;
  readonly git: Pick<NightPorts['git'], 'findRenames'>;
  readonly listNotebooks: NightPorts['listNotebooks'];
}

/** The ref that a content is pulled from, and whether every catalogued notebook is in it. */
export async function observeContent(ports: ContentPorts, content: Content): Promise<ContentObservation> {
  const row = skipContent(content, undefined);
  const state = await ports.repositories.read(row.repository, row.branch);
  if (!state.ok) return { ...row, check: state.failure };
  const notebooks = await ports.listNotebooks(content, state.value.files);
  const absent = describeMissing(findMissing(notebooks, state.value.files));
  const moved = await ports.git.findRenames(state.value.snapshot, absent.missing);
  return {
    ...row,
    check: {
      kind: 'read',
      commit: state.value.snapshot.commit,
      notebookCount: notebooks.length,
      ...absent,
      ...(moved.size === 0 ? {} : { moved: Object.fromEntries(moved) }),
    },
  };
}

/** The older ref of an edition, which offers the notebooks that the content has now, at their paths of then. */
export async function observeEdition(
  ports: ContentPorts & { readonly followEditions: EditionFollower },
  content: Content,
  edition: Content['editions'][number],
): Promise<ContentObservation> {
  const row = skipContent(content, edition);
  const older = await ports.repositories.read(row.repository, row.branch);
  if (!older.ok) return { ...row, check: older.failure };
  // Without the current ref the old one has to say itself what there is.
  const current = await ports.repositories.read(row.repository, content.branch);
  const files = current.ok ? current.value.files : older.value.files;
  const notebooks = await ports.listNotebooks(content, files);
  const { editions } = current.ok ? await ports.followEditions(content, files, notebooks) : content;
  const followed = editions.find(({ id }) => id === edition.id) ?? edition;
  return {
    ...row,
    check: {
      kind: 'read',
      commit: older.value.snapshot.commit,
      notebookCount: notebooks.length,
      ...describeMissing(
        findMissing(
          notebooks.map((path) => pathInEdition(followed, path)),
          older.value.files,
        ),
      ),
    },
  };
}

/** Faulty launch links of the READMEs and notebooks; none where the repository cannot be read. */
export async function findFaultyContentLinks(
  {
    repositories,
    listNotebooks,
    git,
  }: Pick<ContentPorts, 'repositories' | 'listNotebooks'> & Pick<NightPorts, 'git'>,
  content: Content,
): Promise<FaultyLink[]> {
  const state = await repositories.read(content.repository, content.branch);
  if (!state.ok) return [];
  const { snapshot, files } = state.value;
  return findFaultyLinks(files, await listNotebooks(content, files), (paths, maxBytes) => {
    const wanted = new Set(paths);
    const held = files.filter(({ path, kind }) => kind === 'file' && wanted.has(path));
    return git.readFiles(snapshot, held, maxBytes);
  });
}

/** Names as many as a status has room for. */
function describeMissing(paths: readonly string[]): {
  readonly missing: readonly string[];
  readonly missingCount?: number;
} {
  const missing = limitPaths(paths);
  return missing.length === paths.length ? { missing } : { missing, missingCount: paths.length };
}

/** A link in the repository arrives on the hub as one, and opens. */
function findMissing(notebooks: readonly string[], files: readonly TreeFile[]): string[] {
  const held = new Set(
    files.flatMap(({ path, kind }) => (kind === 'file' || kind === 'symlink' ? [path] : [])),
  );
  return notebooks.filter((path) => !held.has(path));
}
