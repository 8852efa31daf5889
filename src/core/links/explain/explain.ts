import { coverSecrets } from '../../redact.ts';
import {
  openInBrowser,
  type PullRequest,
  readBinderQuery,
  readPullQuery,
  type ServerRequest,
} from '../decode-chain.ts';
import { isRetiredHub } from '../retired-hubs.ts';
import { correctPlain, correctPull } from './correct.ts';
import { type Located, locateLaunch } from './locate.ts';
import { readAddress } from './read-address.ts';
import { type Place, readPlace } from './read-place.ts';
import { placeInLab, readPlainPlace } from './read-plain.ts';
import { readIntended } from './read-pull.ts';
import { type ReadSpec, readSpec } from './read-spec.ts';
import { createFaultList, type ExplainedEnvironment, type Explanation, type FaultList } from './types.ts';

/**
 * Decodes a launch link of any generator: what it says, what it would really open today, which
 * faults it has, and how to write it. Never throws and never repeats user names or passwords.
 */
export function explainLink(text: string): Explanation {
  const faults = createFaultList();
  const address = readAddress(text, faults);
  if (address === undefined) return { kind: 'unknown', faults: faults.faults };
  const located = locateLaunch(address, faults);
  if (located === undefined) {
    if (!faults.faults.some(({ code }) => code === 'link/foreign-next')) {
      faults.add(
        'error',
        'link/not-a-launch',
        'The address is no launch link of a BinderHub or a JupyterHub.',
      );
    }
    return { kind: 'unknown', faults: faults.faults };
  }
  const spec = located.kind === 'binderhub' ? readSpec(located.spec, faults) : undefined;
  const environment = spec?.environment;
  if (isRetiredHub(new URL(located.base).host)) {
    faults.add(
      'error',
      'link/retired-hub',
      `${new URL(located.base).host} is no longer in service; mybinder.org launches the same.`,
    );
  }
  const intended = readIntended(located, faults);
  const explanation =
    intended.kind === 'plain'
      ? explainPlain(located, intended.urlpath, spec, faults)
      : explainPull(located, intended, spec, faults);
  return {
    kind: located.kind,
    hub: located.base,
    ...(environment === undefined ? {} : { environment: redact(environment) }),
    ...(located.kind === 'jupyterhub' ? describeHubRoute(located) : {}),
    ...explanation,
    faults: faults.faults,
  };
}

/** Whether a link is as it should be. */
export function isSound(explanation: Explanation): boolean {
  return explanation.faults.length === 0;
}

function explainPull(
  located: Located,
  request: PullRequest,
  spec: ReadSpec | undefined,
  faults: FaultList,
): Partial<Explanation> {
  if (request.repository === undefined) {
    faults.add('error', 'link/missing-repository', 'The link names no repository to pull.');
    return {};
  }
  if (request.branch === undefined) {
    faults.add(
      'error',
      'link/missing-branch',
      'The link names no branch, so what opens depends on the default branch of the repository at that time.',
    );
  }
  const place = readPlace(request, faults);
  const actual = readActual(located);
  const opens = openedBy(actual);
  noteDifferences(located, actual, place, opens, faults);
  const corrected = correctPull(located, spec, request, place, faults);
  return {
    content: {
      repository: coverSecrets(request.repository),
      ...(request.branch === undefined ? {} : { branch: request.branch }),
      ...(request.targetPath === undefined ? {} : { targetPath: request.targetPath }),
      ...(place.parentPath === undefined ? {} : { parentPath: place.parentPath }),
    },
    app: place.app,
    ...(place.path === undefined ? {} : { path: place.path }),
    ...(opens === undefined ? {} : { opens }),
    ...(corrected === undefined ? {} : { corrected }),
  };
}

/** A link without nbgitpuller: it opens a file of the environment's own repository, an application, or just the server. */
function explainPlain(
  located: Located,
  urlpath: string,
  spec: ReadSpec | undefined,
  faults: FaultList,
): Partial<Explanation> {
  if (located.kind === 'binderhub' && located.legacyPath === undefined) noteExtraDecoding(located, faults);
  const read = readPlainPlace(located, urlpath, faults);
  const place =
    read.reference === '' && spec?.path !== undefined ? { app: 'lab', ...placeInLab(spec.path) } : read;
  const opens = openInBrowser(urlpath).path;
  const corrected = correctPlain(located, spec, place, faults);
  return {
    ...(place.app === undefined ? {} : { app: place.app }),
    path: place.path,
    ...(opens === undefined || opens === '' ? {} : { opens }),
    ...(corrected === undefined ? {} : { corrected }),
  };
}

/** What today's programs make of the unchanged link. */
function readActual(located: Located): ServerRequest {
  return located.kind === 'binderhub' ? readBinderQuery(located.search, true) : readPullQuery(located.search);
}

function openedBy(request: ServerRequest): string | undefined {
  if (request.urlpath === undefined || request.urlpath === '') return undefined;
  return openInBrowser(request.urlpath).path?.replace(/^\/+/, '');
}

function noteDifferences(
  located: Located,
  actual: ServerRequest,
  place: Place,
  opens: string | undefined,
  faults: FaultList,
): void {
  if (located.kind === 'binderhub') noteExtraDecoding(located, faults);
  if (faults.faults.some(({ severity }) => severity === 'error')) return;
  if (actual.kind === 'git-pull' && place.landing !== undefined && opens !== place.landing) {
    faults.add(
      'error',
      'link/unencoded-path',
      'The name is not encoded for the last step, so the browser opens another one.',
    );
  }
}

/** Compares a BinderHub with the extra decoding and one without: a link should open the same on both. */
function noteExtraDecoding({ search }: Located, faults: FaultList): void {
  const twice = readBinderQuery(search, true);
  const once = readBinderQuery(search, false);
  if (JSON.stringify(essence(twice)) === JSON.stringify(essence(once))) return;
  faults.add(
    'error',
    'link/decoded-twice',
    "BinderHub's page decodes the link once too often, which changes a name in it.",
  );
}

function essence(request: ServerRequest): unknown {
  const landing = openInBrowser(request.urlpath ?? '');
  const place = [landing.path, landing.search, landing.fragment];
  if (request.kind === 'plain') return place;
  return [request.repository, request.branch, request.targetPath, request.subPath, ...place];
}

function describeHubRoute(located: Extract<Located, { kind: 'jupyterhub' }>): Partial<Explanation> {
  return {
    ...(located.serverName === undefined ? {} : { serverName: located.serverName }),
    ...(located.isLtiLaunch === undefined ? {} : { isLtiLaunch: true }),
    ...(located.spawn === undefined ? {} : { spawn: located.spawn }),
    ...(located.fancyForms === undefined ? {} : { fancyForms: located.fancyForms }),
  };
}

function redact(environment: ExplainedEnvironment): ExplainedEnvironment {
  return { ...environment, repository: coverSecrets(environment.repository) };
}
