import { replaceLinkWords } from '../notebooks/safe-html.ts';
import type { SafeHtml } from '../notebooks/types.ts';
import type { SiteModel } from './types.ts';
import { createSiteUrls } from './urls.ts';

/**
 * Gives links without words of their own, such as MyST's `[](chapter.ipynb)`, the title of the notebook or of the
 * heading that they lead to. Previews are made before any title is known.
 */
export function nameLinks(fragment: SafeHtml, model: SiteModel): SafeHtml {
  if (!fragment.includes('class="nameless"')) return fragment;
  const urls = createSiteUrls(model.site.url);
  const notebooks = new Map(model.notebooks.map((notebook) => [urls.notebook(notebook.id), notebook]));
  return replaceLinkWords(fragment, (href) => {
    const [path = '', anchor] = href.split('#');
    const notebook = notebooks.get(path);
    return notebook?.headings.find(({ id }) => id === anchor)?.text ?? notebook?.title;
  });
}
