import { createFinding, type Finding, nameRepository } from './findings.ts';
import type { ContentObservation } from './observations.ts';

/** The others are in `missing` of their row. */
const MAX_MISSING_FINDINGS = 50;

/** What a content repository's state means; a missing notebook is one finding each, with its path, of the first 50. */
export function judgeContent({ repository: address, branch, check }: ContentObservation): readonly Finding[] {
  const repository = nameRepository(address);
  switch (check.kind) {
    case 'skipped':
      return [];
    case 'read':
      return check.missing
        .slice(0, MAX_MISSING_FINDINGS)
        .map((path) =>
          createFinding(
            'content/notebook-missing',
            { repository, path, ref: branch, moved_to: movedTo(check.moved, path) },
            path,
          ),
        );
    default: {
      const { kind, detail, defaultBranch } = check;
      const about = { repository, ref: branch, detail, default_branch: defaultBranch };
      return [createFinding(`content/${kind}`, about)];
    }
  }
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
