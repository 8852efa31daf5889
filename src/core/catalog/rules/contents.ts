import { quote } from '../../diagnostics/quote.ts';
import { hubKind, isHubType } from '../../hub-kinds/kinds.ts';
import { isSameClone } from '../assign-folders.ts';
import { type ContentParts, isBinderList, type ManifestParts, mapOf, reasonsAt } from './manifest-parts.ts';
import { checkDistinct } from './references.ts';
import type { RuleContext } from './rule-context.ts';

/** Contents: keys without effect, and folders that collide on a hub. */
export function checkContents(context: RuleContext): void {
  for (const [id, content] of context.contents) {
    const path = ['content', id];
    checkDistinct(reasonsAt(content, path), 'reason', context);
    if (content.folder_emptied !== undefined && content.folder === undefined) {
      context.keyWarning('manifest/unused-key', [...path, 'folder_emptied'], {
        message:
          'The key "folder_emptied" says that "folder" is free for something else; without "folder" it does nothing, since Slipway then chooses a free one.',
      });
    }
    if (content.repository_path !== undefined && !context.isWritten([...path, 'directory'])) {
      context.keyWarning('manifest/unused-key', [...path, 'repository_path'], {
        message:
          'The key "repository_path" says where "directory" stands in the repository; without "directory" it does nothing.',
      });
    }
  }
  checkFolderNames(context);
  checkBuiltContents(context);
}

/**
 * Folders that the manifest names itself: on a hub that keeps files, two branches or
 * two repositories cannot share one, and none can be inside another.
 */
function checkFolderNames(context: RuleContext): void {
  const named = [...context.contents].flatMap(([id, content]) =>
    content.folder === undefined ? [] : [{ id, content, folder: content.folder }],
  );
  for (const [index, { id, content, folder }] of named.entries()) {
    for (const other of named.slice(0, index)) {
      if (mayBeSameClone(other.content, content) || !areNested(other.folder, folder)) continue;
      const hub = findSharedHub(other.content, content, context);
      if (hub === undefined) continue;
      const isInside = other.folder.toLowerCase() !== folder.toLowerCase();
      context.error('manifest/folder-collision', ['content', id, 'folder'], {
        message: isInside
          ? `On the hub ${quote(hub)}, one of the folders ${quote(folder)} and ${quote(other.folder)} (of ${quote(other.id)}) is inside the other, where nbgitpuller can't pull.`
          : `On the hub ${quote(hub)}, this content and ${quote(other.id)} would be pulled into one folder ${quote(folder)}, which can hold one branch of one repository.`,
        hint: 'Give it another folder, or remove "folder": Slipway then chooses one that is free.',
      });
      break;
    }
  }
}

/** Whether two paths are the same or one is inside the other; some hubs' disks don't tell capitals apart. */
function areNested(left: string, right: string): boolean {
  const [a, b] = [`${left.toLowerCase()}/`, `${right.toLowerCase()}/`];
  return a.startsWith(b) || b.startsWith(a);
}

/** Whether two contents pull the same, as far as both say what. */
function mayBeSameClone(left: ContentParts, right: ContentParts): boolean {
  const [one, other] = [left, right].map(({ repository, branch }) =>
    repository === undefined || branch === undefined ? undefined : { repository, branch },
  );
  return one === undefined || other === undefined || isSameClone(one, other);
}

/** A hub that keeps files, and on which notebooks of both contents may be offered. */
function findSharedHub(
  left: ContentParts,
  right: ContentParts,
  { hubs: all }: ManifestParts,
): string | undefined {
  // A single notebook may be offered on hubs of its own, and in an environment of its own.
  const offers = (content: ContentParts, hubId: string) =>
    [content, ...mapOf(content.notebooks).values()].some(({ hubs = content.hubs, environment }) => {
      const runs = all.get(hubId)?.environments?.includes(environment ?? content.environment) ?? false;
      return runs && (hubs?.includes(hubId) ?? true);
    });
  return [...all.keys()].find((id) => {
    const type = all.get(id)?.type;
    return isHubType(type) && hubKind(type).keepsFiles && offers(left, id) && offers(right, id);
  });
}

/**
 * `pull: none`: what a BinderHub builds is this repository, so nothing else can be the Binder repository of its
 * environment, and no notebook can have another environment.
 */
function checkBuiltContents({ contents, environments, error, keyWarning }: RuleContext): void {
  const built = [...contents].filter(([, { pull }]) => pull === 'none');
  for (const [index, [id, content]] of built.entries()) {
    const path = ['content', id];
    if (content.folder !== undefined) {
      keyWarning('manifest/unused-key', [...path, 'folder'], {
        message: 'The key "folder" says where nbgitpuller pulls to; with "pull: none" it does nothing.',
      });
    }
    for (const [file, { environment }] of mapOf(content.notebooks)) {
      if (environment === undefined || environment === content.environment) continue;
      error('manifest/built-elsewhere', [...path, 'notebooks', file, 'environment'], {
        message: `With "pull: none" all notebooks of ${quote(id)} are in one image, so this one cannot run in ${quote(environment)}.`,
        hint: 'Remove "environment" here, or "pull: none".',
      });
    }
    const binder = environments.get(content.environment ?? '')?.binder;
    const isList = isBinderList(binder);
    const { repository, ref } = typeof binder === 'object' && !isList ? binder : {};
    const environment = quote(content.environment ?? '');
    if (binder !== undefined && (isList || !mayBeSameClone({ repository, branch: ref }, content))) {
      error('manifest/built-elsewhere', [...path, 'environment'], {
        message: `With "pull: none" a BinderHub builds this repository at ${quote(content.branch ?? '')}, and the environment ${environment} names another Binder repository.`,
        hint: `Remove "binder" of ${environment}, or give the content an environment of its own.`,
      });
      continue;
    }
    const other = built
      .slice(0, index)
      .find(
        ([, before]) => before.environment === content.environment && !mayBeSameClone(before, content),
      )?.[0];
    if (other === undefined) continue;
    error('manifest/built-elsewhere', [...path, 'environment'], {
      message: `With "pull: none" the image is built from the content's own repository, so ${quote(id)} and ${quote(other)} cannot share the environment ${environment}.`,
      hint: 'Give each an environment of its own.',
    });
  }
}
