import { assignFolders, isSameClone } from '../catalog/assign-folders.ts';
import type { Content, FolderRecord, Hub } from '../catalog/types.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import { buildRefFolder } from '../links/folders.ts';
import { expectedFolder } from '../links/pulled-repository.ts';
import { listKeepingHubs, nameHubs } from '../site/keeping-hubs.ts';
import type { PublishedCatalog } from './parse.ts';
import type { ReportContext } from './types.ts';

/**
 * What the next publication means for students whose hub keeps the folder that an earlier link pulled: an error
 * where the manifest names a folder that held something else, a warning where links open another folder now.
 *
 * @param rewritten ids of contents whose branch was pushed by force since the publication
 */
export function describeFolders(
  published: Pick<PublishedCatalog, 'contents' | 'folders'>,
  { catalog, positionOf, today }: ReportContext,
  rewritten: ReadonlySet<string>,
): Diagnostic[] {
  const assigned = new Map(
    assignFolders(catalog, published.folders, rewritten).contents.map(({ id, folder }) => [id, folder]),
  );
  return catalog.contents.flatMap((content) => {
    const hubs = listKeepingHubs(catalog, content);
    if (hubs.length === 0) return [];
    const folder = assigned.get(content.id) ?? expectedFolder(content.repository);
    const isRewritten = rewritten.has(content.id);
    const reused = describeReused(published, content, folder, { hubs, today, isRewritten });
    const found = reused ?? describeMoved(published, content, folder, { hubs, isRewritten });
    return found === undefined
      ? []
      : [
          {
            ...found,
            position: positionOf(['content', content.id, content.folder === undefined ? 'branch' : 'folder']),
          },
        ];
  });
}

/** The manifest names a folder into which earlier links pulled something else. */
function describeReused(
  { folders, contents }: Pick<PublishedCatalog, 'folders' | 'contents'>,
  content: Content,
  folder: string,
  { hubs, today, isRewritten }: { hubs: readonly Hub[]; today: string; isRewritten: boolean },
): Omit<Diagnostic, 'position'> | undefined {
  const before = folders.findLast(
    (record) =>
      record.folder.toLowerCase() === folder.toLowerCase() && (isRewritten || !isSameClone(record, content)),
  );
  if (before === undefined) return undefined;
  const { folderEmptied } = content;
  const isPublished = contents.some(
    (other) =>
      other.id === content.id &&
      isSameClone(other, content) &&
      (other.folder ?? expectedFolder(other.repository)) === folder,
  );
  if (folderEmptied !== undefined && isPublished && !isRewritten) return undefined;
  const message = `Students of ${nameHubs(hubs)} who have the folder ${quote(folder)} would ${describeClash(before, content)}`;
  if (folderEmptied !== undefined)
    return {
      code: 'content/folder-reused',
      severity: 'warning',
      message: `${message} The manifest says that the folder was removed from their storage on ${folderEmptied}.`,
    };
  return {
    code: 'content/folder-reused',
    severity: 'error',
    message,
    hint: `Name a folder that no earlier link used${isSameClone(before, content) ? '' : `, such as ${quote(buildRefFolder(folder, content.branch))}`}, or remove "folder": Slipway then chooses one. Where the folder was removed from the storage of all students, say when: "folder_emptied: ${today}".`,
  };
}

function describeClash(before: FolderRecord, content: Content): string {
  const branch = quote(content.branch);
  if (isSameClone(before, content))
    return `get an error of git: the branch ${branch} was pushed by force since the last publication, and nbgitpuller can't bring its new history and the old one together.`;
  return isSameClone({ ...before, branch: content.branch }, content)
    ? `get an error of git: it holds the branch ${quote(before.branch)}, and nbgitpuller can't switch it to ${branch}.`
    : `not get these notebooks: it holds ${quote(before.repository)}, and nbgitpuller goes on pulling from there.`;
}

/** Links open another folder than before. */
function describeMoved(
  { contents }: Pick<PublishedCatalog, 'contents'>,
  content: Content,
  folder: string,
  { hubs, isRewritten }: { hubs: readonly Hub[]; isRewritten: boolean },
): Omit<Diagnostic, 'position'> | undefined {
  const before = contents.find(({ id }) => id === content.id);
  if (before === undefined) return undefined;
  const formerFolder = before.folder ?? expectedFolder(before.repository);
  if (formerFolder === folder) return undefined;
  const cause = isSameClone(before, content)
    ? isRewritten
      ? `, as the branch ${quote(content.branch)} was pushed by force`
      : ''
    : before.branch !== content.branch
      ? `, as the branch changed from ${quote(before.branch)} to ${quote(content.branch)}`
      : `, as the repository changed from ${quote(before.repository)}`;
  return {
    code: 'content/folder-changed',
    severity: 'warning',
    message: `The links to ${quote(content.id)} pull into the folder ${quote(folder)} from now on${cause}. Students of ${nameHubs(hubs)} keep the folder ${quote(formerFolder)} with all their changes; it gets no more updates, and their changes are not in the new one.`,
    hint: 'Warn students who have unfinished work. Under "folder" another name can be chosen.',
  };
}
