import { isLoopback } from '../../addresses/loopback.ts';
import { parseRepositoryAddress } from '../../addresses/repository-address.ts';
import type { Hub } from '../../catalog/types.ts';
import { buildBinderLink } from '../binder-link.ts';
import { buildBinderSpec } from '../binder-spec.ts';
import { composeLaunch } from '../compose.ts';
import type { PullRequest } from '../decode-chain.ts';
import { encodePath } from '../encode.ts';
import { hubBase, parseHubAddress } from '../hub-address.ts';
import { isRetiredHub } from '../retired-hubs.ts';
import type { LaunchRequest } from '../types.ts';
import type { Located } from './locate.ts';
import type { Place } from './read-place.ts';
import type { ExplainedEnvironment, FaultList } from './types.ts';

/**
 * Composes the link anew from what its author meant. What the composer refuses is a fault too; a
 * link is given only where there is a fault to correct.
 */
export function correctPull(
  located: Located,
  environment: ExplainedEnvironment | undefined,
  pull: PullRequest,
  place: Place,
  faults: FaultList,
): string | undefined {
  const { repository = '', branch, targetPath } = pull;
  const page = readRepositoryPage(repository);
  const composed = composeLaunch(
    buildRequest(located, environment, place, {
      // A placeholder lets the other parts be checked where the branch is what is missing.
      branch: branch ?? page?.branch ?? 'main',
      repository,
      ...(targetPath === undefined ? {} : { targetPath }),
    }),
  );
  if (!composed.ok && (located.kind === 'jupyterhub' || environment !== undefined)) {
    faults.add('error', composed.failure.code, composed.failure.message);
  }
  const knownBranch = branch ?? page?.branch;
  if (faults.faults.length === 0 || knownBranch === undefined || place.path === undefined) return undefined;
  if (located.kind === 'binderhub' && environment === undefined) return undefined;
  if (composed.ok) return composed.value.url;
  if (page === undefined) return undefined;
  const again = composeLaunch(
    buildRequest(located, environment, place, { branch: knownBranch, repository: page.repository }),
  );
  return again.ok ? again.value.url : undefined;
}

/** The link that opens a file of the environment's own repository in JupyterLab. */
export function correctPlain(
  located: Located,
  environment: ExplainedEnvironment | undefined,
  path: string,
  urlpath: string,
  faults: FaultList,
): string | undefined {
  if (faults.faults.length === 0 || located.kind === 'jupyterhub' || environment === undefined)
    return undefined;
  const base = parseHubAddress(currentHub(located.base));
  const spec = buildBinderSpec({ repository: environment.repository, ref: environment.ref ?? 'HEAD' });
  if (!base.ok || !spec.ok || !path.isWellFormed()) return undefined;
  const isDocument = /^doc\/tree\//.test(urlpath);
  const landing = path === '' ? '' : `${isDocument ? 'doc' : 'lab'}/tree/${encodePath(path)}`;
  return buildBinderLink(hubBase(base.value), spec.value.path, landing).url;
}

function buildRequest(
  located: Located,
  environment: ExplainedEnvironment | undefined,
  place: Place,
  content: Pick<LaunchRequest, 'repository' | 'branch' | 'targetPath'>,
): LaunchRequest {
  const url = currentHub(located.base);
  const common = { id: 'hub', title: 'hub', url };
  const hub: Hub =
    located.kind === 'binderhub'
      ? { ...common, type: 'binderhub', signIn: false }
      : { ...common, type: 'jupyterhub', signIn: true, environments: [], parentPath: place.parentPath ?? '' };
  return {
    ...content,
    hub,
    path: place.path ?? '',
    app: place.path === undefined ? 'lab' : place.app,
    ...(environment === undefined
      ? {}
      : { binder: { repository: environment.repository, ref: environment.ref ?? 'HEAD' } }),
    ...(located.kind === 'jupyterhub' ? readRoute(located) : {}),
  };
}

function readRoute(located: Extract<Located, { kind: 'jupyterhub' }>): Partial<LaunchRequest> {
  return {
    ...(located.serverName === undefined ? {} : { serverName: located.serverName }),
    ...(located.isLtiLaunch === undefined ? {} : { isLtiLaunch: true }),
    ...(located.spawn === undefined
      ? {}
      : { spawn: { values: located.spawn, isPrefixed: located.isSpawnPrefixed === true } }),
  };
}

function currentHub(base: string): string {
  const url = new URL(base);
  if (isRetiredHub(url.host)) return 'https://mybinder.org';
  return url.protocol === 'http:' && !isLoopback(url) ? base.replace(/^http:/, 'https:') : base;
}

/** Repository and branch of a page that shows all of it; of others, what follows could belong to either. */
export function readRepositoryPage(text: string): { repository: string; branch?: string } | undefined {
  const address = parseRepositoryAddress(text);
  if (!address.ok || address.value.page === undefined || address.value.page.path !== '') return undefined;
  const { branch } = address.value.page;
  return { repository: address.value.repository, ...(branch === undefined ? {} : { branch }) };
}
