import { hasOwnFiles, hubKind } from '../hub-kinds/kinds.ts';
import { ok, type Result, refuse } from '../result.ts';
import { buildLanding } from './apps.ts';
import { buildBuiltLink } from './built-link.ts';
import { chooseFolder } from './folders.ts';
import type { PullParameters } from './guard.ts';
import { hubBase, parseHubAddress } from './hub-address.ts';
import { HUB_LINKS, pullPath } from './hub-links.ts';
import { buildLiteLink } from './lite-link.ts';
import { checkPath } from './paths.ts';
import { parseLinkedRepository } from './pulled-repository.ts';
import { checkContentBranch } from './refs.ts';
import { isRetiredHub } from './retired-hubs.ts';
import type { ComposedLaunch, LaunchHub, LaunchRequest, LinkFailure, LinkWarning } from './types.ts';
import { warnOfApp } from './warnings.ts';

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
  const base = hubBase(hubUrl.value);
  const url = hasOwnFiles(request.hub.type)
    ? buildLiteLink(base, request)
    : request.pull === 'none'
      ? buildBuiltLink(base, request, chooseApp(request.hub, request.app), warnings)
      : buildPullUrl(base, request, warnings);
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

function buildPullUrl(
  base: string,
  request: LaunchRequest,
  warnings: LinkWarning[],
): Result<string, LinkFailure> {
  const pull = buildPull(request, warnings);
  if (!pull.ok) return pull;
  return HUB_LINKS[request.hub.type](base, request, pull.value, warnings);
}

/** Where `docker run -p 8888:8888` answers. */
const OWN_COMPUTER = 'http://localhost:8888';

/** The address that brings a file or folder into a server on one's own computer, once its token was given. */
export function composeLocalPull(request: Omit<LaunchRequest, 'hub'>): Result<string, LinkFailure> {
  const hub: LaunchHub = {
    type: 'jupyterhub',
    url: OWN_COMPUTER,
    parentPath: '',
  };
  const pull = buildPull({ ...request, hub }, []);
  return pull.ok ? ok(`${OWN_COMPUTER}/${pullPath(pull.value)}`) : pull;
}

/** What nbgitpuller has to be asked for. */
function buildPull(request: LaunchRequest, warnings: LinkWarning[]): Result<PullParameters, LinkFailure> {
  const { hub } = request;
  const address = parseLinkedRepository(request.repository);
  if (!address.ok) return address;
  const { repository, scheme } = address.value;
  if (scheme === 'ssh') {
    const { hasSshKeys, name } = hubKind(hub.type);
    if (!hasSshKeys) {
      return refuse(
        'link/ssh-address',
        `The content repository has an ssh address, which a ${name} cannot reach; write its https address.`,
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
  if (!landing.value.isPathOpened) warnings.push(warnOfApp(app));
  const { targetPath } = folder.value;
  return ok({
    repository,
    branch: request.branch,
    urlpath: landing.value.urlpath,
    ...(targetPath === undefined ? {} : { targetPath }),
  });
}

/** What opens the file: on a JupyterHub its own app, on a BinderHub that of the environment, as far as they say. */
export function chooseApp(hub: LaunchHub, environmentApp: string | undefined): string {
  const wishes = hubKind(hub.type).appFrom === 'hub' ? [hub.app, environmentApp] : [environmentApp, hub.app];
  return wishes.find((app) => app !== undefined) ?? 'lab';
}
