import type { Hub } from '../catalog/types.ts';
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
}

export interface OwnLaunch {
  /** Address of the hub, without a slash at the end: what is worth remembering. */
  readonly hubUrl: string;
  /** Host of the hub, for the button. */
  readonly title: string;
  readonly link: string;
}

/**
 * The link for a JupyterHub that is not in the catalogue. People copy what is in their address
 * bar, so `https://` may be missing, and the hub's own pages and those of a server may follow.
 */
export function composeOwnLaunch(text: string, content: OwnLaunchContent): Result<OwnLaunch, LinkFailure> {
  const hubUrl = parseHubAddress(findHubAddress(text));
  if (!hubUrl.ok) return hubUrl;
  const url = hubBase(hubUrl.value);
  const title = hubUrl.value.host;
  const hub: Hub = {
    id: 'own',
    type: 'jupyterhub',
    url,
    title,
    environments: [],
    signIn: true,
    parentPath: '',
  };
  const composed = composeLaunch({ hub, ...content });
  return composed.ok ? ok({ hubUrl: url, title, link: composed.value.url }) : composed;
}

function findHubAddress(text: string): string {
  const address = text.trim();
  const withScheme =
    /^[a-z][a-z\d+.-]*:/i.test(address) && !/^[\w.-]+:\d/.test(address) ? address : `https://${address}`;
  const url = URL.parse(withScheme);
  if (url === null) return withScheme;
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/(?:hub|user)(?:\/.*)?$/, '');
  return url.href;
}
