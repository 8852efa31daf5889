import { isExampleRepository } from '../../core/catalog/example.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { environmentVersions } from '../../core/catalog/views.ts';
import { judgeBinder } from '../../core/health/judge-binder.ts';
import { skipVersion } from '../../core/health/outline.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import { claimBinder } from '../../core/published/claims.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { RegistryClient } from '../../io/registry/types.ts';
import type { PositionOf } from '../content/checked-content.ts';
import { createRepositories } from '../night/night-repositories.ts';
import { observeBinder } from '../night/observe-binder.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';
import { reportFinding } from './report-finding.ts';

export interface BinderCheckPorts {
  readonly git: GitClient;
  /** Without it, an image that is not the catalogue's own is not looked for. */
  readonly registry?: Pick<RegistryClient, 'checkPresence'>;
  /** Without it nothing counts as accepted. */
  now?(): Date;
}

/** Every Binder repository that the manifest names: its ref, its Dockerfile, and the image that one starts from. */
export async function checkBinderRepositories(
  catalog: Pick<Catalog, 'environments'>,
  ports: BinderCheckPorts,
  positionOf: PositionOf,
): Promise<readonly ClaimedDiagnostic[]> {
  const repositories = createRepositories(ports.git);
  const checks = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).map(async (version, index): Promise<readonly ClaimedDiagnostic[]> => {
      const { binder, tag, digest } = version;
      const name = parseImageReference(environment.image);
      // That an address is still the example's is said once, for the whole manifest.
      if (!binder || !name.ok || isExampleRepository(binder.repository)) return [];
      const path = ['environments', environment.id, ...(index === 0 ? [] : ['earlier', index - 1]), 'binder'];
      const wanted = { ...name.value, tag, ...(digest === undefined ? {} : { digest }) };
      const outline = skipVersion(environment, version);
      const findings = judgeBinder({
        ...outline,
        binder: await observeBinder({ ...ports, repositories }, binder, wanted),
      });
      const now = ports.now?.().toISOString();
      return findings.flatMap((finding) => {
        const isOfRepository = /binder\/(?:repository-missing|unreachable)/.test(finding.code);
        const position = positionOf([...path, isOfRepository ? 'repository' : 'ref']);
        const claim = claimBinder(binder);
        return reportFinding(finding, position, outline.accepted, now).map((each) => ({ ...each, claim }));
      });
    }),
  );
  return (await Promise.all(checks)).flat();
}
