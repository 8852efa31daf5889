import type { Environment, EnvironmentVersion } from '../../core/catalog/types.ts';
import type { Rebuild } from '../../core/health/observations.ts';
import { parseRebuilds, REBUILDS } from '../../core/health/rebuilds.ts';
import { readFile } from './binder-files.ts';
import type { BinderPorts } from './observe-binder.ts';

/** What an environment's repository last said of building a version again; undefined where it says nothing. */
export async function observeRebuild(
  ports: BinderPorts,
  { source, earlier }: Environment,
  { tag }: EnvironmentVersion,
): Promise<Rebuild | undefined> {
  // Without earlier versions nothing is built again.
  if (source === undefined || earlier.length === 0) return undefined;
  const state = await ports.repositories.read(source, REBUILDS.ref);
  if (!state.ok) return undefined;
  const bytes = await readFile(ports, state.value, REBUILDS.path, REBUILDS.maxBytes);
  return 'kind' in bytes ? undefined : parseRebuilds(bytes.toString('utf8')).get(tag);
}
