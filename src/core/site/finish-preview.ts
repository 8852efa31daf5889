import { escapeHtml, hasNamelessLinks, replaceLinkWords, replacePictures } from '../notebooks/safe-html.ts';
import type { SafeHtml } from '../notebooks/types.ts';
import { textsFor } from '../texts/texts.ts';
import type { SiteModel, SiteNotebook } from './types.ts';
import { createSiteUrls } from './urls.ts';

/**
 * A preview as its page shows it. It was made before it was known what the rest of the site holds: the titles of
 * other notebooks, and which pictures of the repository are published.
 */
export function finishPreview(fragment: SafeHtml, notebook: SiteNotebook, model: SiteModel): SafeHtml {
  return nameLinks(replaceLeftOut(fragment, notebook, model), model);
}

/** Pictures that are not published, such as pointers of Git LFS, become words. */
function replaceLeftOut(
  fragment: SafeHtml,
  { leftOutImages = [] }: SiteNotebook,
  model: SiteModel,
): SafeHtml {
  if (leftOutImages.length === 0) return fragment;
  const { language } = model.site;
  const sources = new Set(leftOutImages.map((url): string => escapeHtml(url)));
  const words = textsFor(language).preview.pictureNotShown;
  return replacePictures(fragment, (src) => (sources.has(src) ? words : undefined), language);
}

/**
 * Gives links without words of their own, such as MyST's `[](chapter.ipynb)`, the title of the notebook or of the
 * heading that they lead to. Previews are made before any title is known.
 */
function nameLinks(fragment: SafeHtml, model: SiteModel): SafeHtml {
  if (!hasNamelessLinks(fragment)) return fragment;
  const urls = createSiteUrls(model.site.url);
  const notebooks = new Map(model.notebooks.map((notebook) => [urls.notebook(notebook.id), notebook]));
  return replaceLinkWords(fragment, (href) => {
    const [path = '', anchor] = href.split('#');
    const notebook = notebooks.get(path);
    return notebook?.headings.find(({ id }) => id === anchor)?.text ?? notebook?.title;
  });
}
