import { formatRepository, parseImageReference } from './reference.ts';

/**
 * The first line of a Dockerfile that starts from a version: by digest where it has one.
 *
 * @param image name without tag and digest
 */
export function formatFromLine(image: string, tag: string, digest: string | undefined): string {
  const parsed = parseImageReference(image);
  const name = parsed.ok ? formatRepository(parsed.value) : image;
  return `FROM ${name}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}
