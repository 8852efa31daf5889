import type { FaultList } from './types.ts';

export interface LocatedBinder {
  readonly kind: 'binderhub';
  /** Hub address, without a slash at the end and without doubled ones. */
  readonly base: string;
  /** What follows `/v2/`, still encoded. */
  readonly spec: string;
  /** Query as written. */
  readonly search: string;
  /** The whole link as it was given. */
  readonly written: string;
  /** Path of the old `/repo/…` route, which has no query. */
  readonly legacyPath?: string;
}

export interface LocatedHub {
  readonly kind: 'jupyterhub';
  readonly base: string;
  /** `git-pull`, `git-sync`, `interact`, or the path of a plain redirect. */
  readonly endpoint: string;
  readonly search: string;
  /** The whole link as it was given. */
  readonly written: string;
  readonly serverName?: string;
  readonly isLtiLaunch?: true;
  /** Options of the start page, names without `opt-`. */
  readonly spawn?: Readonly<Record<string, string>>;
  readonly isSpawnPrefixed?: boolean;
  /** What the fragment chooses on the start page of fancy-profiles. */
  readonly fancyForms?: Readonly<Record<string, string>>;
  /** The link begins at the page to sign in. */
  readonly isThroughLogin?: true;
}

export type Located = LocatedBinder | LocatedHub;

const MAX_STEPS = 5;

/** Finds out which kind of launch link an address is and takes the steps through login, start page and LTI. */
export function locateLaunch(written: URL, faults: FaultList): Located | undefined {
  const address = withoutDoubledSlashes(written, faults);
  const binder = locateBinder(address, written.href, faults);
  if (binder) return binder;
  const origin = address.origin;
  let url = address;
  let outer: Partial<LocatedHub> & Pick<LocatedHub, 'written'> = { written: written.href };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const entry = /^(.*?)\/(?:hub\/)?(lti\/launch|lti13\/oauth_login|spawn(?:\/[^/]+)*|login)\/?$/.exec(
      url.pathname,
    );
    if (!entry) break;
    const [, prefix = '', page = ''] = entry;
    if (page.startsWith('spawn')) outer = { ...outer, ...readFancyForms(url, faults) };
    // A learning platform sends a parameter of its own with "custom_" in front (LTI 1.1).
    const next =
      url.searchParams.get('next') ?? (page === 'lti/launch' ? url.searchParams.get('custom_next') : null);
    if (next === null) {
      if (outer.fancyForms === undefined) break;
      return {
        kind: 'jupyterhub',
        base: origin + prefix,
        endpoint: '',
        search: '',
        ...outer,
        ...readSpawn(url),
      };
    }
    if (page === 'lti/launch') outer = { ...outer, isLtiLaunch: true };
    if (page === 'login') outer = { ...outer, isThroughLogin: true };
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

/** `https://hub.example.org//v2/…`: the address of a hub with a slash at its end, and a path behind it. */
function withoutDoubledSlashes(url: URL, faults: FaultList): URL {
  const head = /^(.*?\/)(?:v2|repo|hub|user-redirect|user)\//.exec(url.pathname)?.[1];
  if (head === undefined || !head.includes('//')) return url;
  faults.add(
    'error',
    'link/doubled-slash',
    'The path of the link has a doubled slash, so the hub does not know it and answers "not found".',
  );
  const clean = new URL(url);
  clean.pathname = head.replace(/\/{2,}/g, '/') + url.pathname.slice(head.length);
  return clean;
}

/** Owners and names of the old route are never these parts of a git host's pages. */
const PAGE_VIEWS = /^(?:blob|tree|raw|edit|blame|commits?|src|-)$/;

function locateBinder(url: URL, written: string, faults: FaultList): LocatedBinder | undefined {
  const [, prefix, spec] = /^(.*?)\/v2\/(.+)$/.exec(url.pathname) ?? [];
  if (prefix !== undefined && spec !== undefined) {
    return { kind: 'binderhub', base: url.origin + prefix, spec, search: url.search, written };
  }
  const [, legacyPrefix, repository, path] =
    /^(.*?)\/repo\/([^/]+\/[^/]+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  if (legacyPrefix === undefined || repository === undefined) return undefined;
  // A repository may be called "repo": https://github.com/org/repo/blob/main/x.ipynb.
  if (PAGE_VIEWS.test(repository.split('/')[0] ?? '')) return undefined;
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
    written,
    ...(path ? { legacyPath: path } : {}),
  };
}

/** A person's server: nbgitpuller on it, or a route that only Jupyter has. */
const PERSONAL_SERVER =
  /^(.*?)\/user\/[^/]+\/((?:[^/]+\/)?(?:git-pull|git-sync|interact)$|(?:lab|doc\/tree|notebooks|nbclassic|rstudio|voila|proxy)(?:\/.*)?$)/;

function locateHub(
  url: URL,
  outer: Partial<LocatedHub> & Pick<LocatedHub, 'written'>,
  faults: FaultList,
): LocatedHub | undefined {
  const redirect = /^(.*?)(\/hub)?\/user-redirect\/(.+)$/.exec(url.pathname);
  const personal = PERSONAL_SERVER.exec(url.pathname);
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

/** `#fancy-forms-config={"profile": …}` (jupyterhub-fancy-profiles 0.5). */
function readFancyForms({ hash }: URL, faults: FaultList): Pick<LocatedHub, 'fancyForms'> {
  // The start page itself reads the fragment as a query.
  const written = new URLSearchParams(hash.slice(1)).get('fancy-forms-config');
  if (written === null) return {};
  const fields = parseFields(written);
  if (fields !== undefined) return { fancyForms: fields };
  faults.add(
    'error',
    'link/bad-start-form',
    'What follows "#fancy-forms-config=" is no JSON of fields and their values, so the start page chooses nothing.',
  );
  return {};
}

function parseFields(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value);
    return entries.length > 0 &&
      entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
      ? Object.fromEntries(entries)
      : undefined;
  } catch {
    return undefined;
  }
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
