import { createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { environmentForNotebook } from '../../core/catalog/views.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { describeLaunchProblems } from '../../core/site/launch-problems.ts';
import { buildLaunches } from '../../core/site/launches.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';

/** Notebooks whose launches are composed: those that were found or, without asking anybody, those that are named. */
type Launchable = Pick<CheckedContent, 'content' | 'failure'> & {
  readonly notebooks: readonly { readonly path: string }[];
};

/** Composes the launch links that the manifest alone tells of: of the notebooks it names, else of the repository. */
export function checkNamedLaunches(catalog: Catalog, positionOf: PositionOf): Diagnostic[] {
  const contents = catalog.contents.map((content) => ({
    content,
    notebooks: content.notebooks.length === 0 ? [{ path: '' }] : content.notebooks,
  }));
  return checkLaunches(catalog, contents, positionOf);
}

/** Composes every launch link as the build will, and reports each that cannot be. */
export function checkLaunches(
  catalog: Catalog,
  contents: readonly Launchable[],
  positionOf: PositionOf,
): Diagnostic[] {
  const problems = contents.flatMap(({ content, notebooks, failure }) => {
    if (failure !== undefined) return [];
    const { ids } = createNotebookIds(
      content,
      notebooks.map(({ path }) => path),
    );
    return [...ids].flatMap(([path, id]) => {
      const environment = environmentForNotebook(catalog, content, path);
      return buildLaunches(catalog, { id, path, content, environment }, null).problems;
    });
  });
  return describeLaunchProblems(problems).map(({ code, message, path }) => ({
    code,
    severity: 'warning',
    message,
    position: positionOf(path),
  }));
}
