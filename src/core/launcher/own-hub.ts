import type { BinderRepository, Hub } from '../catalog/types.ts';
import { hubKind } from '../hub-kinds/kinds.ts';
import { composeLaunch } from '../links/compose.ts';
import { hubBase, parseHubAddress } from '../links/hub-address.ts';
import type { LinkFailure } from '../links/types.ts';
import { ok, type Result } from '../result.ts';

/** What is opened on a reader's own hub. */
export interface OwnLaunchContent {
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly app?: string;
  readonly targetPath?: string;
  readonly hasFolderPerRef?: boolean;
  /** What a BinderHub builds; without it none can launch the notebook. */
  readonly binder?: BinderRepository;
}

/** The kinds of hubs that a reader may have. */
export type OwnHubType = 'jupyterhub' | 'binderhub';

export interface OwnLaunch {
  /** Address of the hub, without a slash at the end: what is worth remembering. */
  readonly hubUrl: string;
  readonly type: OwnHubType;
  /** Host of the hub, for the button. */
  readonly title: string;
  readonly link: string;
}

/**
 * The kind of hub that an address shows: pages of a BinderHub are below `/v2/` and `/build/`, those of a JupyterHub below
 * `/hub/` and `/user/`. Else the reader has to say it: the policy of launcher pages keeps them from asking a hub that the
 * catalogue does not know.
 */
export function guessOwnHubType(text: string): OwnHubType | undefined {
  const url = URL.parse(withScheme(text));
  if (url === null) return undefined;
  if (/\/(?:v2|build)(?:\/|$)/.test(url.pathname)) return 'binderhub';
  if (/\/(?:hub|user)(?:\/|$)/.test(url.pathname)) return 'jupyterhub';
  return /(?:^|[.-])binder(?:hub)?[.-]|mybinder/.test(url.hostname) ? 'binderhub' : undefined;
}

/**
 * The link for a hub that is not in the catalogue. People copy what is in their address bar, so `https://` may be
 * missing, and the hub's own pages and those of a server may follow.
 */
export function composeOwnLaunch(
  text: string,
  { binder, ...content }: OwnLaunchContent,
  type: OwnHubType = 'jupyterhub',
): Result<OwnLaunch, LinkFailure> {
  const hubUrl = parseHubAddress(findHubAddress(text));
  if (!hubUrl.ok) return hubUrl;
  const url = hubBase(hubUrl.value);
  const title = hubUrl.value.host;
  const kind = hubKind(type);
  const hub: Hub = {
    id: 'own',
    type,
    url,
    title,
    signIn: kind.signIn,
    ...(kind.runs === 'given-images' && { environments: [] }),
    ...(kind.hasParentPath && { parentPath: '' }),
  };
  const composed = composeLaunch({ hub, ...content, ...(binder !== undefined && { binder }) });
  return composed.ok ? ok({ hubUrl: url, type, title, link: composed.value.url }) : composed;
}

function findHubAddress(text: string): string {
  const address = withScheme(text);
  const url = URL.parse(address);
  if (url === null) return address;
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/(?:hub|user|v2|build)(?:\/.*)?$/, '');
  return url.href;
}

function withScheme(text: string): string {
  const address = text.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:/i.test(address) && !/^[\w.-]+:\d/.test(address);
  return hasScheme ? address : `https://${address}`;
}
