import { quote } from '../../diagnostics/quote.ts';
import { hubKind, isHubType } from '../../hub-kinds/kinds.ts';
import { isSameClone as isSame } from '../assign-folders.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import type { ManifestPath } from '../source/tree.ts';
import { checkDistinct } from './environments.ts';
import {
  type ContentParts,
  isBinderList,
  isWritten,
  type ManifestParts,
  mapOf,
  reasonsAt,
} from './manifest-parts.ts';

/** Contents: keys without effect, and folders that collide on a hub. */
export function checkContents(parts: ManifestParts, reporter: Reporter): void {
  for (const [id, content] of parts.contents) {
    checkDistinct(reasonsAt(content, ['content', id]), 'reason', parts, reporter);
    if (content.folder_emptied !== undefined && content.folder === undefined) {
      reporter.warning('manifest/unused-key', rangeOf(parts.root, ['content', id, 'folder_emptied'], 'key'), {
        message:
          'The key "folder_emptied" says that "folder" is free for something else; without "folder" it does nothing, since Slipway then chooses a free one.',
      });
    }
    const isCopied = isWritten(parts.root, ['content', id, 'directory']);
    if (content.repository_path === undefined || isCopied) continue;
    reporter.warning('manifest/unused-key', rangeOf(parts.root, ['content', id, 'repository_path'], 'key'), {
      message:
        'The key "repository_path" says where "directory" stands in the repository; without "directory" it does nothing.',
    });
  }
  checkFolderNames(parts, reporter);
  checkBuiltContents(parts, reporter);
}

/**
 * Folders that the manifest names itself: on a hub that keeps files, two branches or
 * two repositories cannot share one, and none can be inside another.
 */
function checkFolderNames(parts: ManifestParts, reporter: Reporter): void {
  const named = [...parts.contents].filter(([, { folder }]) => folder !== undefined);
  for (const [index, [id, content]] of named.entries()) {
    const found = named.slice(0, index).find(([, other]) => {
      const isShared = sharedJupyterHub(other, content, parts) !== undefined;
      return isShared && !isSameClone(other, content) && areNested(other.folder ?? '', content.folder ?? '');
    });
    if (found === undefined) continue;
    const [otherId, other] = found;
    const hub = sharedJupyterHub(other, content, parts) ?? '';
    const isInside = other.folder?.toLowerCase() !== content.folder?.toLowerCase();
    reporter.error('manifest/folder-collision', rangeOf(parts.root, ['content', id, 'folder']), {
      message: isInside
        ? `On the hub ${quote(hub)}, one of the folders ${quote(content.folder ?? '')} and ${quote(other.folder ?? '')} (of ${quote(otherId)}) is inside the other, where nbgitpuller can't pull.`
        : `On the hub ${quote(hub)}, this content and ${quote(otherId)} would be pulled into one folder ${quote(content.folder ?? '')}, which can hold one branch of one repository.`,
      hint: 'Give it another folder, or remove "folder": Slipway then chooses one that is free.',
    });
  }
}

/** Whether two paths are the same or one is inside the other; some hubs' disks don't tell capitals apart. */
function areNested(left: string, right: string): boolean {
  const [outer = '', inner = ''] = [left, right]
    .map((folder) => `${folder.toLowerCase()}/`)
    .sort((a, b) => a.length - b.length);
  return inner.startsWith(outer);
}

function isSameClone(left: ContentParts, right: ContentParts): boolean {
  const { repository, branch } = left;
  if (repository === undefined || branch === undefined) return true;
  if (right.repository === undefined || right.branch === undefined) return true;
  return isSame({ repository, branch }, { repository: right.repository, branch: right.branch });
}

function sharedJupyterHub(left: ContentParts, right: ContentParts, parts: ManifestParts): string | undefined {
  // A single notebook may be offered on hubs of its own, and in an environment of its own.
  const offers = (content: ContentParts, hubId: string) =>
    [content, ...mapOf(content.notebooks).values()].some(({ hubs = content.hubs, environment }) => {
      const runs = parts.hubs.get(hubId)?.environments?.includes(environment ?? content.environment) ?? false;
      return runs && (hubs?.includes(hubId) ?? true);
    });
  for (const [id, hub] of parts.hubs) {
    const keepsFiles = isHubType(hub.type) && hubKind(hub.type).keepsFiles;
    if (keepsFiles && offers(left, id) && offers(right, id)) return id;
  }
  return undefined;
}

/**
 * `pull: none`: what a BinderHub builds is this repository, so nothing else can be the Binder repository of its
 * environment, and no notebook can have another environment.
 */
function checkBuiltContents(parts: ManifestParts, reporter: Reporter): void {
  const built = [...parts.contents].filter(([, { pull }]) => pull === 'none');
  for (const [index, [id, content]] of built.entries()) {
    const path = ['content', id];
    const report = (at: ManifestPath, message: string, hint: string) =>
      reporter.error('manifest/built-elsewhere', rangeOf(parts.root, at), { message, hint });
    if (content.folder !== undefined) {
      reporter.warning('manifest/unused-key', rangeOf(parts.root, [...path, 'folder'], 'key'), {
        message: 'The key "folder" says where nbgitpuller pulls to; with "pull: none" it does nothing.',
      });
    }
    for (const [file, { environment }] of mapOf(content.notebooks)) {
      if (environment === undefined || environment === content.environment) continue;
      report(
        [...path, 'notebooks', file, 'environment'],
        `With "pull: none" all notebooks of ${quote(id)} are in one image, so this one cannot run in ${quote(environment)}.`,
        'Remove "environment" here, or "pull: none".',
      );
    }
    const binder = parts.environments.get(content.environment ?? '')?.binder;
    const isList = isBinderList(binder);
    const { repository, ref } = typeof binder === 'object' && !isList ? binder : {};
    const own = { ...content, repository, branch: ref };
    const environment = quote(content.environment ?? '');
    if (binder !== undefined && (isList || !isSameClone(own, content))) {
      report(
        [...path, 'environment'],
        `With "pull: none" a BinderHub builds this repository at ${quote(content.branch ?? '')}, and the environment ${environment} names another Binder repository.`,
        `Remove "binder" of ${environment}, or give the content an environment of its own.`,
      );
      continue;
    }
    const other = built
      .slice(0, index)
      .find(
        ([, candidate]) => candidate.environment === content.environment && !isSameClone(candidate, content),
      );
    if (other === undefined) continue;
    report(
      [...path, 'environment'],
      `With "pull: none" the image is built from the content's own repository, so ${quote(id)} and ${quote(other[0])} cannot share the environment ${environment}.`,
      'Give each an environment of its own.',
    );
  }
}
