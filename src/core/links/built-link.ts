import { buildsImages, hubKind } from '../hub-kinds/kinds.ts';
import { ok, type Result, refuse } from '../result.ts';
import { buildLanding } from './apps.ts';
import { buildBinderLink } from './binder-link.ts';
import { buildBinderSpec } from './binder-spec.ts';
import { checkPath } from './paths.ts';
import type { LaunchRequest, LinkFailure, LinkWarning } from './types.ts';
import { NAMES_GUARDED, warnOfApp } from './warnings.ts';

/**
 * The link to notebooks that are in the image, as a BinderHub builds it from their own repository: there they are in the
 * server's root folder, and nbgitpuller brings nothing.
 *
 * @param base address of the hub, without a slash at its end
 * @param warnings gets what there is to say about the link
 */
export function buildBuiltLink(
  base: string,
  { hub, repository, branch, path }: LaunchRequest,
  app: string,
  warnings: LinkWarning[],
): Result<string, LinkFailure> {
  if (!buildsImages(hub.type)) {
    return refuse(
      'link/needs-nbgitpuller',
      `A ${hubKind(hub.type).name} needs nbgitpuller to bring the notebooks; without it, only a BinderHub opens them.`,
    );
  }
  const spec = buildBinderSpec({ repository, ref: branch });
  if (!spec.ok) return spec;
  const checked = checkPath(path, 'path');
  if (!checked.ok) return checked;
  const landing = buildLanding(app, { folder: '', path });
  if (!landing.ok) return landing;
  warnings.push(...spec.value.warnings);
  if (!landing.value.isPathOpened) warnings.push(warnOfApp(app));
  const link = buildBinderLink(base, spec.value.path, landing.value.urlpath);
  if (link.isGuarded) warnings.push(NAMES_GUARDED);
  return ok(link.url);
}
