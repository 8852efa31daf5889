import { type LanguageAttributes, languageAttributes } from '../core/site/language.ts';
import { distinguishTwins } from '../core/site/twin-titles.ts';
import type { SiteModel } from '../core/site/types.ts';
import { createSiteUrls, type SiteUrls } from '../core/site/urls.ts';
import type { Texts } from '../core/texts/en.ts';
import { interfaceLanguage, textsFor } from '../core/texts/texts.ts';
import { loadSiteModel } from './loaders/model.ts';

/** What all pages and components share, so that it is not passed through attributes. */
export interface SiteContext {
  readonly model: SiteModel;
  readonly site: SiteModel['site'];
  /** The words of the interface. */
  readonly t: Texts;
  readonly urls: SiteUrls;
  /** Id of a notebook → what tells it from another one of the same title. */
  readonly twins: ReadonlyMap<string, string>;
  /** BCP 47 tag of the pages, which is that of `t`: the site's own, unless the interface is not translated into it. */
  readonly language: string;
  /**
   * `lang` and `dir` of an element whose text is in this language (BCP 47), where the pages have another. Written one by
   * one: Astro adds its class to an object that is spread into an element, and writes a second `class`.
   */
  markLanguage(language: string): LanguageAttributes;
  /** Those of the texts that the manifest has about the site itself. */
  readonly ownLanguage: LanguageAttributes;
}

let context: SiteContext | undefined;

/** The context of the catalogue as it is now: `dev` prepares it anew when the manifest changes. */
export function siteContext(): SiteContext {
  const model = loadSiteModel();
  if (context?.model !== model) {
    const { site } = model;
    const language = interfaceLanguage(site.language);
    context = {
      model,
      site,
      t: textsFor(language),
      urls: createSiteUrls(site.url),
      twins: distinguishTwins(model.notebooks),
      language,
      markLanguage: (other) => languageAttributes(other, language),
      ownLanguage: languageAttributes(site.language, language),
    };
  }
  return context;
}
