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
});
