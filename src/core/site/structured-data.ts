import type { SiteContent, SiteModel, SiteNotebook } from './types.ts';
import { createSiteUrls } from './urls.ts';

/**
 * A notebook as schema.org's LearningResource, for search engines and link previews
 * (https://schema.org/LearningResource).
 */
export function describeLearningResource(
  notebook: SiteNotebook,
  content: SiteContent | undefined,
  { site }: Pick<SiteModel, 'site'>,
): Readonly<Record<string, unknown>> {
  const urls = createSiteUrls(site.url);
  const license = content?.license ?? site.license;
  const picture = notebook.sharePicture ?? notebook.cover;
  return {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: notebook.title,
    ...(notebook.description !== '' && { description: notebook.description }),
    url: urls.absolute(urls.notebook(notebook.id)),
    inLanguage: notebook.language,
    learningResourceType: 'Jupyter notebook',
    ...(notebook.tags.length > 0 && { keywords: notebook.tags.join(', ') }),
    ...(picture !== undefined && { image: urls.absolute(urls.asset(picture)) }),
    ...(license !== undefined && { license: describeLicense(license) }),
    ...(content?.authors !== undefined && {
      author: content.authors.map((name) => ({ '@type': 'Person', name })),
    }),
    ...(content !== undefined && {
      isPartOf: {
        '@type': 'Course',
        name: content.title,
        description: content.description ?? content.title,
        url: urls.absolute(urls.collection(content.id)),
        provider: { '@type': 'Organization', name: site.title, url: site.url },
      },
    }),
    ...(notebook.changedAt !== undefined && { dateModified: notebook.changedAt }),
  };
}

/** JSON for a `<script>`: nothing in it can end the element. */
export function formatScriptJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A licence as schema.org has it, which takes an address or a work, and no mere words: that of an SPDX identifier, or a
 * work of that name.
 */
export function describeLicense(
  license: string,
): string | { readonly '@type': 'CreativeWork'; readonly name: string } {
  if (/^https?:/i.test(license)) return license;
  if (/^[A-Za-z0-9.+-]+$/.test(license)) return `https://spdx.org/licenses/${license}.html`;
  return { '@type': 'CreativeWork', name: license };
}
