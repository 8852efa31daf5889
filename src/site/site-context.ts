import { distinguishTwins } from '../core/site/twin-titles.ts';
import type { SiteModel } from '../core/site/types.ts';
import { createSiteUrls, type SiteUrls } from '../core/site/urls.ts';
import type { Texts } from '../core/texts/en.ts';
import { textsFor } from '../core/texts/texts.ts';
import { loadSiteModel } from './loaders/model.ts';

/** What all pages and components share, so that it is not passed through attributes. */
export interface SiteContext {
  readonly model: SiteModel;
  readonly site: SiteModel['site'];
  /** The words of the site, in its language. */
  readonly t: Texts;
  readonly urls: SiteUrls;
  /** Id of a notebook → what tells it from another one of the same title. */
  readonly twins: ReadonlyMap<string, string>;
  /** BCP 47 tag of the site. */
  readonly language: string;
}

let context: SiteContext | undefined;

/** The context of the catalogue as it is now: `dev` prepares it anew when the manifest changes. */
export function siteContext(): SiteContext {
  const model = loadSiteModel();
  if (context?.model !== model) {
    const { site } = model;
    const { language } = site;
    context = {
      model,
      site,
      t: textsFor(language),
      urls: createSiteUrls(site.url),
      twins: distinguishTwins(model.notebooks),
      language,
    };
  }
  return context;
}
