import * as z from 'zod';
import { parseHexColour } from '../../colour/accent-theme.ts';
import { describe } from '../../schema-parts.ts';
import { trimEndSlashes } from '../../trim.ts';
import { checkColour } from '../fields/colours.ts';
import { checkContact, checkLinkTarget, checkRepositoryUrl, checkSiteUrl } from '../fields/urls.ts';
import { canonicalLanguage } from '../fields/words.ts';
import { languageTag, moment, picture } from './forms.ts';
import { camelKeys, list, optional, text, textAsWritten, word } from './values.ts';

const DEFAULT_LANGUAGE = 'en';

/** Where a link of the manifest's own is shown. */
export const LINK_PLACES = ['header', 'footer'] as const;

const pictureSchema = (description: string, example: string) =>
  optional(picture(), description, { examples: [example] });

const LinkSchema = z
  .strictObject({
    title: describe(textAsWritten(), 'Text of the link.', { examples: ['Legal notice'] }),
    url: describe(
      textAsWritten(checkLinkTarget),
      'Where it leads: an address, or a page of the site such as "imprint/".',
      { examples: ['https://example.org/imprint', 'imprint/'] },
    ),
    place: describe(
      word(LINK_PLACES)
        .optional()
        .transform((place) => place ?? 'footer'),
      'Where it is shown; in the footer by default.',
      { default: 'footer' },
    ),
  })
  .transform(camelKeys)
  .meta({ description: 'A link at the top or at the foot of every page.' });

const AnnouncementSchema = z
  .strictObject({
    text: describe(textAsWritten(), 'One sentence, in the language of the site.', {
      examples: ['The exam is on 12 March, in the large lecture hall.'],
    }),
    url: optional(textAsWritten(checkLinkTarget), 'Where the sentence leads.'),
    from: optional(moment('start'), 'First day, or time with its zone.', { examples: ['2026-03-01'] }),
    until: optional(moment('end'), 'Last day, or time with its zone.', { examples: ['2026-03-12'] }),
  })
  .transform(camelKeys)
  .meta({ description: 'A line at the top of every page, which readers can close.' });

export const SiteSchema = z
  .strictObject({
    title: describe(textAsWritten(), 'Name of the catalogue, at the top of every page.', {
      examples: ['Glacier notebooks'],
    }),
    /** Ends in `/`. Gives Astro's `site` (origin) and `base` (path). */
    url: describe(
      text(checkSiteUrl).transform((url) => `${trimEndSlashes(new URL(url).href)}/`),
      'Address at which the site is published, with its folder.',
      { examples: ['https://example.github.io/notebooks/'], pattern: '^https?://' },
    ),
    description: optional(textAsWritten(), 'One or two sentences for the start page and search engines.'),
    language: describe(
      languageTag()
        .optional()
        .transform((tag) => canonicalLanguage(tag ?? DEFAULT_LANGUAGE) ?? DEFAULT_LANGUAGE),
      'Language of the pages as a BCP 47 tag; "en" by default. A region decides how dates are written: "en-US" begins with the month.',
      { examples: ['en', 'de', 'pt-BR'], default: DEFAULT_LANGUAGE },
    ),
    repository: optional(
      text((value) => checkRepositoryUrl(value)).transform(trimEndSlashes),
      "Address of this catalogue's own repository, for links to its source.",
      { examples: ['https://github.com/example/notebooks'], pattern: '^https?://' },
    ),
    /** `#rrggbb`, as it was given. */
    accent: optional(
      text(checkColour).transform((colour) => parseHexColour(colour) ?? colour),
      'Colour of links and buttons. Where it cannot be read on the pages, a darker or lighter one of the same hue is used.',
      { examples: ['#0b5a77'], pattern: '^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$' },
    ),
    logo: pictureSchema('Picture left of the title, beside the manifest: SVG, PNG or WebP.', 'logo.svg'),
    logo_dark: pictureSchema('The logo on a dark page, where it needs another one.', 'logo-dark.svg'),
    favicon: pictureSchema('Icon in the tab of the browser; the logo by default.', 'favicon.svg'),
    image: pictureSchema('Picture on the start page.', 'harbour.webp'),
    links: optional(
      list(LinkSchema),
      'Links at the top or at the foot of every page, such as a legal notice.',
    ),
    footer: optional(textAsWritten(), 'One sentence at the foot of every page.', {
      examples: ['Department of Oceanography, University of Example'],
    }),
    announcement: AnnouncementSchema.optional(),
    contact: optional(
      text(checkContact),
      'Where readers report a fault or ask: an e-mail address, or the address of a page.',
      { examples: ['course@example.org', 'https://example.org/forum'], pattern: '^https?:|.@.' },
    ),
    license: optional(textAsWritten(), 'Licence of the notebooks, where a collection names none.', {
      examples: ['CC-BY-4.0'],
    }),
  })
  .transform(camelKeys)
  .meta({ description: 'The catalogue itself: its title, its address, its language.' });
