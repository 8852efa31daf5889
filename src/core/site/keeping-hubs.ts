import type { Catalog, Content, Hub } from '../catalog/types.ts';
import { hubsForNotebook } from '../catalog/views.ts';
import { listWords } from '../diagnostics/suggest.ts';
import { expectationsOf } from './expectations.ts';

/** The hubs of a content, or of a single notebook in it, that keep what students have. */
export function listKeepingHubs(catalog: Catalog, content: Content): readonly Hub[] {
  const launched = [
    { environment: content.environment, hubs: content.hubs },
    ...content.notebooks.map(({ environment = content.environment, hubs = content.hubs }) => ({
      environment,
      hubs,
    })),
  ];
  const able = new Set(
    launched.flatMap(({ environment, hubs }) =>
      hubsForNotebook(catalog, { pull: content.pull, hubs }, environment),
    ),
  );
  return catalog.hubs.filter((hub) => able.has(hub) && expectationsOf(hub).kept);
}

/** Titles of hubs, for an English message. */
export function nameHubs(hubs: readonly Hub[]): string {
  return listWords(
    hubs.map(({ title }) => title),
    'and',
  );
}
