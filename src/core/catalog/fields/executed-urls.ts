import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import type { Problem } from '../reporter.ts';
import { checkPageUrl } from './urls.ts';

/** What an address template may contain, as Python's pathlib divides a path. */
export const PATH_PARTS = ['path', 'folder', 'stem'] as const;
export type PathPart = (typeof PATH_PARTS)[number];

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Where the notebooks of a content can be read with their results: an address with parts of the path in it. */
export function checkExecutedTemplate(text: string): Problem | undefined {
  const names = [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const unknown = names.find((name) => !(PATH_PARTS as readonly string[]).includes(name));
  if (unknown !== undefined || /[{}]/.test(text.replace(PLACEHOLDER, ''))) {
    const near = unknown === undefined ? undefined : suggestWord(unknown, PATH_PARTS);
    const what = unknown === undefined ? 'a brace without its counterpart' : quote(`{${unknown}}`);
    return {
      code: 'manifest/bad-template',
      message: `${quote(text)} contains ${what}; ${describeParts()}.`,
      ...(near === undefined
        ? {}
        : { hint: `Did you mean "{${near}}"?`, replacement: text.replace(`{${unknown}}`, `{${near}}`) }),
    };
  }
  const problem = checkPageUrl(text.replace(PLACEHOLDER, 'x'));
  if (problem !== undefined) return problem;
  if (!names.includes('path') && !names.includes('stem')) {
    return {
      code: 'manifest/bad-template',
      message: `${quote(text)} is one address for all notebooks; ${describeParts()}.`,
      hint: 'End it with something like "/{folder}/{stem}.html", or give single notebooks an "executed" of their own.',
    };
  }
  if (!/^https?:\/\/[^/{}]+\//i.test(text)) {
    return {
      code: 'manifest/bad-template',
      message: `${quote(text)} has a part of the path in the name of the host; it may stand only behind that.`,
    };
  }
  return undefined;
}

function describeParts(): string {
  return `it may contain ${listWords(
    PATH_PARTS.map((part) => `{${part}}`),
    'and',
  )}, which stand for a notebook's path, its folder, and its file name without the extension`;
}
