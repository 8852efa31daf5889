import type { Texts } from '../texts/en.ts';
import { textsFor } from '../texts/texts.ts';
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
  const description = describeNotebook(notebook, content, textsFor(site.language));
  const license = content?.license ?? site.license;
  const picture = notebook.sharePicture ?? notebook.cover;
  return {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: notebook.title,
    ...(description !== '' && { description }),
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

/**
 * What a notebook is about, for those who have only this sentence and its title; where it is of code alone, where it
 * belongs.
 */
export function describeNotebook(
  { description }: Pick<SiteNotebook, 'description'>,
  content: Pick<SiteContent, 'title' | 'description'> | undefined,
  { site: t }: Pick<Texts, 'site'>,
): string {
  if (description !== '' || content === undefined) return description;
  return [t.partOf(content.title), ...(content.description === undefined ? [] : [content.description])].join(
    ' ',
  );
}

/** JSON for a `<script>`: nothing in it can end the element. */
export function formatScriptJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Licences that notebooks and their texts are published under, as the SPDX list (https://spdx.org/licenses/) names them.
 * Whatever else is written may be an identifier of that list, or a word such as "Proprietary".
 */
const SPDX_IDENTIFIERS = [
  /^(?:0BSD|Artistic-2\.0|BSL-1\.0|CC0-1\.0|CECILL-2\.1|ECL-2\.0|ISC|MIT|MIT-0|MulanPSL-2\.0|NCSA|OFL-1\.1|PSF-2\.0|Unlicense|Zlib)$/,
  /^(?:ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0|CDLA-Permissive-[12]\.0|CDLA-Sharing-1\.0|etalab-2\.0)$/,
  /^(?:Apache-(?:1\.0|1\.1|2\.0)|BSD-[1-4]-Clause|EPL-[12]\.0|EUPL-1\.[0-2]|MPL-(?:1\.0|1\.1|2\.0))$/,
  /^CC-BY(?:-NC)?(?:-SA|-ND)?-(?:1\.0|2\.0|2\.5|3\.0|4\.0)$/,
  /^(?:GPL-[1-3]\.0|LGPL-(?:2\.0|2\.1|3\.0)|AGPL-[13]\.0|GFDL-1\.[1-3])(?:-only|-or-later)?$/,
];

/**
 * A licence as schema.org has it, which takes an address or a work, and no mere words: that of an SPDX identifier, or a
 * work of that name.
 */
export function describeLicense(
  license: string,
): string | { readonly '@type': 'CreativeWork'; readonly name: string } {
  if (/^https?:/i.test(license)) return license;
  if (SPDX_IDENTIFIERS.some((known) => known.test(license)))
    return `https://spdx.org/licenses/${license}.html`;
  return { '@type': 'CreativeWork', name: license };
}
