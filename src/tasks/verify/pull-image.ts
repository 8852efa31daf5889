import { fail, ok, type Result } from '../../core/result.ts';
import type { ContainerEngine } from '../../io/containers/types.ts';

/**
 * Brings an image onto this machine by its digest, from the mirror where the first registry does not give it: what a
 * digest names is the same everywhere.
 *
 * @returns the name under which it is there; as a failure one sentence
 */
export async function pullImage(
  engine: Pick<ContainerEngine, 'pull'>,
  image: string,
  mirror: string | undefined,
  digest: string,
): Promise<Result<string, string>> {
  const pulled = await engine.pull(`${image}@${digest}`);
  if (pulled.ok) return ok(image);
  if (mirror === undefined || pulled.failure.code === 'containers/no-space')
    return fail(pulled.failure.message);
  const mirrored = await engine.pull(`${mirror}@${digest}`);
  return mirrored.ok ? ok(mirror) : fail(`${pulled.failure.message} ${mirrored.failure.message}`);
}
