import type { Detail } from './details.ts';

/** Somebody else's words, as statuses of earlier versions have them: no language has a text for them. */
export function quoteWords(words: string): Detail {
  return { kind: 'words', args: { words } };
}
