import { relativeToRepositoryPath } from '../../core/content/repository-paths.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { isEveryNotebookMissing, judgeContent } from '../../core/health/judge-content.ts';
import { claimEdition, claimNotebook } from '../../core/published/claims.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { observeContent, observeEdition } from '../night/night-contents.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/**
 * Whether the hub will find the notebooks: it takes those of a folder beside the manifest from the
 * repository as well, and those of an edition from an older ref. Observed and judged as in a nightly check.
 */
export async function checkPushed(
  loaded: CheckedContent,
  ports: Pick<Parameters<typeof observeEdition>[0], 'git' | 'repositories' | 'followEditions'>,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  const { content, failure, notebooks } = loaded;
  if (failure !== undefined || notebooks.length === 0) return [];
  const night = { ...ports, listNotebooks: async () => notebooks.map(({ path }) => path) };
  const found = content.directory === undefined ? [] : await checkFolder(loaded, night, positionOf);
  // A folder that is in another place is so in every edition.
  if (found.some(({ severity }) => severity === 'error')) return found;
  for (const edition of content.editions) {
    const observation = await observeEdition(night, content, edition);
    const [first] = judgeContent(observation);
    // One that lacks some of today's notebooks is as it was; its buttons say which.
    if (first === undefined || !isEveryNotebookMissing(observation)) continue;
    found.push({
      code: first.code,
      severity: 'error',
      message: `${first.message} ${describeOthers(notebooks.length - 1)}`.trimEnd(),
      hint: 'Correct the branch of the edition, or say under "paths" where its notebooks were.',
      position: positionOf(['content', content.id, 'editions', edition.id, 'branch']),
      claim: claimEdition(content, edition),
    });
  }
  return found;
}

async function checkFolder(
  { content }: CheckedContent,
  night: Parameters<typeof observeContent>[0],
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  const observation = await observeContent(night, content);
  const [first] = judgeContent(observation);
  if (observation.check.kind !== 'read' || first?.path === undefined) return [];
  const { missing, missingCount = missing.length } = observation.check;
  const state = await night.repositories.read(content.repository, content.branch);
  const files = state.ok ? state.value.files.map(({ path }) => path) : [];
  // Where the repository has other files, these have not been pushed yet.
  const isMisplaced = isEveryNotebookMissing(observation);
  const place = isMisplaced ? findPlace(files, content.repositoryPath, missing) : undefined;
  return [
    {
      code: first.code,
      severity: isMisplaced ? 'error' : 'warning',
      isErrorOncePushed: true,
      message: `${first.message} ${describeOthers(missingCount - 1)}`.trimEnd(),
      hint:
        place === undefined
          ? 'The hub takes the files from the repository: push them, or correct "repository", "branch" or "repository_path".'
          : `The repository has it in the folder ${quote(place)}: ${place === '' ? 'remove "repository_path"' : `write "repository_path: ${place}"`} beside "directory".`,
      position: positionOf([
        'content',
        content.id,
        content.repositoryPath === '' ? 'directory' : 'repository_path',
      ]),
      claim: claimNotebook(content, first.path),
    },
  ];
}

function describeOthers(count: number): string {
  if (count === 0) return '';
  return count === 1 ? 'The same is true of one other.' : `The same is true of ${count} others.`;
}

/** The folder of the repository in which the first of the files is, that is not where it is looked for. */
function findPlace(
  files: readonly string[],
  repositoryPath: string,
  missing: readonly string[],
): string | undefined {
  for (const path of missing) {
    const relative = relativeToRepositoryPath(repositoryPath, path);
    if (relative === undefined) continue;
    const found = files.find((file) => file === relative || file.endsWith(`/${relative}`));
    if (found !== undefined) return found.slice(0, Math.max(0, found.length - relative.length - 1));
  }
  return undefined;
}
