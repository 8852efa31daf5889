import { resolveMoved } from '../../core/catalog/views.ts';
import { listNeighbours, listTranslations, type Neighbours } from '../../core/site/sections.ts';
import type { SiteNotebook } from '../../core/site/types.ts';
import { loadSiteModel } from './model.ts';

/** One page per notebook and one redirect per old id, for `getStaticPaths`. */
export function listNotebookPaths() {
  const { contents, notebooks, moved } = loadSiteModel();
  const neighbours = new Map<string, Neighbours>(
    contents.flatMap((content) => [
      ...listNeighbours(
        content,
        notebooks.filter(({ contentId }) => contentId === content.id),
      ),
    ]),
  );
  const translations = listTranslations(notebooks);
  const around = (notebook: SiteNotebook) => ({
    neighbours: neighbours.get(notebook.id) ?? { number: 1, total: 1, nearby: [notebook] },
    translations: translations.get(notebook.id) ?? [],
  });
  const byId = new Map<string, SiteNotebook>(notebooks.map((notebook) => [notebook.id, notebook]));
  return [
    ...notebooks.map((notebook) => ({
      params: { content: notebook.contentId, slug: notebook.slug },
      props: { notebook, ...around(notebook), isMoved: false },
    })),
    ...moved.flatMap(({ from, to }) => {
      const notebook = byId.get(resolveMoved(moved, to));
      const [content = '', ...slug] = from.split('/');
      if (notebook === undefined || byId.has(from)) return [];
      return [
        {
          params: { content, slug: slug.join('/') },
          props: { notebook, ...around(notebook), isMoved: true },
        },
      ];
    }),
  ];
}

export type NotebookPathProps = ReturnType<typeof listNotebookPaths>[number]['props'];

/** One page per collection, for `getStaticPaths`. */
export function listCollectionPaths() {
  const { contents, notebooks } = loadSiteModel();
  return contents.map((content, tint) => ({
    params: { content: content.id },
    props: { content, tint, notebooks: notebooks.filter(({ contentId }) => contentId === content.id) },
  }));
}

export type CollectionPathProps = ReturnType<typeof listCollectionPaths>[number]['props'];
