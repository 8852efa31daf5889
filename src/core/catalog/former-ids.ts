import { environmentIdOf } from './environment-keys.ts';
import type { NotebookId } from './fields/ids.ts';
import type { Catalog, Moved, Retired } from './types.ts';

/** What `moved` and `retired` say of notebooks, and of environments. */
export function splitFormerIds(
  moved: readonly (readonly [from: string, to: string])[],
  retired: readonly (readonly [id: string, entry: Omit<Retired<string>, 'id'>])[],
  contents: Catalog['contents'],
): Pick<Catalog, 'moved' | 'retired' | 'formerEnvironments'> {
  const ids = new Set(contents.map(({ id }) => id));
  const notebooks = { moved: [] as Moved[], retired: [] as Retired[] };
  const environments = { moved: [] as Moved<string>[], retired: [] as Retired<string>[], kept: [] };
  for (const [from, to] of moved) {
    const id = environmentIdOf(from, ids);
    if (id === undefined) notebooks.moved.push({ from: from as NotebookId, to: to as NotebookId });
    else environments.moved.push({ from: id, to: environmentIdOf(to, ids) ?? to });
  }
  for (const [key, { instead, ...entry }] of retired) {
    const id = environmentIdOf(key, ids);
    if (id === undefined) {
      notebooks.retired.push({
        id: key as NotebookId,
        ...entry,
        ...(instead !== undefined && { instead: instead as NotebookId }),
      });
    } else {
      const next = instead === undefined ? undefined : (environmentIdOf(instead, ids) ?? instead);
      environments.retired.push({ id, ...entry, ...(next !== undefined && { instead: next }) });
    }
  }
  const hasEnvironments = environments.moved.length + environments.retired.length > 0;
  return { ...notebooks, ...(hasEnvironments && { formerEnvironments: environments }) };
}
