import type { EnvironmentVersion } from '../catalog/types.ts';

/**
 * The line that starts a version of an environment on one's own computer; the pinned bytes where
 * they are known.
 *
 * @param image name without tag or digest
 */
export function buildDockerRun(image: string, { tag, digest }: EnvironmentVersion): string {
  return `docker run --rm -p 8888:8888 ${image}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}
