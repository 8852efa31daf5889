import { isLoopback } from '../../addresses/loopback.ts';
import { parseRepositoryAddress } from '../../addresses/repository-address.ts';
import { buildBinderLink } from '../binder-link.ts';
import { buildBinderSpec } from '../binder-spec.ts';
import { composeLaunch } from '../compose.ts';
import type { PullRequest } from '../decode-chain.ts';
import { hubBase, parseHubAddress } from '../hub-address.ts';
import { buildHubRoute } from '../hub-route.ts';
import { isRetiredHub } from '../retired-hubs.ts';
import type { LaunchHub, LaunchRequest } from '../types.ts';
import type { Located } from './locate.ts';
import type { Place } from './read-place.ts';
import type { PlainPlace } from './read-plain.ts';
import type { ReadSpec } from './read-spec.ts';
import type { FaultList, LinkFault } from './types.ts';

/**
 * Composes the link anew from what its author meant. What the composer refuses is a fault too; a
 * link is given only where there is a fault to correct.
 */
export function correctPull(
  located: Located,
  spec: ReadSpec | undefined,
  pull: PullRequest,
  place: Place,
  faults: FaultList,
): string | undefined {
  const { repository = '', branch, targetPath } = pull;
  const page = readRepositoryPage(repository);
  const isBuilt = located.kind === 'jupyterhub' || isSpecKnown(spec);
  // An application that opens no file of the repository is kept as it is written.
  const isOtherApp =
    place.path === undefined && !faults.faults.some(({ code }) => code === 'link/wrong-folder');
  const landing = isOtherApp ? pull.urlpath?.replace(/^\/+/, '') : undefined;
  const composed = composeLaunch({
    ...buildRequest(located, spec, place, {
      // A placeholder lets the other parts be checked where the branch is what is missing.
      branch: branch ?? page?.branch ?? 'main',
      repository,
      ...(targetPath === undefined ? {} : { targetPath }),
    }),
    ...(landing === undefined ? {} : { landing }),
  });
  if (!composed.ok && isBuilt) faults.add('error', composed.failure.code, composed.failure.message);
  const knownBranch = branch ?? page?.branch;
  if (faults.faults.length === 0 || knownBranch === undefined || !isBuilt) return undefined;
  if (place.path === undefined && landing === undefined) return undefined;
  if (composed.ok) return isWritten(located, composed.value.url, faults) ? undefined : composed.value.url;
  if (page === undefined || place.path === undefined) return undefined;
  const again = composeLaunch(
    buildRequest(located, spec, place, { branch: knownBranch, repository: page.repository }),
  );
  return again.ok ? again.value.url : undefined;
}

/** Faults of the query: without one of these it is kept as it is written. */
const QUERY_FAULTS: ReadonlySet<LinkFault['code']> = new Set([
  'link/decoded-twice',
  'link/unencoded-path',
  'link/legacy-route',
  'link/retired-app',
]);

/** The link without nbgitpuller, with nothing changed but what is at fault. */
export function correctPlain(
  located: Located,
  spec: ReadSpec | undefined,
  { reference, path }: PlainPlace,
  faults: FaultList,
): string | undefined {
  const base = parseHubAddress(currentHub(located.base));
  if (faults.faults.length === 0 || !base.ok || !path.isWellFormed()) return undefined;
  const corrected =
    located.kind === 'binderhub'
      ? correctPlainBinder(hubBase(base.value), located, spec, reference, faults)
      : correctPlainHub(hubBase(base.value), located, reference);
  return corrected === undefined || isWritten(located, corrected, faults) ? undefined : corrected;
}

function correctPlainBinder(
  base: string,
  { search, spec: written }: Extract<Located, { kind: 'binderhub' }>,
  spec: ReadSpec | undefined,
  reference: string,
  faults: FaultList,
): string | undefined {
  const built = spec === undefined ? undefined : specOf(written, spec);
  if (built === undefined) return undefined;
  const isAtFault = faults.faults.some(({ code }) => QUERY_FAULTS.has(code));
  const names = [...new URLSearchParams(search).keys()];
  const isKept = !isAtFault && names.length > 0 && names.join() !== 'urlpath';
  if (isKept) return `${base}/v2/${built}${search.replace(/[`\\]/g, encodeURIComponent)}`;
  return buildBinderLink(base, built, reference).url;
}

/** A person's server on mybinder.org ends with their session, and nothing says what it was made of. */
function correctPlainHub(
  base: string,
  located: Extract<Located, { kind: 'jupyterhub' }>,
  reference: string,
): string | undefined {
  if (reference === '' || /(?:^|\.)mybinder\.org$/.test(new URL(base).hostname)) return undefined;
  const route = buildHubRoute(base, readRoute(located), reference, []);
  return route.ok ? route.value : undefined;
}

/** Faults of the text around the link, which reading it has corrected already. */
const MENDED: ReadonlySet<LinkFault['code']> = new Set([
  'link/html-escaped',
  'link/raw-characters',
  'link/credentials',
]);

/** Whether a correction is the link as it was given, so that it corrects nothing. */
function isWritten({ written }: Located, corrected: string, { faults }: FaultList): boolean {
  return URL.parse(corrected)?.href === written && !faults.some(({ code }) => MENDED.has(code));
}

function isSpecKnown(spec: ReadSpec | undefined): boolean {
  return spec !== undefined && specOf('', spec) !== undefined;
}

/** The specification as it is written, or built anew where it is at fault and says enough. */
function specOf(written: string, { isSound, isAmbiguous, environment }: ReadSpec): string | undefined {
  if (isSound) return written;
  if (environment === undefined || isAmbiguous === true) return undefined;
  const built = buildBinderSpec({ repository: environment.repository, ref: environment.ref ?? 'HEAD' });
  return built.ok ? built.value.path : undefined;
}

function buildRequest(
  located: Located,
  spec: ReadSpec | undefined,
  place: Place,
  content: Pick<LaunchRequest, 'repository' | 'branch' | 'targetPath'>,
): LaunchRequest {
  const url = currentHub(located.base);
  const hub: LaunchHub =
    located.kind === 'binderhub'
      ? { url, type: 'binderhub' }
      : { url, type: 'jupyterhub', parentPath: place.parentPath ?? '' };
  const binderSpec =
    located.kind === 'binderhub' && spec !== undefined ? specOf(located.spec, spec) : undefined;
  return {
    ...content,
    hub,
    path: place.path ?? '',
    app: place.path === undefined ? 'lab' : place.app,
    ...(binderSpec === undefined ? {} : { binderSpec }),
    ...(located.kind === 'jupyterhub' ? readRoute(located) : {}),
  };
}

function readRoute(
  located: Extract<Located, { kind: 'jupyterhub' }>,
): Pick<LaunchRequest, 'serverName' | 'isLtiLaunch' | 'spawn'> {
  const { spawn, fancyForms, isThroughLogin } = located;
  return {
    ...(located.serverName === undefined ? {} : { serverName: located.serverName }),
    ...(located.isLtiLaunch === undefined ? {} : { isLtiLaunch: true }),
    ...(spawn === undefined && fancyForms === undefined
      ? {}
      : {
          spawn: {
            values: spawn ?? {},
            isPrefixed: located.isSpawnPrefixed === true,
            ...(fancyForms === undefined ? {} : { fancyForms }),
            // Without a fragment nothing is lost on the way.
            ...(fancyForms !== undefined && isThroughLogin === true && { isThroughLogin }),
          },
        }),
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
