import { html, NO_HTML } from '../safe-html.ts';
import type { RenderContext, SafeHtml } from '../types.ts';

/** Words of the preview's own, with their language where it is not the notebook's. */
export type OwnWords = Pick<RenderContext, 'texts' | 'textsLanguage'>;

/** The attribute for an element of our own words, where they are in another language than the notebook. */
export function languageAttribute({ textsLanguage }: OwnWords): SafeHtml {
  return textsLanguage === undefined ? NO_HTML : html` lang="${textsLanguage}"`;
}

/** The same for an element of a tree. */
export function languageProperty({ textsLanguage }: OwnWords): { readonly lang?: string } {
  return textsLanguage === undefined ? {} : { lang: textsLanguage };
}
