import { expect, test } from 'vitest';
import { checkSiteSize } from './host-limit.ts';

test.each([
  [0, undefined],
  [799_999_999, undefined],
  [812_300_000, 'The site takes 812.3 MB; GitHub Pages publishes at most 1,000 MB.'],
  [2_500_000_000, 'The site takes 2,500 MB; GitHub Pages publishes at most 1,000 MB.'],
])('of a site of %i bytes', (sizeBytes, message) => {
  expect(checkSiteSize(sizeBytes, 'catalog.yaml').map((each) => each.message)).toEqual(
    message === undefined ? [] : [message],
  );
});
