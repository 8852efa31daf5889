import { EXAMPLE_REPOSITORY, isExampleRepository } from '../../core/catalog/example.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { environmentVersions, versionPath } from '../../core/catalog/views.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { PositionOf } from '../content/checked-content.ts';

/** The example's placeholder where a repository is needed; reported once, at its first use. */
export function checkExampleAddress(
  { environments, contents }: Pick<Catalog, 'environments' | 'contents'>,
  positionOf: PositionOf,
): Diagnostic[] {
  const places = [
    ...environments.flatMap((environment) =>
      environmentVersions(environment).flatMap(({ binder }, index) =>
        binder !== undefined && isExampleRepository(binder.repository)
          ? [[...versionPath(environment.id, index), 'binder', 'repository']]
          : [],
      ),
    ),
    ...contents.flatMap(({ id, repository }) =>
      isExampleRepository(repository) ? [['content', id, 'repository']] : [],
    ),
  ];
  const [first] = places;
  if (first === undefined) return [];
  return [
    {
      code: 'manifest/example-repository',
      severity: 'error',
      message: `${quote(EXAMPLE_REPOSITORY)} is the placeholder of the example; put the address of your own repository in its place, wherever this file has it.`,
      position: positionOf(first),
    },
  ];
}
