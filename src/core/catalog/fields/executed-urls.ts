import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';
import { checkPlaceholders, fillPlaceholders, formatPlaceholders, listPlaceholders } from './placeholders.ts';
import { checkPageUrl } from './urls.ts';

/** What an address template may contain, as Python's pathlib divides a path. */
export const PATH_PARTS = ['path', 'folder', 'stem'] as const;

const ALLOWED = `it may contain ${formatPlaceholders(PATH_PARTS)}, which stand for a notebook's path, its folder, and its file name without the extension`;

/** Where the notebooks of a content can be read with their results: an address with parts of the path in it. */
export function checkExecutedTemplate(text: string): Problem | undefined {
  const problem =
    checkPlaceholders(text, PATH_PARTS, ALLOWED) ?? checkPageUrl(fillPlaceholders(text, () => 'x'));
  if (problem !== undefined) return problem;
  const names = listPlaceholders(text);
  if (!names.includes('path') && !names.includes('stem')) {
    return {
      code: 'manifest/bad-template',
      message: `${quote(text)} is one address for all notebooks; ${ALLOWED}.`,
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
