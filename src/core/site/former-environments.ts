import type { Catalog } from '../catalog/types.ts';
import { findEnvironment, findSuccessor, resolveMoved } from '../catalog/views.ts';
import type { FormerEnvironment, RetiredEnvironment } from './types.ts';

/** Every id that an environment had before, or had until it left, with what its page and its badge answer. */
export function listFormerEnvironments(
  catalog: Pick<Catalog, 'environments' | 'formerEnvironments'>,
): readonly FormerEnvironment[] {
  const { moved = [], retired = [], kept = [] } = catalog.formerEnvironments ?? {};
  const refer = (id: string | undefined) => {
    const found = id === undefined ? undefined : findEnvironment(catalog, id);
    return found === undefined ? undefined : { id: found.id, title: found.title };
  };
  const left = new Map(
    retired.map((entry): [string, RetiredEnvironment] => {
      const { instead: _, ...rest } = entry;
      const exists = (id: string) => findEnvironment(catalog, id) !== undefined;
      const nearest = refer(findSuccessor({ moved, retired }, entry, exists));
      return [
        entry.id,
        { ...rest, title: entry.title ?? entry.id, ...(nearest !== undefined && { nearest }) },
      ];
    }),
  );
  const answer = (id: string, target: string): FormerEnvironment[] => {
    // An id in use is the environment's own.
    if (findEnvironment(catalog, id) !== undefined) return [];
    const isRecorded = !kept.includes(id);
    const environment = refer(target);
    if (environment !== undefined) return [{ id, isRecorded, kind: 'moved', environment }];
    const entry = left.get(target);
    return entry === undefined ? [] : [{ id, isRecorded, kind: 'retired', retired: entry }];
  };
  return [
    ...moved.flatMap(({ from }) => answer(from, resolveMoved(moved, from))),
    ...retired.flatMap(({ id }) => answer(id, id)),
  ];
}
