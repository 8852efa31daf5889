import type { BinderRepository, Catalog, Environment, Hub } from '../catalog/types.ts';
import { canRunVersion, listBinders } from '../catalog/views.ts';

/** The current version of an environment on a hub that is to have it built before anybody launches it. */
export interface WarmTarget {
  readonly hub: Hub;
  readonly environment: Environment;
  readonly binder: BinderRepository;
}

/** When a hub last had a commit built, by the key of its target. */
export type WarmRecords = Readonly<Record<string, { readonly commit: string; readonly at: string }>>;

/** mybinder.org drops images that were not pulled for 30 days (mybinder.org-deploy, terraform/modules/harbor). */
const DUE_AFTER_DAYS = 25;
const DAY_MS = 86_400_000;

/**
 * What is asked of hubs: versions of today only, and only of BinderHubs that the manifest marks with `warm: true`.
 *
 * @param environmentId undefined for all
 */
export function listWarmTargets(
  { hubs, environments }: Pick<Catalog, 'hubs' | 'environments'>,
  environmentId: string | undefined,
): readonly WarmTarget[] {
  const asked = hubs.filter(({ type, warm }) => type === 'binderhub' && warm === true);
  return asked.flatMap((hub) =>
    environments.flatMap((environment): WarmTarget[] => {
      const { id, current } = environment;
      const isAsked = environmentId === undefined || id === environmentId;
      if (!isAsked || current.binder === undefined || !canRunVersion(hub, id, current)) return [];
      return listBinders(current).map((binder) => ({ hub, environment, binder }));
    }),
  );
}

export function warmKey({ hub, environment, binder }: WarmTarget): string {
  const key = `${hub.url} ${environment.id}`;
  const isFirst = environment.current.binder?.repository === binder.repository;
  return isFirst ? key : `${key} ${binder.repository}`;
}

/** Whether a hub is to be asked: the commit is another one, or so old that the hub may have dropped its image. */
export function isDue(known: WarmRecords[string] | undefined, commit: string, now: Date): boolean {
  if (known === undefined || known.commit !== commit) return true;
  return now.getTime() - Date.parse(known.at) > DUE_AFTER_DAYS * DAY_MS;
}
