import type { FaultList } from './types.ts';

export interface LocatedBinder {
  readonly kind: 'binderhub';
  /** Hub address without a slash at the end. */
  readonly base: string;
  /** What stands behind `/v2/`, still encoded. */
  readonly spec: string;
  /** Query as written. */
  readonly search: string;
  /** Path of the old `/repo/…` route, which has no query. */
  readonly legacyPath?: string;
}

export interface LocatedHub {
  readonly kind: 'jupyterhub';
  readonly base: string;
  /** `git-pull`, `git-sync`, `interact`, or the path of a plain redirect. */
  readonly endpoint: string;
  readonly search: string;
  readonly serverName?: string;
  readonly isLtiLaunch?: true;
  /** Options of the start page, names without `opt-`. */
  readonly spawn?: Readonly<Record<string, string>>;
  readonly isSpawnPrefixed?: boolean;
}

export type Located = LocatedBinder | LocatedHub;

const MAX_STEPS = 5;

/** Finds out which kind of launch link an address is and takes the steps through login, start page and LTI. */
export function locateLaunch(address: URL, faults: FaultList): Located | undefined {
  const binder = locateBinder(address, faults);
  if (binder) return binder;
  const origin = address.origin;
  let url = address;
  let outer: Partial<LocatedHub> = {};
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const entry = /^(.*?)\/(?:hub\/)?(lti\/launch|lti13\/oauth_login|spawn(?:\/[^/]+)*|login)\/?$/.exec(
      url.pathname,
    );
    const next = entry ? url.searchParams.get('next') : null;
    if (!entry || next === null) break;
    const [, prefix = '', page = ''] = entry;
    if (page === 'lti/launch') outer = { ...outer, isLtiLaunch: true };
    if (page.startsWith('spawn')) outer = { ...outer, ...readSpawn(url) };
    const target = URL.parse(next, origin);
    if (!target || target.origin !== origin) {
      faults.add('error', 'link/foreign-next', 'The link goes on to another host, which JupyterHub refuses.');
      return undefined;
    }
    url = target;
    if (prefix !== '' && !url.pathname.startsWith(`${prefix}/`)) {
      faults.add(
        'error',
        'link/lti-without-prefix',
        `The hub is at ${prefix}/, but the address that the link goes on to leaves that out.`,
      );
      url.pathname = prefix + url.pathname;
    }
  }
  return locateHub(url, outer, faults);
}

function locateBinder(url: URL, faults: FaultList): LocatedBinder | undefined {
  const [, prefix, spec] = /^(.*?)\/v2\/(.+)$/.exec(url.pathname) ?? [];
  if (prefix !== undefined && spec !== undefined) {
    return { kind: 'binderhub', base: url.origin + prefix, spec, search: url.search };
  }
  const [, legacyPrefix, repository, path] =
    /^(.*?)\/repo\/([^/]+\/[^/]+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  if (legacyPrefix === undefined || repository === undefined) return undefined;
  faults.add(
    'warning',
    'link/legacy-route',
    'The link uses the first form of Binder links, /repo/, which names no branch.',
  );
  return {
    kind: 'binderhub',
    base: url.origin + legacyPrefix,
    spec: `gh/${repository}/HEAD`,
    search: url.search,
    ...(path ? { legacyPath: path } : {}),
  };
}

function locateHub(url: URL, outer: Partial<LocatedHub>, faults: FaultList): LocatedHub | undefined {
  const redirect = /^(.*?)(\/hub)?\/user-redirect\/(.+)$/.exec(url.pathname);
  const personal = /^(.*?)\/user\/[^/]+\/((?:[^/]+\/)?(?:git-pull|git-sync|interact))$/.exec(url.pathname);
  const prefix = redirect?.[1] ?? personal?.[1];
  const rest = redirect?.[3] ?? personal?.[2];
  if (prefix === undefined || rest === undefined) return undefined;
  if (personal) {
    faults.add(
      'error',
      'link/personal-server',
      "The link leads to one person's server; nobody else can open it.",
    );
  } else if (redirect?.[2] === undefined) {
    faults.add('warning', 'link/legacy-route', 'The link leaves out /hub before /user-redirect.');
  }
  const [, serverName, endpoint] = /^(?:([^/]+)\/)?(git-pull|git-sync|interact)\/?$/.exec(rest) ?? [];
  return {
    kind: 'jupyterhub',
    base: url.origin + prefix,
    endpoint: endpoint ?? rest,
    search: url.search,
    ...outer,
    ...(serverName === undefined ? {} : { serverName }),
  };
}

function readSpawn(url: URL): Pick<LocatedHub, 'spawn' | 'isSpawnPrefixed'> {
  const fields = [...url.searchParams].filter(([name]) => name !== 'next');
  if (fields.length === 0) return {};
  const isSpawnPrefixed = fields.some(([name]) => name.startsWith('opt-'));
  const kept = fields.filter(([name]) => !isSpawnPrefixed || name.startsWith('opt-'));
  return {
    spawn: Object.fromEntries(kept.map(([name, value]) => [name.replace(/^opt-/, ''), value])),
    isSpawnPrefixed,
  };
}
