import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';
import { checkFilePath } from './paths.ts';

/** Kinds of pictures that every browser shows, by the ending of their names. */
export const PICTURE_ENDINGS = ['svg', 'png', 'webp', 'jpg', 'jpeg', 'gif', 'avif'] as const;

/** Of JSON Schema, whose patterns have no flag for capitals. */
export const PICTURE_PATTERN = `\\.(?:${PICTURE_ENDINGS.map(inAnyCase).join('|')})$`;

function inAnyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** The path of a picture, beside the manifest or in a repository. */
export function checkPictureFile(text: string): Problem | undefined {
  if (/^https?:/i.test(text)) {
    return {
      code: 'manifest/bad-picture',
      message: `${quote(text)} is on another host, and pages of the site show nothing from there.`,
      hint: 'Save the picture beside the manifest, and write its path.',
    };
  }
  const problem = checkFilePath(text);
  if (problem !== undefined) return problem;
  const ending = /\.([^./]+)$/.exec(text)?.[1]?.toLowerCase() ?? '';
  if ((PICTURE_ENDINGS as readonly string[]).includes(ending)) return undefined;
  return {
    code: 'manifest/bad-picture',
    message: `${quote(text)} does not end as a picture does; allowed are ${PICTURE_ENDINGS.map((each) => `.${each}`).join(', ')}.`,
  };
}
