import { checksum } from '../checksum.ts';
import { ok, type Result, refuse } from '../result.ts';
import { trimEndSlashes, trimWhere } from '../trim.ts';
import { checkPath } from './paths.ts';
import { expectedFolder, folderOnServer } from './pulled-repository.ts';
import type { LaunchRequest, LinkFailure } from './types.ts';

export interface CloneFolder {
  /** From the root of the server's files: parent path and folder. */
  readonly fromRoot: string;
  /** To be sent as `targetPath`; absent where the server's own choice is the same. */
  readonly targetPath?: string;
}

/** Decides into which folder of the server the repository is pulled, and checks it. */
export function chooseFolder(repository: string, request: LaunchRequest): Result<CloneFolder, LinkFailure> {
  const parentPath = request.hub.parentPath ?? '';
  const wanted =
    (request.targetPath === undefined ? undefined : trimEndSlashes(request.targetPath)) ??
    (request.hasFolderPerRef === true
      ? buildRefFolder(expectedFolder(repository), request.branch)
      : expectedFolder(repository));
  const parent = checkPath(parentPath, 'parent path');
  if (!parent.ok) return parent;
  const folder = checkPath(wanted, 'target path');
  if (!folder.ok) return folder;
  // nbgitpuller reads the value through tornado, which removes white space at its ends.
  if (wanted === '' || wanted !== wanted.trim()) {
    return refuse(
      'link/bad-path',
      wanted === ''
        ? 'The repository gives no name for its folder; set a target path.'
        : 'The target path begins or ends with white space, which nbgitpuller removes.',
    );
  }
  return ok({
    fromRoot: [parentPath, wanted].filter((part) => part !== '').join('/'),
    ...(wanted === folderOnServer(repository) ? {} : { targetPath: wanted }),
  });
}

/**
 * A folder name for one ref, `course-spring-2026`. Two refs never share a folder:
 * where letters had to be replaced, a checksum of the ref is added.
 */
export function buildRefFolder(base: string, ref: string): string {
  const slug = trimWhere(ref.replace(/[^A-Za-z0-9._-]+/g, '-'), (character) =>
    '-.'.includes(character),
  ).slice(0, 60);
  const suffix = slug === ref ? slug : `${slug}-${checksum(ref)}`.replace(/^-/, '');
  return `${base}-${suffix}`;
}
