import type { EnvironmentVersion } from '../catalog/types.ts';
import { findEnvironmentStatus } from '../health/summary.ts';
import type { Status } from '../health/types.ts';

/** What is run in an image that starts nothing of its own; without `--ip` it would answer inside of the container only. */
const COMMAND = 'jupyter lab --ip 0.0.0.0';

/**
 * The line that starts a version of an environment on one's own computer; the pinned bytes where
 * they are known. An image without a default command, such as Pangeo's, is given one.
 *
 * @param status of the last nightly check, which read the configuration of the image
 */
export function buildDockerRun(
  { id, image }: { readonly id: string; readonly image: string },
  { tag, digest }: EnvironmentVersion,
  status: Status | null,
): string {
  const row = findEnvironmentStatus(status, id, tag);
  // Where the first registry does not serve it, the same bytes from the mirror.
  const mirror = row?.reasons.find(({ code }) => code === 'image/on-mirror')?.about?.mirror;
  const reference = mirror ?? `${image}:${tag}${digest === undefined ? '' : `@${digest}`}`;
  const isGiven = row?.preflight?.command === 'no';
  return `docker run --rm -p 8888:8888 ${reference}${isGiven ? ` ${COMMAND}` : ''}`;
}
