import type { Catalog, Moved, NotebookId, Retired } from './types.ts';

const PREFIX = 'environments/';

/**
 * The environment that a key or a target under `moved` and `retired` means; undefined for a notebook. Where a
 * content is called `environments`, all such keys are its notebooks', as they were before environments could
 * have any.
 */
export function environmentIdOf(key: string, contentIds: { has(id: string): boolean }): string | undefined {
  return key.startsWith(PREFIX) && !contentIds.has('environments') ? key.slice(PREFIX.length) : undefined;
}

/** How `moved` and `retired` name an environment. */
export function environmentKey(id: string): string {
  return `${PREFIX}${id}`;
}

/** What `moved` and `retired` say of notebooks, and of environments. */
export function splitFormerIds(
  moved: readonly (readonly [from: string, to: string])[],
  retired: readonly (readonly [id: string, entry: Omit<Retired<string>, 'id'>])[],
  contents: Catalog['contents'],
): Pick<Catalog, 'moved' | 'retired' | 'formerEnvironments'> {
  const contentIds = new Set(contents.map(({ id }) => id));
  const select = <Id extends string>(areEnvironments: boolean) => {
    const idOf = (key: string) => (environmentIdOf(key, contentIds) ?? key) as Id;
    const isMeant = ([key]: readonly [string, unknown]) =>
      (environmentIdOf(key, contentIds) !== undefined) === areEnvironments;
    return {
      moved: moved.filter(isMeant).map(([from, to]): Moved<Id> => ({ from: idOf(from), to: idOf(to) })),
      retired: retired.filter(isMeant).map(
        ([key, { instead, ...entry }]): Retired<Id> => ({
          id: idOf(key),
          ...entry,
          ...(instead !== undefined && { instead: idOf(instead) }),
        }),
      ),
    };
  };
  const environments = select<string>(true);
  const hasEnvironments = environments.moved.length + environments.retired.length > 0;
  return {
    ...select<NotebookId>(false),
    ...(hasEnvironments && { formerEnvironments: { ...environments, kept: [] } }),
  };
}
