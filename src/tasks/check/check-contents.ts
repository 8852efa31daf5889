import { createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog, Content } from '../../core/catalog/types.ts';
import { findIdlePatterns } from '../../core/content/selection.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { didYouMean } from '../../core/diagnostics/suggest.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { checkLaunchLinks } from './check-launch-links.ts';
import { checkPermanentIds } from './check-permanent-ids.ts';
import { createRefChecker, isUntold, type RefChecker } from './check-refs.ts';

/** Everything the manifest says of its contents, against what was found for them. */
export async function checkContents(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  git: GitClient,
  positionOf: PositionOf,
): Promise<readonly Diagnostic[]> {
  const refs = createRefChecker(git);
  const diagnostics = await Promise.all(
    contents.map(async (loaded) => [
      ...(await checkRefs(loaded, refs, positionOf)),
      ...(loaded.failure === undefined ? checkFiles(loaded, positionOf) : []),
      ...(await checkLaunchLinks(loaded, positionOf)),
    ]),
  );
  return [...diagnostics.flat(), ...checkPermanentIds(catalog, contents, positionOf)];
}

/** The branch, and those of the editions. */
async function checkRefs(
  { content, failure }: CheckedContent,
  refs: RefChecker,
  positionOf: PositionOf,
): Promise<Diagnostic[]> {
  const path = ['content', content.id];
  const diagnostics: Diagnostic[] = [];
  if (failure?.code.startsWith('directory/')) {
    diagnostics.push({
      code: failure.code,
      severity: 'error',
      message: failure.message,
      position: positionOf([...path, 'directory']),
    });
  } else if (failure?.code === 'git/ref-missing' || content.directory !== undefined) {
    // A folder beside the manifest is read without git, but the hub pulls from the repository.
    diagnostics.push(...(await checkRef(content.branch, [...path, 'branch'])));
  } else if (failure !== undefined) {
    diagnostics.push({
      code: contentCode(failure.code),
      severity: isUntold(failure.code) ? 'warning' : 'error',
      message: failure.message,
      position: positionOf([...path, 'repository']),
    });
    return diagnostics;
  }
  for (const { id, branch } of content.editions) {
    const found = await checkRef(branch, [...path, 'editions', id, 'branch']);
    // A repository that cannot be read is said once.
    if (!diagnostics.some(({ code }) => code === found[0]?.code && code !== 'content/ref-missing'))
      diagnostics.push(...found);
  }
  return diagnostics;

  async function checkRef(ref: string, place: readonly string[]): Promise<Diagnostic[]> {
    const problem = await refs.findProblem(content.repository, ref);
    if (problem === undefined) return [];
    const isRef = problem.code === 'git/ref-missing';
    return [
      {
        code: contentCode(problem.code),
        severity: isUntold(problem.code) ? 'warning' : 'error',
        message: problem.message,
        ...(problem.hint === undefined ? {} : { hint: problem.hint }),
        position: positionOf(isRef ? place : [...path, 'repository']),
      },
    ];
  }
}

/** The code by which a night knows the same trouble, where there is one. */
function contentCode(code: string): string {
  if (code === 'git/repository-missing') return 'content/repository-missing';
  if (code === 'git/ref-missing') return 'content/ref-missing';
  return isUntold(code) ? 'content/unreachable' : code;
}

function checkFiles(loaded: CheckedContent, positionOf: PositionOf): Diagnostic[] {
  const { content, files, notebooks, missing, renames, warnings } = loaded;
  const path = ['content', content.id];
  const names = files.map((file) => file.path);
  const chosen = new Set(notebooks.map((notebook) => notebook.path));
  const absent = new Set(missing);
  const diagnostics: Diagnostic[] = missing.map((file) => {
    const now = renames?.get(file);
    const hint = now === undefined ? suggestFile(file, names) : `It has moved to ${quote(now)}.`;
    return {
      code: 'content/notebook-missing',
      severity: 'error',
      message: `${quote(file)} is not in ${describePlace(content)}; a path starts at the root of the repository.`,
      ...(hint === undefined ? {} : { hint }),
      position: positionOf([...path, 'notebooks', file]),
    };
  });
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
  for (const index of findIdlePatterns(files, content)) {
    const pattern = content.include[index] ?? '';
    diagnostics.push({
      code: 'content/pattern-without-match',
      severity: 'warning',
      message: `No notebook in ${describePlace(content)} matches the pattern ${quote(pattern)}${content.exclude.length > 0 ? ' without being excluded' : ''}.`,
      hint: 'Correct the pattern; "**/*.ipynb" takes the notebooks of every folder.',
      position: positionOf([...path, 'include', index]),
    });
  }
  for (const { id, paths = {} } of content.editions) {
    for (const file of Object.keys(paths)) {
      if (chosen.has(file)) continue;
      const hint = suggestFile(file, [...chosen]);
      diagnostics.push({
        code: 'content/notebook-missing',
        severity: 'error',
        message: `${quote(file)} is no notebook of this content today; "paths" leads from a path of today to that of the edition.`,
        ...(hint === undefined ? {} : { hint }),
        position: positionOf([...path, 'editions', id, 'paths', file]),
      });
    }
  }
  for (const warning of warnings) {
    if (warning.code === 'content/notebook-missing' || warning.code === 'content/no-notebooks') continue;
    diagnostics.push({ ...warning, severity: 'warning', position: positionOf([...path, 'repository']) });
  }
  for (const { id, path: holder, others } of createNotebookIds(content, [...chosen]).collisions) {
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
