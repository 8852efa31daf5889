import { quote } from '../../diagnostics/quote.ts';
import { adviseValue } from '../remedies.ts';
import type { Problem } from '../reporter.ts';
import { slugify } from '../slug.ts';

/** Lower-case ASCII letters, digits and single hyphens between them: safe in addresses, file names and badges. */
export const ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MAX_ID_LENGTH = 100;
/** `<content>/<slug>`. */
export const NOTEBOOK_ID_PATTERN = new RegExp(
  ID_PATTERN.source.replace('$', `/${ID_PATTERN.source.slice(1)}`),
);

export const ALLOWED_IN_IDS = 'lower-case letters a to z, digits, and single hyphens between them';

/** Permanent id of a notebook, `<content>/<slug>`. Made by `createNotebookIds` only. */
export type NotebookId = string & { readonly __brand: 'NotebookId' };

export function isId(text: string): boolean {
  return text.length <= MAX_ID_LENGTH && ID_PATTERN.test(text);
}

export function checkId(text: string): Problem | undefined {
  if (isId(text)) return undefined;
  if (text.length > MAX_ID_LENGTH) {
    return {
      code: 'manifest/bad-id',
      message: `The id ${quote(text)} is longer than ${MAX_ID_LENGTH} characters.`,
    };
  }
  const suggestion = slugify(text);
  return {
    code: 'manifest/bad-id',
    message: `${quote(text)} is not an id; an id has ${ALLOWED_IN_IDS}.`,
    ...adviseValue(isId(suggestion) ? suggestion : undefined),
  };
}

/** `<content>/<slug>`, as the addresses of notebooks have it. */
export function checkNotebookId(text: string): Problem | undefined {
  const parts = text.split('/');
  if (parts.length === 2 && parts.every(isId)) return undefined;
  return {
    code: 'manifest/bad-notebook-id',
    message: `${quote(text)} is not the id of a notebook; write "<content>/<notebook>", each of ${ALLOWED_IN_IDS}.`,
  };
}
