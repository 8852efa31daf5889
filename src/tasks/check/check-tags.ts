import { isExampleRepository } from '../../core/catalog/example.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { hubKind } from '../../core/hub-kinds/kinds.ts';
import { listKeepingHubs, nameHubs } from '../../core/site/keeping-hubs.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import type { RefChecker } from './check-refs.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/**
 * Tags on hubs that keep files: nbgitpuller clones a tag and cannot update the clone, since it looks for the branch
 * `origin/TAG` (`find_upstream_changed` in pull.py, 1.0.2 to 1.3.0). A student's second launch ends with an error of git.
 */
export async function checkTags(
  catalog: Catalog,
  { content, failure }: CheckedContent,
  refs: Pick<RefChecker, 'isTag'>,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  if (failure !== undefined || isExampleRepository(content.repository)) return [];
  const hubs = listKeepingHubs(catalog, content);
  // A hub of given images offers editions only where its start page lets one choose the image.
  const older = hubs.filter(
    ({ type, start }) => hubKind(type).runs !== 'given-images' || start !== undefined,
  );
  const launched = [
    { branch: content.branch, hubs, path: ['content', content.id, 'branch'] },
    ...content.editions.map(({ id, branch }) => ({
      branch,
      hubs: older,
      path: ['content', content.id, 'editions', id, 'branch'],
    })),
  ].filter((launch) => launch.hubs.length > 0);
  const found = await Promise.all(
    launched.map(async (launch): Promise<ClaimedDiagnostic[]> => {
      if (!(await refs.isTag(content.repository, launch.branch))) return [];
      const name = quote(launch.branch);
      return [
        {
          code: 'content/tag-kept',
          severity: 'warning',
          message: `${name} is a tag, and students of ${nameHubs(launch.hubs)} keep their files: their second launch ends with an error of git, since nbgitpuller updates branches only.`,
          hint: 'Make a branch of the tag, and name that one here.',
          position: positionOf(launch.path),
        },
      ];
    }),
  );
  return found.flat();
}
