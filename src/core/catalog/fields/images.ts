import { quote } from '../../diagnostics/quote.ts';
import { type PastedImage, readPastedImage } from '../../images/image-pages.ts';
import { parseImageReference } from '../../images/reference.ts';
import { omitUndefined } from '../../omit-undefined.ts';
import { adviseValue } from '../remedies.ts';
import type { Problem } from '../reporter.ts';
import { unwrapPasted } from './pasted-text.ts';

export const TAG_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
export const DIGEST_PATTERN = /^sha256:[0-9a-f]{64}$/;

/** An image name without tag and digest. */
export function checkImage(text: string): Problem | undefined {
  const pasted = readPastedImage(unwrapPasted(text));
  if (pasted !== undefined) return describePasted(text, pasted);
  const parsed = parseImageReference(text);
  if (!parsed.ok) {
    const isUpperCase = parsed.failure.code === 'image-reference/uppercase';
    const lower = nameOf(text).toLowerCase();
    return {
      code: isUpperCase ? 'manifest/image-upper-case' : 'manifest/bad-image',
      message: parsed.failure.message,
      ...(isUpperCase ? adviseImage(splitImage(text, lower)) : adviseUnwrapped(text)),
    };
  }
  const { tag, digest } = parsed.value;
  if (tag === undefined && digest === undefined) return undefined;
  return {
    code: 'manifest/image-with-tag',
    message: `The image ${quote(text)} carries a ${tag === undefined ? 'digest' : 'tag'}; tag and digest are keys of their own.`,
    ...adviseImage(splitImage(text, nameOf(text))),
  };
}

function describePasted(text: string, pasted: PastedImage): Problem {
  const image = pasted.image.toLowerCase();
  const isName = parseImageReference(image).ok;
  return {
    code: 'manifest/bad-image',
    message: `${quote(text)} is not the name of an image but an address or a command with one in it; write registry, owner and name, such as "ghcr.io/example/env".`,
    ...(isName ? adviseImage({ ...pasted, image }) : {}),
  };
}

/** Quotes or brackets around a name. */
function adviseUnwrapped(text: string): Pick<Problem, 'hint' | 'replacement' | 'beside'> {
  const name = unwrapPasted(text);
  if (name === text || !parseImageReference(name).ok) return {};
  return adviseImage(splitImage(name, nameOf(name)));
}

function splitImage(text: string, image: string): PastedImage {
  const [path = '', digest] = text.split('@');
  const tag = /:([^:/]+)$/.exec(path)?.[1];
  return omitUndefined({ image, tag, digest });
}

/** The lines to write. A tag or digest that would be refused in its turn is left out. */
function adviseImage({ image, tag, digest }: PastedImage): Pick<Problem, 'hint' | 'replacement' | 'beside'> {
  const beside = {
    ...(tag === undefined || checkTag(tag) !== undefined ? {} : { tag }),
    ...(digest === undefined || checkDigest(digest) !== undefined ? {} : { digest }),
  };
  const lines = [`image: ${image}`, ...Object.entries(beside).map(([key, value]) => `${key}: ${value}`)];
  return {
    hint: `Write ${lines.map((line) => `"${line}"`).join(' and ')}${tag?.toLowerCase() === 'latest' ? ', and as "tag" that of one build' : ''}.`,
    replacement: image,
    beside,
  };
}

function nameOf(image: string): string {
  return (image.split('@')[0] ?? '').replace(/:[^:/]*$/, '');
}

/** A tag that pins a version; `latest` is refused. */
export function checkTag(text: string): Problem | undefined {
  if (text.toLowerCase() === 'latest') {
    return {
      code: 'manifest/latest-tag',
      message: `The tag ${quote(text)} is refused: it names another image after every push, so nobody can tell which one a class gets.`,
      hint: 'Name the tag of one build; the pages of the image at its registry list them.',
    };
  }
  if (TAG_PATTERN.test(text)) return undefined;
  return {
    code: 'manifest/bad-tag',
    message: `${quote(text)} is not a tag; a tag has 1 to 128 letters, digits, "_", "." or "-" and does not begin with "." or "-".`,
    ...(text.includes('@') ? { hint: 'A digest goes under the key "digest".' } : {}),
  };
}

export function checkDigest(text: string): Problem | undefined {
  if (DIGEST_PATTERN.test(text)) return undefined;
  return {
    code: 'manifest/bad-digest',
    message: `${quote(text)} is not a digest; write "sha256:" and 64 hexadecimal digits in lower case.`,
    ...adviseValue(/^[0-9a-f]{64}$/i.test(text) ? `sha256:${text.toLowerCase()}` : undefined),
  };
}
