import { quote } from '../../diagnostics/quote.ts';
import { formatImageReference, parseImageReference } from '../../images/reference.ts';
import type { Problem } from '../reporter.ts';

const TAG_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
export const DIGEST_PATTERN = /^sha256:[0-9a-f]{64}$/;

/** An image name without tag and digest. */
export function checkImage(text: string): Problem | undefined {
  const parsed = parseImageReference(text);
  if (!parsed.ok) {
    const isUpperCase = parsed.failure.code === 'image-reference/uppercase';
    return {
      code: isUpperCase ? 'manifest/image-upper-case' : 'manifest/bad-image',
      message: parsed.failure.message,
      ...(isUpperCase ? { hint: `Write ${quote(nameOf(text).toLowerCase())}.` } : {}),
    };
  }
  const { tag, digest } = parsed.value;
  if (tag === undefined && digest === undefined) return undefined;
  const name = nameOf(text);
  const parts = [
    ...(tag === undefined ? [] : [`tag: ${tag}`]),
    ...(digest === undefined ? [] : [`digest: ${digest}`]),
  ];
  return {
    code: 'manifest/image-with-tag',
    message: `The image ${quote(text)} carries a ${tag === undefined ? 'digest' : 'tag'}; tag and digest are keys of their own.`,
    hint: `Write "image: ${name}" and ${parts.map((part) => `"${part}"`).join(' and ')}.`,
  };
}

function nameOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
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
  const isBareHash = /^[0-9a-f]{64}$/i.test(text);
  return {
    code: 'manifest/bad-digest',
    message: `${quote(text)} is not a digest; write "sha256:" and 64 hexadecimal digits in lower case.`,
    ...(isBareHash ? { hint: `Write "sha256:${text.toLowerCase()}".` } : {}),
  };
}

/** One spelling for each image, for comparing; undefined where the name is malformed. */
export function normalizeImage(text: string): string | undefined {
  const parsed = parseImageReference(text);
  return parsed.ok ? formatImageReference(parsed.value) : undefined;
}
