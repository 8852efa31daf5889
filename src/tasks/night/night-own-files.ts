import type { Catalog, Hub } from '../../core/catalog/types.ts';
import { environmentForNotebook, hubsForNotebook } from '../../core/catalog/views.ts';
import type { HubCheck } from '../../core/health/observations.ts';
import { locateLiteFile } from '../../core/links/lite-link.ts';
import type { HubClient } from '../../io/hub/types.ts';
import type { ContentPorts } from './night-contents.ts';

/** Asks a site with files of its own for the notebooks of the catalogue that are offered there. */
export async function checkOwnFiles(
  {
    repositories,
    listNotebooks,
    hubs,
  }: Pick<ContentPorts, 'repositories' | 'listNotebooks'> & { readonly hubs: HubClient },
  catalog: Catalog,
  hub: Hub,
): Promise<HubCheck> {
  const offered = await Promise.all(
    catalog.contents.map(async (content) => {
      const state = await repositories.read(content.repository, content.branch);
      const paths = state.ok
        ? await listNotebooks(content, state.value.files)
        : // Those that the manifest names are known even where their repository is away.
          content.notebooks.map(({ path }) => path);
      return paths
        .filter((path) => {
          const entry = content.notebooks.find((candidate) => candidate.path === path);
          const wanted = { pull: content.pull, hubs: entry?.hubs ?? content.hubs };
          const { id } = environmentForNotebook(catalog, content, path);
          return hubsForNotebook(catalog, wanted, id).some((each) => each.id === hub.id);
        })
        .map((path) => ({ notebook: `${content.id}/${path}`, file: locateLiteFile(hub, path) }));
    }),
  );
  const files = offered.flat();
  const check = await hubs.checkHub(hub, [...new Set(files.map(({ file }) => file))]);
  if (check.kind !== 'healthy' || check.missing === undefined) return check;
  const missing = new Set(check.missing);
  return { ...check, missing: files.filter(({ file }) => missing.has(file)).map(({ notebook }) => notebook) };
}
