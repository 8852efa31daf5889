import { environmentKey } from '../catalog/environment-keys.ts';
import { createNotebookIds } from '../catalog/notebook-ids.ts';
import type { Catalog, Content, Environment, EnvironmentVersion } from '../catalog/types.ts';
import { environmentForNotebook } from '../catalog/views.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Shard } from '../health/shards/partition.ts';
import { fail, ok, type Result } from '../result.ts';

/** One run to do: a notebook in its environment, or the environment's own check. */
export type PlannedRun =
  | {
      readonly kind: 'notebook';
      readonly environment: Environment;
      readonly version: EnvironmentVersion;
      readonly content: Content;
      readonly path: string;
    }
  | {
      readonly kind: 'command';
      readonly environment: Environment;
      readonly version: EnvironmentVersion;
      readonly command: string;
    };

/** A content with the notebooks that the catalogue offers of it. */
export interface OfferedContent {
  readonly content: Content;
  readonly paths: readonly string[];
}

/**
 * What is to be run, in the order of the catalogue: of each content the notebooks marked `verify: true`, where there are any, else all
 * that are not marked `false`. What is asked for by name is run however it is marked.
 *
 * @param targets ids of environments, contents and notebooks, `<content>/<path>`, or `environments/<id>` for an environment's
 *   own check alone; none for all
 * @returns as a failure one sentence about the first target that means nothing
 */
export function planRuns(
  catalog: Pick<Catalog, 'environments'>,
  offered: readonly OfferedContent[],
  targets: readonly string[],
): Result<readonly PlannedRun[], string> {
  const commands = catalog.environments.flatMap((environment): NamedRun[] => {
    const { id, current, verify } = environment;
    if (verify === undefined) return [];
    return [
      {
        names: [id],
        exact: [environmentKey(id)],
        run: { kind: 'command', environment, version: current, command: verify },
      },
    ];
  });
  const notebooks = offered.flatMap(({ content, paths }) => nameNotebooks(catalog, content, paths));
  const all = [...commands, ...notebooks];
  if (targets.length === 0) return ok(all.filter(({ isLeftOut }) => !isLeftOut).map(({ run }) => run));
  for (const target of targets) {
    if (all.some(({ names, exact }) => names.includes(target) || exact?.includes(target))) continue;
    const known = [...new Set(all.flatMap(({ names, exact = [] }) => [...names, ...exact]))];
    const near = didYouMean(target, known);
    return fail(
      [
        `Nothing to verify is called ${JSON.stringify(target)}; name an environment, a content or a notebook.`,
        ...(near === undefined ? [] : [near]),
      ].join(' '),
    );
  }
  const isWanted = ({ names, exact = [], isLeftOut }: NamedRun) =>
    targets.some((target) => exact.includes(target) || (!isLeftOut && names.includes(target)));
  return ok(all.filter(isWanted).map(({ run }) => run));
}

interface NamedRun {
  readonly run: PlannedRun;
  /** Names of what it belongs to. */
  readonly names: readonly string[];
  /** Its own names. */
  readonly exact?: readonly string[];
  readonly isLeftOut?: boolean;
}

function nameNotebooks(
  catalog: Pick<Catalog, 'environments'>,
  content: Content,
  paths: readonly string[],
): readonly NamedRun[] {
  const { ids } = createNotebookIds(content, paths);
  const marks = new Map(content.notebooks.map(({ path, verify }) => [path, verify]));
  const hasMarked = paths.some((path) => marks.get(path) === true);
  return paths.map((path) => {
    const environment = environmentForNotebook(catalog, content, path);
    const id = ids.get(path);
    return {
      run: { kind: 'notebook', environment, version: environment.current, content, path },
      names: [content.id, environment.id],
      exact: [`${content.id}/${path}`, ...(id === undefined ? [] : [id])],
      isLeftOut: hasMarked ? marks.get(path) !== true : marks.get(path) === false,
    };
  });
}

/** What tells a run from others, for people. */
export function nameRun(run: PlannedRun): string {
  return run.kind === 'notebook' ? `${run.content.id}/${run.path}` : `${run.environment.id}: ${run.command}`;
}

/** The part of one machine: every n-th run, so that neighbours, which take alike long, are divided. */
export function takeShard(runs: readonly PlannedRun[], { index, count }: Shard): readonly PlannedRun[] {
  return runs.filter((_, position) => position % count === index - 1);
}
