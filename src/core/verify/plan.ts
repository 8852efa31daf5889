import { environmentKey } from '../catalog/former-ids.ts';
import { createNotebookIds } from '../catalog/notebook-ids.ts';
import type { Catalog, Content, Edition, Environment, EnvironmentVersion } from '../catalog/types.ts';
import {
  environmentForNotebook,
  environmentVersions,
  pathInEdition,
  versionOfEdition,
} from '../catalog/views.ts';
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
      /** Absent for the content of today. */
      readonly edition?: Edition;
      /** At the ref that is run. */
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
 * @param scope `all` adds today's notebooks in earlier versions of their environment, and editions, after what is current
 * @returns as a failure one sentence about the first target that means nothing
 */
export function planRuns(
  catalog: Pick<Catalog, 'environments'>,
  offered: readonly OfferedContent[],
  targets: readonly string[],
  scope: 'current' | 'all' = 'current',
): Result<readonly PlannedRun[], string> {
  const commands = catalog.environments.flatMap((environment): NamedRun[] => {
    const { id, verify } = environment;
    if (verify === undefined) return [];
    return environmentVersions(environment).map((version) => ({
      names: [id],
      exact: [environmentKey(id)],
      run: { kind: 'command', environment, version, command: verify },
    }));
  });
  const notebooks = offered.flatMap(({ content, paths }) => nameNotebooks(catalog, content, paths));
  const named = [...commands, ...notebooks];
  const older = scope === 'all' ? named.filter(({ run }) => isOlder(run)) : [];
  const all = [...named.filter(({ run }) => !isOlder(run)), ...older];
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
  return paths.flatMap((path) => {
    const environment = environmentForNotebook(catalog, content, path);
    const id = ids.get(path);
    const name = {
      names: [content.id, environment.id],
      exact: [`${content.id}/${path}`, ...(id === undefined ? [] : [id])],
      isLeftOut: hasMarked ? marks.get(path) !== true : marks.get(path) === false,
    };
    const today = { kind: 'notebook', content, path } as const;
    const runs: readonly PlannedRun[] = [
      ...environmentVersions(environment).map((version) => ({ ...today, environment, version })),
      ...content.editions.flatMap((edition) => {
        const pairing = versionOfEdition(catalog, edition, environment);
        return pairing === undefined
          ? []
          : [{ ...today, ...pairing, edition, path: pathInEdition(edition, path) }];
      }),
    ];
    return runs.map((run) => ({ ...name, run }));
  });
}

function isOlder(run: PlannedRun): boolean {
  const isEdition = run.kind === 'notebook' && run.edition !== undefined;
  return isEdition || run.version !== run.environment.current;
}

/** What tells a run from others, for people. */
export function nameRun(run: PlannedRun): string {
  const name =
    run.kind === 'notebook' ? `${run.content.id}/${run.path}` : `${run.environment.id}: ${run.command}`;
  if (!isOlder(run)) return name;
  const edition = run.kind === 'notebook' ? run.edition : undefined;
  return `${name} (${edition === undefined ? run.version.tag : `${edition.id}, ${run.version.tag}`})`;
}

/** The part of one machine: every n-th run, so that neighbours, which take alike long, are divided. */
export function takeShard(runs: readonly PlannedRun[], { index, count }: Shard): readonly PlannedRun[] {
  return runs.filter((_, position) => position % count === index - 1);
}
