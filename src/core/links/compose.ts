import type { Hub } from '../catalog/types.ts';
import { ok, type Result } from '../result.ts';
import { buildLanding } from './apps.ts';
import { buildBinderLink } from './binder-link.ts';
import { buildBinderSpec } from './binder-spec.ts';
import { buildQuery } from './encode.ts';
import { chooseFolder } from './folders.ts';
import type { PullParameters } from './guard.ts';
import { hubBase, parseHubAddress } from './hub-address.ts';
import { buildHubRoute } from './hub-route.ts';
import { checkPath } from './paths.ts';
import { parseLinkedRepository } from './pulled-repository.ts';
import { checkContentBranch } from './refs.ts';
import { isRetiredHub } from './retired-hubs.ts';
import {
  type ComposedLaunch,
  type LaunchRequest,
  type LinkFailure,
  type LinkWarning,
  refuse,
} from './types.ts';

/** Chat clients, proxies and learning platforms cut or refuse what is longer. */
const MAX_LINK_LENGTH = 8_000;

/**
 * Composes the link that opens one file or folder of a content repository on a hub, so that exactly
 * this file opens whatever its name. Pure and deterministic; works in Node and in the browser.
 *
 * Each path segment is percent-encoded inside `urlpath` (nbgitpuller hands that to
 * `window.location`), then each value as a query, and for Binder the whole once more.
 */
export function composeLaunch(request: LaunchRequest): Result<ComposedLaunch, LinkFailure> {
  const warnings: LinkWarning[] = [];
  const hubUrl = parseHubAddress(request.hub.url);
  if (!hubUrl.ok) return hubUrl;
  const pull = buildPull(request, warnings);
  if (!pull.ok) return pull;
  const base = hubBase(hubUrl.value);
  const url =
    request.hub.type === 'binderhub'
      ? buildBinderUrl(base, request, pull.value, warnings)
      : buildHubRoute(base, request, pullPath(pull.value), warnings);
  if (!url.ok) return url;
  if (isRetiredHub(hubUrl.value.host)) {
    warnings.push({
      code: 'link/retired-hub',
      message: `${hubUrl.value.host} is no longer in service; use mybinder.org.`,
    });
  }
  if (url.value.length > MAX_LINK_LENGTH) {
    return refuse(
      'link/too-long',
      `The link would be ${url.value.length} characters long; ${MAX_LINK_LENGTH} is what other programs take.`,
    );
  }
  return ok({ url: url.value, warnings });
}

/** What nbgitpuller has to be asked for. */
function buildPull(request: LaunchRequest, warnings: LinkWarning[]): Result<PullParameters, LinkFailure> {
  const { hub } = request;
  const address = parseLinkedRepository(request.repository);
  if (!address.ok) return address;
  const { repository, scheme } = address.value;
  if (scheme === 'ssh') {
    if (hub.type === 'binderhub') {
      return refuse(
        'link/ssh-address',
        'The content repository has an ssh address, which a BinderHub cannot reach; write its https address.',
      );
    }
    warnings.push({
      code: 'link/needs-ssh-key',
      message: 'The content repository has an ssh address, so every server of the hub needs a key for it.',
    });
  }
  const branch = checkContentBranch(request.branch);
  if (!branch.ok) return branch;
  warnings.push(...branch.value);
  const path = checkPath(request.path, 'path');
  if (!path.ok) return path;
  const folder = chooseFolder(repository, request);
  if (!folder.ok) return folder;

  const app = chooseApp(hub, request.app);
  const landing =
    request.landing === undefined
      ? buildLanding(app, { folder: folder.value.fromRoot, path: request.path })
      : ok({ urlpath: request.landing, isPathOpened: true });
  if (!landing.ok) return landing;
  if (!landing.value.isPathOpened) {
    warnings.push({
      code: 'link/app-ignores-path',
      message: `The app ${app} cannot open a file by link; it starts with its own page.`,
    });
  }
  const { targetPath } = folder.value;
  return ok({
    repository,
    branch: request.branch,
    urlpath: landing.value.urlpath,
    ...(targetPath === undefined ? {} : { targetPath }),
  });
}

/** A JupyterHub's own app wins: it knows what its servers have. On a BinderHub the image decides. */
export function chooseApp(hub: Hub, environmentApp: string | undefined): string {
  const wishes = hub.type === 'jupyterhub' ? [hub.app, environmentApp] : [environmentApp, hub.app];
  return wishes.find((app) => app !== undefined) ?? 'lab';
}

function pullPath({ repository, branch, urlpath, targetPath }: PullParameters): string {
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
  if (link.isGuarded) {
    warnings.push({
      code: 'link/names-guarded',
      message:
        'A name contains one of # % ? & + or the like, which BinderHub decodes once too often; the link ends in a guard against it, and simpler names are safer.',
    });
  }
  return ok(link.url);
}
