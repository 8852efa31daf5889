import { canonicalHost } from '../../addresses/git-hosts.ts';
import { isLoopback } from '../../addresses/loopback.ts';
import { parseRepositoryAddress } from '../../addresses/repository-address.ts';
import { quote } from '../../diagnostics/quote.ts';
import { explainLink } from '../../links/explain/explain.ts';
import { adviseValue, type Remedy } from '../remedies.ts';
import type { Problem } from '../reporter.ts';
import { unwrapPasted } from './pasted-text.ts';
import { checkIsRepository, checkLaunchLink, type RefKey } from './repository-urls.ts';

/** Pages inside of a hub: JupyterHub's own ones, a student's server, BinderHub's launch and build addresses. */
const HUB_PAGE =
  /^(.*?)\/(?:hub\/(?:home|login|spawn|spawn-pending|user-redirect|admin|token|lti|api)|user\/[^/]+|(?:v2|build)\/(?:gh|gl|git|gist|zenodo|figshare|hydroshare|dataverse|ckan))(?:\/.*)?$/;

/**
 * Repository that git clones over https.
 *
 * @param refKey the key beside it that names its branch or commit
 */
export function checkRepositoryUrl(text: string, refKey?: RefKey): Problem | undefined {
  const problem = checkSsh(text) ?? checkAddress(text, 'repository') ?? checkLaunchLink(text, refKey);
  return problem ?? checkIsRepository(text, refKey);
}

/** Where an image is built: a repository, or a folder of one. */
export function checkSourceUrl(text: string): Problem | undefined {
  return checkSsh(text) ?? checkAddress(text, 'source');
}

/** Root of a hub, with its path prefix. */
export function checkHubUrl(text: string): Problem | undefined {
  const problem = checkAddress(text, 'hub');
  if (problem) return problem;
  const url = new URL(text);
  const { kind, hub: named, environment } = explainLink(text);
  // A prefix of the hub's may contain /v2/ as well.
  const hub = kind === 'jupyterhub' || environment !== undefined ? named : undefined;
  const prefix = HUB_PAGE.exec(url.pathname)?.[1];
  const root = hub ?? (prefix === undefined ? undefined : `${url.origin}${prefix}`);
  if (root !== undefined) {
    const isLaunch = hub !== undefined;
    return {
      code: 'manifest/url-beyond-root',
      message: `${quote(text)} is ${isLaunch ? 'a launch link' : 'a page inside of the hub'}; the address of the hub itself is meant.`,
      ...adviseValue(root),
    };
  }
  return checkIndexPage(url) ?? checkQuery(url);
}

/** Where the site is published. */
export function checkSiteUrl(text: string): Problem | undefined {
  const problem = checkAddress(text, 'site');
  if (problem) return problem;
  const url = new URL(text);
  return checkRepositoryHost(url) ?? checkIndexPage(url) ?? checkQuery(url);
}

/** A page for people, such as a notebook with its results. */
export function checkPageUrl(text: string): Problem | undefined {
  return checkAddress(text, 'page');
}

/** Where a link of the site leads: an address of the web, or a page below the site's home. */
export function checkLinkTarget(text: string): Problem | undefined {
  if (/^https?:/i.test(text)) return checkPageUrl(text);
  if (/^mailto:/i.test(text)) return checkContact(text.slice('mailto:'.length));
  if (/^[a-z][a-z0-9+.-]*:|^\/|\\|\s/i.test(text) || text.split('/').includes('..')) {
    return {
      code: 'manifest/bad-link',
      message: `${quote(text)} is neither an address that begins with https:// nor a page of the site such as "help/".`,
      ...adviseValue(/^\/[\w-]/.test(text) ? text.slice(1) : undefined),
    };
  }
  return undefined;
}

/** An e-mail address, or the address of a page. */
export function checkContact(text: string): Problem | undefined {
  if (/^https?:/i.test(text)) return checkPageUrl(text);
  if (/^[^\s@<>"?&]+@[^\s@<>"?&]+\.[^\s@<>"?&.]+$/.test(text)) return undefined;
  return {
    code: 'manifest/bad-contact',
    message: `${quote(text)} is neither an e-mail address nor one that begins with https://.`,
  };
}

/** Where the hosts of repositories publish sites. */
const SITE_HOSTS: ReadonlyMap<string, (owner: string, name: string) => string> = new Map([
  [
    'github.com',
    (owner, name) => `https://${owner}.github.io/${name === `${owner}.github.io` ? '' : `${name}/`}`,
  ],
  ['gitlab.com', (owner, name) => `https://${owner}.gitlab.io/${name}/`],
  ['codeberg.org', (owner, name) => `https://${owner}.codeberg.page/${name}/`],
]);

function checkRepositoryHost(url: URL): Problem | undefined {
  const siteOf = SITE_HOSTS.get(canonicalHost(url.hostname));
  if (siteOf === undefined) return undefined;
  const [owner, name] = url.pathname.split('/').filter((segment) => segment !== '');
  const site = owner && name && siteOf(owner.toLowerCase(), name.replace(/\.git$/, ''));
  return {
    code: 'manifest/site-is-repository',
    message: `${quote(url.href)} is the address of a repository; "url" is where the site can be read.`,
    ...(site !== undefined && {
      hint: `Write "${site}", unless the site is published elsewhere; the repository goes under "repository".`,
      replacement: site,
    }),
  };
}

/** `…/index.html`: pages have addresses below that of the folder. */
function checkIndexPage(url: URL): Problem | undefined {
  const folder = /^(.*\/)(?:index|default|home)\.x?html?$/i.exec(url.pathname)?.[1];
  if (folder === undefined) return undefined;
  return {
    code: 'manifest/url-is-file',
    message: `${quote(url.href)} is the address of a file; that of its folder is meant.`,
    ...adviseValue(`${url.origin}${folder}`),
  };
}

function checkSsh(text: string): Problem | undefined {
  const parsed = parseRepositoryAddress(text);
  if (!parsed.ok || parsed.value.scheme !== 'ssh') return undefined;
  return {
    code: 'manifest/url-ssh',
    message: 'This is an ssh address; hubs fetch notebooks without a key, so only https addresses work.',
    ...adviseValue(`https://${parsed.value.host.replace(/:\d+$/, '')}${parsed.value.path}`),
  };
}

/** A host name or an IP address; a browser's parser takes commas and more. */
const HOST =
  /^(?:\[[\da-f:.]+\]|(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?)(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?)*\.?)$/iu;

/** The address that was probably meant by a text that is none; undefined where nothing is near. */
function guessAddress(text: string): string | undefined {
  const bare = unwrapPasted(/\]\(\s*<?(https?:[^\s)>]+)/.exec(text)?.[1] ?? text);
  const rest = bare
    .replaceAll('\\', '/')
    .replace(/^(?:https?:?\/+)+(?=https?:)/i, '')
    // `http//`, `htps://`, `ttps:/`, `https://` twice, or no scheme at all.
    .replace(/^h?t?t?t?ps?(?::\/*|\/\/)(?=[\w[])/i, '')
    .replace(/^\/\//, '');
  const end = rest.search(/[/?#]/);
  const host = (end < 0 ? rest : rest.slice(0, end))
    .replaceAll(',', '.')
    .replaceAll(';', '.')
    .replace(/\.+/g, '.');
  const address = `https://${host.replace(/\.$/, '')}${end < 0 ? '' : rest.slice(end)}`;
  const url = URL.parse(address);
  const isNamed = url !== null && /\./.test(url.hostname) && HOST.test(url.hostname);
  return isNamed && !/[\s\p{Cc}]/u.test(address) && !hasUserInfo(address) ? address : undefined;
}

function adviseAddress(text: string): Remedy {
  const address = guessAddress(text);
  return adviseValue(address === text ? undefined : address);
}

/**
 * The rules of every address: it parses, is https (or http on loopback), names a host, and carries
 * no user name or password. The messages never repeat those.
 */
function checkAddress(text: string, what: string): Problem | undefined {
  const example = what === 'hub' ? 'https://hub.example.edu' : 'https://example.org/group/name';
  const refuse = (message: string): Problem => ({
    code: 'manifest/bad-url',
    message,
    ...adviseAddress(text),
  });
  const url = URL.parse(text);
  if (url === null) {
    const problem = refuse(`${quote(text)} is not an address; write one such as ${example}.`);
    return hasUserInfo(text) ? { ...problem, code: 'manifest/url-credentials' } : problem;
  }
  if (url.username !== '' || url.password !== '' || hasUserInfo(text)) {
    return {
      code: 'manifest/url-credentials',
      message: `The address of the ${what} contains a user name or password; the manifest is published, so they would be too.`,
      hint: 'Remove everything between "://" and "@", change that password or token now, and let git ask a credential helper.',
    };
  }
  if (url.protocol === 'http:' && !isLoopback(url) && url.hostname !== 'https') {
    return {
      code: 'manifest/url-not-https',
      message: `${quote(text)} is not encrypted; only https is allowed, or http on this machine (localhost).`,
      ...adviseValue(text.replace(/^http:/i, 'https:')),
    };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return {
      code: 'manifest/bad-url',
      message: `${quote(text)} does not begin with "https://"; only https is allowed, or http on this machine (localhost).`,
      ...(/^(?:file|ftp|data|javascript|mailto):/i.test(text) ? {} : adviseAddress(text)),
    };
  }
  if (!/^https?:\/\//i.test(text) || /[\s\p{Cc}\\]/u.test(text)) {
    return refuse(
      `${quote(text)} is not written as an address; it has to begin with "https://" and to have no spaces or backslashes.`,
    );
  }
  const written = text.slice(text.indexOf('//') + 2).split(/[/?#]/)[0] ?? '';
  const host = written.replace(/:\d*$/, '');
  if (!HOST.test(host) || /^https?$/i.test(host)) {
    return refuse(
      `The name of the host, ${quote(host)}, is not one that an address can have: letters, digits and hyphens, with single dots between them.`,
    );
  }
  const unwrapped = unwrapPasted(text);
  // A balanced bracket, or a dot within a path, may belong to it.
  if (unwrapped !== text && /[\u2018-\u201f\u00ab\u00bb>,;]$/.test(text)) {
    return {
      code: 'manifest/bad-url',
      message: `${quote(text)} ends in a character that belongs to no address.`,
      ...adviseValue(unwrapped),
    };
  }
  return undefined;
}

/** True where the part of a text that names the host contains an `@`. */
function hasUserInfo(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/*[^/?#]*@/i.test(text);
}

function checkQuery(url: URL): Problem | undefined {
  if (url.search === '' && url.hash === '') return undefined;
  return {
    code: 'manifest/url-query',
    message: 'The address must not have a "?" or "#" part.',
    ...adviseValue(`${url.origin}${url.pathname}`),
  };
}
