import type { HubType } from '../hub-kinds/kinds.ts';
import { ok, type Result, refuse } from '../result.ts';
import { buildBinderLink } from './binder-link.ts';
import { buildBinderSpec } from './binder-spec.ts';
import { buildQuery } from './encode.ts';
import type { PullParameters } from './guard.ts';
import { buildHubRoute } from './hub-route.ts';
import { buildLiteLink } from './lite-link.ts';
import type { LaunchRequest, LinkFailure, LinkWarning } from './types.ts';
import { NAMES_GUARDED } from './warnings.ts';

/**
 * The link on a hub of one type.
 *
 * @param base address of the hub, without a slash at its end
 * @param warnings gets what there is to say about the link
 */
type BuildHubLink = (
  base: string,
  request: LaunchRequest,
  pull: PullParameters,
  warnings: LinkWarning[],
) => Result<string, LinkFailure>;

export const HUB_LINKS: Readonly<Record<HubType, BuildHubLink>> = {
  binderhub: buildBinderUrl,
  jupyterhub: (base, request, pull, warnings) => buildHubRoute(base, request, pullPath(pull), warnings),
  jupyterlite: buildLiteLink,
};

/** What the server is asked for, below its own address. */
export function pullPath({ repository, branch, urlpath, targetPath }: PullParameters): string {
  const query = buildQuery([
    ['repo', repository],
    ['branch', branch],
    ['urlpath', urlpath],
    ['targetPath', targetPath],
  ]);
  return `git-pull?${query}`;
}

function buildBinderUrl(
  base: string,
  request: LaunchRequest,
  pull: PullParameters,
  warnings: LinkWarning[],
): Result<string, LinkFailure> {
  const { binderSpec, binder } = request;
  if (binderSpec === undefined && binder === undefined) {
    return refuse(
      'link/no-binder-repository',
      'The environment has no Binder repository, which a BinderHub needs; name one under "binder".',
    );
  }
  const spec =
    binderSpec === undefined && binder !== undefined
      ? buildBinderSpec(binder)
      : ok({ path: binderSpec ?? '', warnings: [] });
  if (!spec.ok) return spec;
  warnings.push(...spec.value.warnings);
  const link = buildBinderLink(base, spec.value.path, pullPath(pull), pull);
  if (link.isGuarded) warnings.push(NAMES_GUARDED);
  return ok(link.url);
}
