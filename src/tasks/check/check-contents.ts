import { isExampleRepository } from '../../core/catalog/example.ts';
import { createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog, Content } from '../../core/catalog/types.ts';
import { findIdlePatterns } from '../../core/content/selection.ts';
import { adviseShift, findShiftedPaths } from '../../core/content/shifted-paths.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { didYouMean } from '../../core/diagnostics/suggest.ts';
import { nameHolder } from '../../core/health/findings.ts';
import { findMissingNotebook } from '../../core/health/judge-content.ts';
import {
  type Claim,
  claimContent,
  claimEdition,
  claimNotebook,
  claimPatterns,
} from '../../core/published/claims.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { classifyFailure, createRepositories } from '../night/night-repositories.ts';
import type { EditionFollower } from '../published/follow-editions.ts';
import { checkDamage } from './check-damage.ts';
import { checkLaunchLinks } from './check-launch-links.ts';
import { checkLaunches } from './check-launches.ts';
import { checkPermanentIds } from './check-permanent-ids.ts';
import { checkNamedPictures } from './check-pictures.ts';
import { checkPushed } from './check-pushed.ts';
import { createRefChecker, isUntold, type RefChecker } from './check-refs.ts';
import { checkTags } from './check-tags.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/** Everything the manifest says of its contents, against what was found for them. */
export async function checkContents(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  { git, followEditions }: { readonly git: GitClient; readonly followEditions: EditionFollower },
  positionOf: PositionOf,
): Promise<readonly ClaimedDiagnostic[]> {
  const refs = createRefChecker(git);
  const repositories = createRepositories(git);
  const diagnostics = await Promise.all(
    contents.map(async (loaded) => [
      ...(await checkRefs(loaded, refs, positionOf)),
      ...(await checkTags(catalog, loaded, refs, positionOf)),
      ...(loaded.failure === undefined ? checkFiles(loaded, positionOf) : []),
      ...(await checkPushed(loaded, { git, repositories, followEditions }, positionOf)),
      ...(await checkDamage(loaded, positionOf)),
      ...(await checkNamedPictures(loaded, positionOf)),
      ...(await checkLaunchLinks(loaded, positionOf)),
    ]),
  );
  return [
    ...diagnostics.flat(),
    ...checkLaunches(catalog, contents, positionOf),
    ...checkPermanentIds(catalog, contents, positionOf),
  ];
}

/** The branch, and those of the editions. */
async function checkRefs(
  { content, failure }: CheckedContent,
  refs: RefChecker,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  const path = ['content', content.id];
  const claim = claimContent(content);
  const diagnostics: ClaimedDiagnostic[] = [];
  if (failure?.code.startsWith('directory/')) {
    diagnostics.push({
      code: failure.code,
      severity: 'error',
      message: failure.message,
      position: positionOf([...path, 'directory']),
    });
  } else if (isExampleRepository(content.repository)) {
    // That the address is still the example's is said once, for the whole manifest.
    return diagnostics;
  } else if (failure?.code === 'git/ref-missing' || content.directory !== undefined) {
    // A folder beside the manifest is read without git, but the hub pulls from the repository.
    diagnostics.push(...(await checkRef(content.branch, [...path, 'branch'], claim)));
  } else if (failure !== undefined) {
    diagnostics.push({
      code: contentCode(failure),
      severity: isUntold(failure) ? 'warning' : 'error',
      message: failure.message,
      position: positionOf([...path, 'repository']),
      claim,
    });
    return diagnostics;
  }
  for (const edition of content.editions) {
    const place = [...path, 'editions', edition.id, 'branch'];
    const found = await checkRef(edition.branch, place, claimEdition(content, edition));
    // A repository that cannot be read is said once.
    if (!diagnostics.some(({ code }) => code === found[0]?.code && code !== 'content/ref-missing'))
      diagnostics.push(...found);
  }
  return diagnostics;

  async function checkRef(ref: string, place: readonly string[], ofRef: Claim): Promise<ClaimedDiagnostic[]> {
    const problem = await refs.findProblem(content.repository, ref);
    if (problem === undefined) return [];
    const isRef = problem.code === 'git/ref-missing';
    return [
      {
        code: contentCode(problem),
        severity: isUntold(problem) ? 'warning' : 'error',
        message: problem.message,
        ...(problem.hint === undefined ? {} : { hint: problem.hint }),
        position: positionOf(isRef ? place : [...path, 'repository']),
        claim: isRef ? ofRef : claim,
      },
    ];
  }
}

/** The code that a nightly check gives the same failure. */
function contentCode(failure: { readonly code: string; readonly message: string }): string {
  return `content/${classifyFailure(failure.code)}`;
}

/** What to do about a path, or a pattern, below a submodule: git has another repository there. */
function adviseSubmodule(path: string, files: CheckedContent['files']): string | undefined {
  const module = files.find(
    ({ path: folder, kind }) => kind === 'submodule' && path.startsWith(`${folder}/`),
  );
  if (module === undefined) return undefined;
  return `${quote(module.path)} is a submodule, a repository of its own, which hubs do not pull: add that as another content.`;
}

function checkFiles(loaded: CheckedContent, positionOf: PositionOf): ClaimedDiagnostic[] {
  const { content, files, notebooks, missing, renames, warnings } = loaded;
  const path = ['content', content.id];
  const names = files.map((file) => file.path);
  const chosen = new Set(notebooks.map((notebook) => notebook.path));
  const absent = new Set(missing);
  // A link arrives on the hub as one, and opens.
  const links = new Set(files.filter(({ kind }) => kind === 'symlink').map((file) => file.path));
  const gone = missing.filter((file) => !links.has(file));
  const shifted = findShiftedPaths(
    gone.filter((file) => renames?.get(file) === undefined),
    names,
  );
  const diagnostics = gone
    .filter((file) => shifted?.paths.includes(file) !== true)
    .map((file): ClaimedDiagnostic => {
      const now = renames?.get(file);
      const { code, message } = findMissingNotebook(nameHolder(content), file, now);
      const suggestion = now === undefined ? suggestFile(file, names) : undefined;
      const hint =
        adviseSubmodule(file, files) ??
        suggestion ??
        `Write ${now === undefined ? 'its path from the root of the repository' : quote(now)} here, or remove the entry.`;
      return {
        code,
        severity: 'error',
        message,
        hint,
        position: positionOf([...path, 'notebooks', file]),
        claim: claimNotebook(content, file),
      };
    });
  if (shifted !== undefined) {
    const [first = ''] = shifted.paths;
    diagnostics.push({
      code: 'content/notebook-missing',
      severity: 'error',
      message: `${shifted.paths.length} notebooks of ${describePlace(content)} are named with another beginning than they have; ${quote(first)} is the first.`,
      hint: adviseShift(shifted),
      position: positionOf([...path, 'notebooks', first]),
      claim: shifted.paths.map((file) => claimNotebook(content, file)),
    });
  }
  for (const entry of content.notebooks) {
    if (chosen.has(entry.path) || absent.has(entry.path)) continue;
    diagnostics.push({
      code: 'content/notebook-excluded',
      severity: 'warning',
      message: `${quote(entry.path)} is named here and left out by "exclude", or lies in a hidden folder.`,
      hint: 'Narrow "exclude", or remove the entry here.',
      position: positionOf([...path, 'notebooks', entry.path]),
    });
  }
  const empty = warnings.find(({ code }) => code === 'content/no-notebooks');
  if (empty !== undefined) {
    diagnostics.push({
      ...empty,
      severity: 'error',
      position: positionOf([...path, 'include', 0]),
      claim: claimPatterns(content),
    });
  }
  for (const index of empty === undefined ? findIdlePatterns(files, content) : []) {
    const pattern = content.include[index] ?? '';
    diagnostics.push({
      code: 'content/pattern-without-match',
      severity: 'warning',
      message: `No notebook in ${describePlace(content)} matches the pattern ${quote(pattern)}${content.exclude.length > 0 ? ' without being excluded' : ''}.`,
      hint:
        adviseSubmodule(pattern, files) ??
        'Correct the pattern; "**/*.ipynb" takes the notebooks of every folder.',
      position: positionOf([...path, 'include', index]),
    });
  }
  for (const { id, paths = {} } of content.editions) {
    for (const file of Object.keys(paths)) {
      if (chosen.has(file)) continue;
      const hint = suggestFile(file, [...chosen]);
      diagnostics.push({
        code: 'content/unknown-path',
        severity: 'error',
        message: `${quote(file)} is not a notebook of this content now; "paths" leads from a current path to that of the edition.`,
        ...(hint === undefined ? {} : { hint }),
        position: positionOf([...path, 'editions', id, 'paths', file]),
        claim: claimNotebook(content, file),
      });
    }
  }
  for (const warning of warnings) {
    if (warning.code === 'content/notebook-missing' || warning.code === 'content/no-notebooks') continue;
    diagnostics.push({ ...warning, severity: 'warning', position: positionOf([...path, 'repository']) });
  }
  for (const { id, path: holder, others } of createNotebookIds(content, [...chosen]).collisions) {
    // An id that is kept for a file that is missing: that is reported already, and explains this.
    if (!chosen.has(holder)) continue;
    diagnostics.push({
      code: 'content/id-collision',
      severity: 'warning',
      message: `${joinQuoted([holder, ...others.map((other) => other.path)])} ask for the same id ${quote(id)}; ${others.map((other) => `${quote(other.path)} is ${quote(other.id)}`).join(', ')}.`,
      hint: 'Give each of them an "id" under "notebooks", so that their addresses stay what they are.',
      position: positionOf([...path, 'notebooks', others[0]?.path ?? '']),
    });
  }
  return diagnostics;
}

function suggestFile(path: string, files: readonly string[]): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const sameName = files.filter((file) => file === name || file.endsWith(`/${name}`));
  if (sameName.length === 1) return `Did you mean "${sameName[0]}"?`;
  const sameFolder = files.filter((file) => file.length - path.length < 20 && path.length - file.length < 20);
  return didYouMean(path, sameFolder);
}

function joinQuoted(words: readonly string[]): string {
  const quoted = words.map(quote);
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

function describePlace({ repository, branch, directory }: Content): string {
  return directory === undefined ? `${repository} at ${quote(branch)}` : `the folder ${quote(directory)}`;
}
