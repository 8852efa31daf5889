import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textsFor } from '../texts/texts.ts';
import {
  describeLearningResource,
  describeLicense,
  describeNotebook,
  formatScriptJson,
} from './structured-data.ts';
import type { SiteContent, SiteNotebook } from './types.ts';

const NOTEBOOK = {
  id: 'tides/welcome',
  title: 'Welcome',
  description: 'Why the sea rises.',
  language: 'de',
  tags: ['start', 'sea'],
  cover: '0123456789abcdef.webp',
  changedAt: '2026-03-09T10:00:00Z',
} as unknown as SiteNotebook;
const CONTENT = {
  id: 'tides',
  title: 'Tides',
  authors: ['Ada Example'],
  license: 'CC-BY-4.0',
} as unknown as SiteContent;
const MODEL = { site: { title: 'Harbour', url: 'https://example.org/h/', language: 'en' } };

test('a notebook is described to search engines with what belongs to it', () => {
  expect(describeLearningResource(NOTEBOOK, CONTENT, MODEL)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: 'Welcome',
    description: 'Why the sea rises.',
    url: 'https://example.org/h/notebooks/tides/welcome/',
    inLanguage: 'de',
    learningResourceType: 'Jupyter notebook',
    keywords: 'start, sea',
    image: 'https://example.org/h/files/0123456789abcdef.webp',
    license: 'https://spdx.org/licenses/CC-BY-4.0.html',
    author: [{ '@type': 'Person', name: 'Ada Example' }],
    isPartOf: {
      '@type': 'Course',
      name: 'Tides',
      description: 'Tides',
      url: 'https://example.org/h/c/tides/',
      provider: { '@type': 'Organization', name: 'Harbour', url: 'https://example.org/h/' },
    },
    dateModified: '2026-03-09T10:00:00Z',
  });
});

test('the picture for whoever shows links comes before that of lists', () => {
  const shared = { ...NOTEBOOK, sharePicture: 'fedcba9876543210.png' };
  expect(describeLearningResource(shared, CONTENT, MODEL).image).toBe(
    'https://example.org/h/files/fedcba9876543210.png',
  );
});

test('what is not known is left out', () => {
  const bare = {
    id: 'a/b',
    title: 'B',
    description: '',
    language: 'en',
    tags: [],
  } as unknown as SiteNotebook;
  expect(Object.keys(describeLearningResource(bare, undefined, MODEL)).sort()).toEqual(
    ['@context', '@type', 'inLanguage', 'learningResourceType', 'name', 'url'].sort(),
  );
});

test('a notebook without text is described by where it belongs', () => {
  const silent = { ...NOTEBOOK, description: '' };
  const sentence = 'A notebook of the collection “Tides”.';
  expect(describeLearningResource(silent, CONTENT, MODEL).description).toBe(sentence);
  expect(describeNotebook(silent, { title: 'Tides', description: 'Of the sea.' }, textsFor('en'))).toBe(
    `${sentence} Of the sea.`,
  );
  expect(describeNotebook(NOTEBOOK, CONTENT, textsFor('en'))).toBe('Why the sea rises.');
});

test('no text of a notebook ends the script that carries it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = formatScriptJson({ name: `</script><!--${text}` });
      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(json)).toEqual({ name: `</script><!--${text}` });
    }),
  );
});

test.each([
  ['MIT', 'https://spdx.org/licenses/MIT.html'],
  ['CC-BY-NC-SA-4.0', 'https://spdx.org/licenses/CC-BY-NC-SA-4.0.html'],
  ['BSD-3-Clause', 'https://spdx.org/licenses/BSD-3-Clause.html'],
  ['GPL-3.0-or-later', 'https://spdx.org/licenses/GPL-3.0-or-later.html'],
  ['Proprietary', { '@type': 'CreativeWork', name: 'Proprietary' }],
  ['CC-BY', { '@type': 'CreativeWork', name: 'CC-BY' }],
  ['MIT-like', { '@type': 'CreativeWork', name: 'MIT-like' }],
  ['https://example.org/terms', 'https://example.org/terms'],
  ['All rights reserved', { '@type': 'CreativeWork', name: 'All rights reserved' }],
])('the licence %s', (license, expected) => {
  expect(describeLicense(license)).toEqual(expected);
});
