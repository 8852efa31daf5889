import { isExampleRepository } from '../../core/catalog/example.ts';
import type {
  BinderRepository,
  Catalog,
  Content,
  Environment,
  EnvironmentVersion,
} from '../../core/catalog/types.ts';
import { environmentVersions, listBinders, versionPath } from '../../core/catalog/views.ts';
import { quote } from '../../core/diagnostics/quote.ts';
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
  catalog: Pick<Catalog, 'environments' | 'contents'>,
  ports: BinderCheckPorts,
  positionOf: PositionOf,
): Promise<readonly ClaimedDiagnostic[]> {
  const repositories = createRepositories(ports.git);
  const checks = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).flatMap((version, index) => {
      const path = [...versionPath(environment.id, index), 'binder'];
      // Of a list the place in it, else the mapping itself.
      return listBinders(version).map((each, place) =>
        checkOne(environment, version, each, version.moreBinders === undefined ? path : [...path, place]),
      );
    }),
  );
  return (await Promise.all(checks)).flat();

  async function checkOne(
    environment: Environment,
    version: EnvironmentVersion,
    binder: BinderRepository,
    path: readonly (string | number)[],
  ): Promise<readonly ClaimedDiagnostic[]> {
    const { tag, digest } = version;
    const name = parseImageReference(environment.image);
    // That an address is still the example's is said once, for the whole manifest.
    if (!name.ok || isExampleRepository(binder.repository)) return [];
    const wanted = { ...name.value, tag, ...(digest === undefined ? {} : { digest }) };
    const outline = skipVersion(environment, version);
    const observed = await observeBinder({ ...ports, repositories }, binder, wanted);
    const findings = judgeBinder({ ...outline, binder: observed });
    const now = ports.now?.().toISOString();
    const isCurrent = version === environment.current;
    const built = isCurrent ? catalog.contents.filter(isBuiltIn(environment.id)) : [];
    const isEmpty = observed.kind === 'dockerfile' && observed.copiesFiles === false;
    const bare = isEmpty ? built.map((content) => describeBare(content, observed.path, positionOf)) : [];
    return bare.concat(
      findings.flatMap((finding) => {
        const isOfRepository = /binder\/(?:repository-missing|unreachable)/.test(finding.code);
        const position = positionOf([...path, isOfRepository ? 'repository' : 'ref']);
        const claim = claimBinder(binder);
        return reportFinding(finding, position, outline.accepted, now).map((each) => ({ ...each, claim }));
      }),
    );
  }
}

function isBuiltIn(environmentId: string) {
  return ({ pull, environment }: Content) => pull === 'none' && environment === environmentId;
}

/** A Dockerfile that copies nothing makes an image without the notebooks of its repository. */
function describeBare(
  { id, repository, branch }: Content,
  path: string,
  positionOf: PositionOf,
): ClaimedDiagnostic {
  return {
    code: 'content/not-in-image',
    severity: 'warning',
    message: `${path} of ${repository} at ${branch} copies no file of the repository, so the notebooks of ${quote(id)} are probably not in the image, and nothing else brings them.`,
    hint: 'Add "COPY . $HOME" to the Dockerfile, or remove "pull: none".',
    position: positionOf(['content', id, 'pull']),
    claim: claimBinder({ repository, ref: branch }),
  };
}
