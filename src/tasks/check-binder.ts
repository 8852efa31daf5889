import type { BinderRepository, Catalog, EnvironmentVersion } from '../core/catalog/types.ts';
import { environmentVersions } from '../core/catalog/views.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { chooseDockerfile, DECISIVE_PATHS } from '../core/health/binder-layout.ts';
import { matchBinderImage } from '../core/health/binder-match.ts';
import { judgeBinder } from '../core/health/judge-binder.ts';
import type { BinderObservation } from '../core/health/observations.ts';
import { EFFECTS } from '../core/health/verdicts.ts';
import { parseDockerfileBase } from '../core/images/dockerfile.ts';
import { parseImageReference } from '../core/images/reference.ts';
import type { ImageReference } from '../core/images/types.ts';
import type { GitClient, GitFailure, Snapshot, TreeFile } from '../io/git/types.ts';
import type { PositionOf } from './checked-content.ts';

const MAX_DOCKERFILE_BYTES = 1_000_000;
const MAX_LINK_BYTES = 4096;

/** Every Binder repository that the manifest names: its ref, its Dockerfile, and the image that one starts from. */
export async function checkBinderRepositories(
  catalog: Pick<Catalog, 'environments'>,
  git: GitClient,
  positionOf: PositionOf,
): Promise<readonly Diagnostic[]> {
  const checks = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).map(async (version, index): Promise<Diagnostic[]> => {
      const { binder } = version;
      if (!binder) return [];
      const path = ['environments', environment.id, ...(index === 0 ? [] : ['earlier', index - 1]), 'binder'];
      const observation = await observeBinderRepository(git, binder, environment.image, version);
      const findings = judgeBinder({
        environmentId: environment.id,
        tag: version.tag,
        image: `${environment.image}:${version.tag}`,
        pinnedDigest: version.digest ?? null,
        registry: { kind: 'skipped' },
        binder: observation,
      });
      return findings.map(({ code, message }) => ({
        code,
        severity: EFFECTS[code] === 'failing' ? 'error' : 'warning',
        message,
        position: positionOf([
          ...path,
          code === 'binder/repository-missing' || code === 'binder/unreachable' ? 'repository' : 'ref',
        ]),
      }));
    }),
  );
  return (await Promise.all(checks)).flat();
}

/** Reads the Dockerfile as repo2docker would choose it and compares its image with the catalogue's. */
async function observeBinderRepository(
  git: GitClient,
  { repository, ref }: BinderRepository,
  image: string,
  version: EnvironmentVersion,
): Promise<BinderObservation> {
  const trouble = (
    kind: Exclude<BinderObservation['kind'], 'dockerfile'>,
    detail: string,
  ): BinderObservation => ({
    kind,
    repository,
    ref,
    detail: detail.replace(/\.$/, ''),
  });
  const fetched = await git.fetchSnapshot(repository, ref);
  if (!fetched.ok) return trouble(troubleOf(fetched.failure), fetched.failure.message);
  const snapshot = fetched.value;
  if (snapshot.failure) return trouble(troubleOf(snapshot.failure), snapshot.failure.message);
  const listed = await git.listFiles(snapshot);
  if (!listed.ok) return trouble(troubleOf(listed.failure), listed.failure.message);
  const choice = chooseDockerfile(listed.value, await readLinks(git, snapshot, listed.value));
  if (choice.kind !== 'found') {
    return trouble(choice.kind === 'missing' ? 'dockerfile-missing' : 'unreachable', choice.detail);
  }
  const dockerfiles = listed.value.filter(({ path }) => path === choice.path);
  const read = (await git.readFiles(snapshot, dockerfiles, MAX_DOCKERFILE_BYTES)).get(choice.path);
  if (!read?.ok) return trouble('unreachable', read?.failure.message ?? `${choice.path} could not be read`);
  const base = parseDockerfileBase(read.value);
  if (!base.ok) return trouble('dockerfile-invalid', `line ${base.failure.line}: ${base.failure.message}`);
  return {
    kind: 'dockerfile',
    repository,
    ref,
    commit: snapshot.commit,
    path: choice.path,
    from: base.value.image,
    ...(base.value.reference.digest === undefined ? {} : { fromDigest: base.value.reference.digest }),
    match: matchBinderImage(base.value.reference, referenceOf(image, version)),
  };
}

function troubleOf({ code }: GitFailure): 'repository-missing' | 'ref-missing' | 'unreachable' {
  if (code === 'git/repository-missing') return 'repository-missing';
  return code === 'git/ref-missing' || code === 'git/empty' ? 'ref-missing' : 'unreachable';
}

/** Targets of the links by which the Dockerfile is chosen. */
async function readLinks(
  git: GitClient,
  snapshot: Snapshot,
  files: readonly TreeFile[],
): Promise<ReadonlyMap<string, string>> {
  const links = files.filter(({ path, kind }) => kind === 'symlink' && DECISIVE_PATHS.includes(path));
  if (links.length === 0) return new Map();
  const read = await git.readFiles(snapshot, links, MAX_LINK_BYTES);
  return new Map(
    [...read].flatMap(([path, target]) => (target.ok ? [[path, target.value.toString('utf8')]] : [])),
  );
}

/** The catalogue's image of a version; its name has passed the schema. */
function referenceOf(image: string, { tag, digest }: EnvironmentVersion): ImageReference {
  const name = parseImageReference(image);
  const base = name.ok ? name.value : { registry: '', repository: image };
  return { ...base, tag, ...(digest === undefined ? {} : { digest }) };
}
