import { type Finding, nameRepository } from './findings.ts';
import type { ContentObservation } from './observations.ts';

/** What a content repository's state means; a missing notebook is one finding each, with its path. */
export function judgeContent({ repository, branch, check }: ContentObservation): readonly Finding[] {
  const name = nameRepository(repository);
  switch (check.kind) {
    case 'skipped':
      return [];
    case 'repository-missing':
      return [
        {
          code: 'content/repository-missing',
          message: `The repository ${name} does not exist or is not public: ${check.detail}.`,
        },
      ];
    case 'ref-missing':
      return [
        {
          code: 'content/ref-missing',
          message: `The repository ${name} has no branch or tag ${branch}: ${check.detail}.`,
        },
      ];
    case 'unreachable':
      return [
        {
          code: 'content/unreachable',
          message: `The repository ${name} could not be read: ${check.detail}.`,
        },
      ];
    case 'read':
      return check.missing.map((path) => ({
        code: 'content/notebook-missing',
        message: `${name} does not hold ${path} at ${branch}.`,
        path,
      }));
  }
}

/** Whether nothing of a content can be opened any more: then the content itself fails, not single notebooks. */
export function isEveryNotebookMissing({ check }: ContentObservation): boolean {
  return check.kind === 'read' && check.missing.length > 0 && check.missing.length >= check.notebookCount;
}
