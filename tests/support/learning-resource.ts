import { z } from 'zod';

const Url = z.url({ protocol: /^https?$/ });
const Words = z.string().regex(/^\S(?:[\s\S]*\S)?$/);
const Person = z.strictObject({ '@type': z.literal('Person'), name: Words });

/**
 * What a page says of its notebook, in the shapes that https://schema.org/LearningResource gives its properties, and
 * with what search engines ask for of a Course (https://developers.google.com/search/docs/appearance/structured-data/course).
 * All the others are there: a notebook of which the manifest or its repository says nothing may lack some of them.
 */
export const LearningResource = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('LearningResource'),
  name: Words,
  description: Words,
  url: Url,
  inLanguage: z.string().refine((tag) => Intl.getCanonicalLocales(tag)[0] === tag),
  learningResourceType: Words,
  keywords: Words,
  image: Url,
  license: z.union([Url, z.strictObject({ '@type': z.literal('CreativeWork'), name: Words })]),
  author: z.array(Person).nonempty(),
  isPartOf: z.strictObject({
    '@type': z.literal('Course'),
    name: Words,
    description: Words,
    url: Url,
    provider: z.strictObject({ '@type': z.literal('Organization'), name: Words, url: Url }),
  }),
  dateModified: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
});
