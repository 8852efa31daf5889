import { createFinding, type DetectedReason, nameRepository } from './findings.ts';
import type { ContentObservation } from './observations.ts';

/** The others are in `missing` of their row. */
export const MAX_MISSING_FINDINGS = 50;

/** What a content repository's state means; a missing notebook is one finding each, with its path, of the first 50. */
export function judgeContent({
  repository: address,
  branch,
  edition,
  check,
}: ContentObservation): readonly DetectedReason[] {
  const repository = nameRepository(address);
  switch (check.kind) {
    case 'skipped':
      return [];
    case 'read':
      // An older edition may well be from before the first of today's notebooks.
      if (check.notebookCount === 0 && edition === undefined)
        return [createFinding('content/no-notebooks', { repository, ref: branch })];
      return check.missing
        .slice(0, MAX_MISSING_FINDINGS)
        .map((path) => findMissingNotebook({ repository, ref: branch }, path, movedTo(check.moved, path)));
    default: {
      const { kind, detail, defaultBranch } = check;
      const about = { repository, ref: branch, detail, default_branch: defaultBranch };
      return [createFinding(`content/${kind}`, about)];
    }
  }
}

/**
 * A notebook of the catalogue that is not where it should be: one sentence for checks, builds and nightly checks.
 *
 * @param place a ref of a repository, named as people do, or a folder beside the manifest
 * @param movedTo where the file is now, as far as the history tells
 */
export function findMissingNotebook(
  place: { readonly repository: string; readonly ref: string } | { readonly folder: string },
  path: string,
  movedTo?: string,
): DetectedReason {
  return createFinding('content/notebook-missing', { ...place, path, moved_to: movedTo }, path);
}

function movedTo(moved: Readonly<Record<string, string>> | undefined, path: string): string | undefined {
  return moved !== undefined && Object.hasOwn(moved, path) ? moved[path] : undefined;
}

/** Whether nothing of a content can be opened any more: then the content itself fails, not single notebooks. */
export function isEveryNotebookMissing({ check }: ContentObservation): boolean {
  if (check.kind !== 'read') return false;
  const count = check.missingCount ?? check.missing.length;
  return count > 0 && count >= check.notebookCount;
}
