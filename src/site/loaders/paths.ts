import { resolveMoved } from '../../core/catalog/views.ts';
import type { SiteNotebook } from '../../core/site/types.ts';
import { loadSiteModel } from './model.ts';

/** One page per notebook and one redirect per old id, for `getStaticPaths`. */
export function listNotebookPaths() {
  const { notebooks, moved } = loadSiteModel();
  const byId = new Map<string, SiteNotebook>(notebooks.map((notebook) => [notebook.id, notebook]));
  return [
    ...notebooks.map((notebook) => ({
      params: { content: notebook.contentId, slug: notebook.slug },
      props: { notebook, isMoved: false },
    })),
    ...moved.flatMap(({ from, to }) => {
      const notebook = byId.get(resolveMoved(moved, to));
      const [content = '', ...slug] = from.split('/');
      if (notebook === undefined || byId.has(from)) return [];
      return [{ params: { content, slug: slug.join('/') }, props: { notebook, isMoved: true } }];
    }),
  ];
}

export type NotebookPathProps = ReturnType<typeof listNotebookPaths>[number]['props'];
