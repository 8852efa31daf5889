import { formatMegabytes } from '../diagnostics/format-megabytes.ts';
import type { Diagnostic } from '../diagnostics/types.ts';

/** What GitHub Pages publishes at most (https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits). */
const HOST_LIMIT_BYTES = 1_000_000_000;
/** Said from here on, while there is time to do something. */
const NEAR_BYTES = 0.8 * HOST_LIMIT_BYTES;

/** @param file of the manifest */
export function checkSiteSize(sizeBytes: number, file: string): readonly Diagnostic[] {
  if (sizeBytes < NEAR_BYTES) return [];
  return [
    {
      code: 'site/large',
      severity: 'warning',
      message: `The site takes ${formatMegabytes(sizeBytes)}; GitHub Pages publishes at most ${formatMegabytes(HOST_LIMIT_BYTES)}.`,
      hint: 'Leave notebooks out with "exclude", make their pictures smaller, or divide the catalogue into two.',
      position: { file },
    },
  ];
}
