import { z } from 'zod';
import { checkRepositoryUrl, checkSiteUrl } from '../fields/urls.ts';
import { checkLanguage } from '../fields/words.ts';
import { text, textAsWritten } from './values.ts';

export const SiteSchema = z
  .strictObject({
    title: textAsWritten().meta({
      description: 'Name of the catalogue, at the top of every page.',
      examples: ['Glacier notebooks'],
    }),
    url: text(checkSiteUrl).meta({
      description: 'Address at which the site is published, with its folder.',
      examples: ['https://example.github.io/notebooks/'],
      pattern: '^https?://',
    }),
    description: textAsWritten()
      .optional()
      .meta({ description: 'One or two sentences for the start page and search engines.' }),
    language: text(checkLanguage)
      .optional()
      .meta({
        description: 'Language of the pages as a BCP 47 tag; "en" by default.',
        examples: ['en', 'de', 'pt-BR'],
        default: 'en',
      }),
    repository: text((value) => checkRepositoryUrl(value))
      .optional()
      .meta({
        description: "Address of this catalogue's own repository, for links to its source.",
        examples: ['https://github.com/example/notebooks'],
        pattern: '^https?://',
      }),
  })
  .meta({ description: 'The catalogue itself: its title, its address, its language.' });
