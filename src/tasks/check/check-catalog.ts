import { parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { Claim } from '../../core/published/claims.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { createEditionFollower } from '../published/follow-editions.ts';
import { checkBinderRepositories } from './check-binder.ts';
import { checkContents } from './check-contents.ts';
import { checkExampleAddress } from './check-example-address.ts';
import { checkNamedLaunches } from './check-launches.ts';
import { checkPinsAndHubs, type ServicePorts } from './check-services.ts';
import { type ClaimedDiagnostic, judgeForPublishing, withoutClaim } from './claimed-diagnostic.ts';

export interface CheckPorts {
  /** One row for each content, in any order. */
  readonly loadContents: (catalog: Catalog) => Promise<readonly CheckedContent[]>;
  readonly git: GitClient;
  /** What is published, which knows where renamed notebooks were in earlier editions. */
  readonly findPublished?: ((catalog: Catalog) => Promise<PublishedCatalog | undefined>) | undefined;
  /** Registries and hubs; without it they are not asked. */
  readonly services?: ServicePorts;
}

/**
 * Checks a manifest and, with ports, everything it points at: content repositories and their branches,
 * the notebooks and patterns it names, editions, moved ids, Binder repositories and their Dockerfiles.
 * What could not be determined is a warning. Every diagnostic names its line of the manifest.
 *
 * @param findClaims with it the diagnostics are those of a publication: what the last one claimed
 * @returns diagnostics in the order of the file
 */
export async function checkCatalog(
  text: string,
  file: string,
  ports?: CheckPorts,
  findClaims?: (catalog: Catalog) => Promise<ReadonlySet<Claim>>,
): Promise<readonly Diagnostic[]> {
  const { catalog, diagnostics, positionOf } = parseCatalog(text, file);
  if (!catalog) return diagnostics;
  if (!ports) {
    return [...diagnostics, ...checkNamedLaunches(catalog, positionOf)].sort(compareByPlace);
  }
  const found = await Promise.all([
    checkLoaded(catalog, ports, positionOf),
    checkBinderRepositories(catalog, { git: ports.git, ...ports.services }, positionOf),
    checkExampleAddress(catalog, positionOf),
    ports.services ? checkPinsAndHubs(catalog, ports.services, positionOf) : [],
  ]);
  const claimed: readonly ClaimedDiagnostic[] = found.flat();
  const judged =
    findClaims === undefined
      ? claimed.map(withoutClaim)
      : judgeForPublishing(claimed, await findClaims(catalog));
  return [...diagnostics, ...judged].sort(compareByPlace);
}

async function checkLoaded(
  catalog: Catalog,
  { git, loadContents, findPublished }: CheckPorts,
  positionOf: PositionOf,
): Promise<readonly ClaimedDiagnostic[]> {
  const followEditions = createEditionFollower(catalog, await findPublished?.(catalog), git);
  return checkContents(catalog, await loadContents(catalog), { git, followEditions }, positionOf);
}

function compareByPlace(left: Diagnostic, right: Diagnostic): number {
  const [a, b] = [left.position, right.position];
  if (a.line === undefined || b.line === undefined) return (a.line ?? 0) - (b.line ?? 0);
  return a.line - b.line || a.column - b.column;
}
