import { describe, expect, test } from 'vitest';
import { findLaunchLinks } from './find-links.ts';

const BINDER =
  'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse';
const HUB =
  'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Forg%2Fcourse&branch=main';

describe('findLaunchLinks', () => {
  test.each([
    [
      'a Markdown badge',
      `# Course\n\n[![Binder](https://mybinder.org/badge_logo.svg)](${BINDER})\n`,
      [[BINDER, 3]],
    ],
    ['reStructuredText', `.. image:: https://mybinder.org/badge_logo.svg\n   :target: ${HUB}\n`, [[HUB, 2]]],
    ['HTML', `<a href="${HUB}">open</a>`, [[HUB, 1]]],
    ['the JSON of a notebook', JSON.stringify({ source: [`[open](${BINDER}).\n`] }), [[BINDER, 1]]],
    ['the end of a sentence', `See ${HUB}.`, [[HUB, 1]]],
    ['the same link twice', `${HUB}\n${HUB}`, [[HUB, 1]]],
    ['an old route', 'https://mybinder.org/repo/org/course', [['https://mybinder.org/repo/org/course', 1]]],
    [
      'addresses that launch nothing',
      'https://github.com/org/course and https://mybinder.org/ and https://example.org/v2/',
      [],
    ],
  ] as const)('%s', (_, text, expected) => {
    expect(findLaunchLinks(text).map(({ url, line }) => [url, line])).toEqual(expected);
  });

  // The test's own time limit is what fails where one of them takes quadratic time.
  test.each([
    ['an address and dots', `https://mybinder.org/v2/gh/a${'.'.repeat(1_000_000)}x`, 0],
    ['dots at the end', `${BINDER}${'.'.repeat(1_000_000)}`, 1],
    ['many beginnings', 'https://'.repeat(500_000), 0],
    ['many routes', `https://a.example/${'git-pull'.repeat(500_000)}`, 0],
    ['many links', Array.from({ length: 100_000 }, (_, index) => `${BINDER}${index}`).join('\n'), 1000],
    ['many lines', '\n'.repeat(4_000_000), 0],
  ])('%s of some megabytes are searched in linear time', (_, text, count) => {
    expect(findLaunchLinks(text)).toHaveLength(count);
  });
});
