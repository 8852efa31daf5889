import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';
import { checkRepositoryPath } from './repository-urls.ts';

const LOOPBACK_HOST = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** `git@host:group/name.git`, which git takes for ssh. */
const SCP_LIKE = /^(?:[^\s/@:]+@)?([^\s/@:]+\.[^\s/@:]+):(?!\/\/)(?!\d+(?:\/|$))\/?([^\s]+)$/;

/** Pages inside of a hub: JupyterHub's own ones, a student's server, BinderHub's launch and build addresses. */
const HUB_PAGE =
  /^(.*?)\/(?:hub\/(?:home|login|spawn|spawn-pending|user-redirect|admin|token|lti|api)|user\/[^/]+|(?:v2|build)\/(?:gh|gl|git|gist|zenodo|figshare|hydroshare|dataverse|ckan))(?:\/.*)?$/;

/** Repository that git clones over https. */
export function checkRepositoryUrl(text: string): Problem | undefined {
  const ssh = checkSsh(text);
  if (ssh) return ssh;
  return checkAddress(text, 'repository') ?? checkRepositoryPath(new URL(text), 'repository');
}

/** Where an image is built: a repository, or a folder of one. */
export function checkSourceUrl(text: string): Problem | undefined {
  return checkSsh(text) ?? checkAddress(text, 'source');
}

/** Root of a hub, with its path prefix. */
export function checkHubUrl(text: string): Problem | undefined {
  const problem = checkAddress(text, 'hub') ?? checkQuery(new URL(text));
  if (problem) return problem;
  const url = new URL(text);
  const beyond = HUB_PAGE.exec(url.pathname);
  if (!beyond) return undefined;
  return {
    code: 'manifest/url-beyond-root',
    message: `${quote(text)} is a page inside of the hub; the address of the hub itself is meant.`,
    hint: `Write "${url.origin}${beyond[1] ?? ''}".`,
  };
}

/** Where the site is published. */
export function checkSiteUrl(text: string): Problem | undefined {
  return checkAddress(text, 'site') ?? checkQuery(new URL(text));
}

/** A page for people, such as a notebook with its results. */
export function checkPageUrl(text: string): Problem | undefined {
  return checkAddress(text, 'page');
}

function checkSsh(text: string): Problem | undefined {
  const scp = SCP_LIKE.exec(text);
  const ssh = /^(?:git\+)?ssh:\/\/(?:[^\s@/]+@)?([^\s/:@]+)(?::\d+)?\/+(.+)$/i.exec(text);
  const match = scp ?? ssh;
  if (!match) return undefined;
  return {
    code: 'manifest/url-ssh',
    message: 'This is an ssh address; hubs fetch notebooks without a key, so only https addresses work.',
    hint: `Write "https://${match[1]}/${(match[2] ?? '').replace(/\/+$/, '')}".`,
  };
}

/**
 * The rules of every address: it parses, is https (or http on loopback), names a host, and carries
 * no user name or password. The messages never repeat those.
 */
function checkAddress(text: string, what: string): Problem | undefined {
  const example = what === 'hub' ? 'https://hub.example.edu' : 'https://example.org/group/name';
  if (!URL.canParse(text)) {
    const isWithoutScheme = /^[\w-]+(?:\.[\w-]+)+(?:[/:]|$)/.test(text);
    return {
      code: hasUserInfo(text) ? 'manifest/url-credentials' : 'manifest/bad-url',
      message: `${quote(text)} is not an address; write one such as ${example}.`,
      ...(isWithoutScheme ? { hint: `Write ${quote(`https://${text}`)}.` } : {}),
    };
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || hasUserInfo(text)) {
    return {
      code: 'manifest/url-credentials',
      message: `The address of the ${what} contains a user name or password; the manifest is published, so they would be too.`,
      hint: 'Remove everything between "://" and "@", change that password or token now, and let git ask a credential helper.',
    };
  }
  if (url.protocol === 'http:' && !LOOPBACK_HOST.test(url.hostname)) {
    return {
      code: 'manifest/url-not-https',
      message: `${quote(text)} is not encrypted; only https is allowed, or http on this machine (localhost).`,
      hint: `Write ${quote(text.replace(/^http:/i, 'https:'))}.`,
    };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    const isHostAndPort = /^[\w.-]+:\d+(?:\/|$)/.test(text);
    return {
      code: 'manifest/bad-url',
      message: `${quote(text)} does not begin with "https://"; only https is allowed, or http on this machine (localhost).`,
      ...(isHostAndPort ? { hint: `Write ${quote(`https://${text}`)}.` } : {}),
    };
  }
  if (!/^https?:\/\//i.test(text) || /[\s\p{Cc}\\]/u.test(text)) {
    return {
      code: 'manifest/bad-url',
      message: `${quote(text)} is not written as an address; it has to begin with "https://" and to have no spaces or backslashes.`,
    };
  }
  return undefined;
}

/** True where an `@` stands in the part of a text that names the host. */
function hasUserInfo(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/*[^/?#]*@/i.test(text);
}

function checkQuery(url: URL): Problem | undefined {
  if (url.search === '' && url.hash === '') return undefined;
  return {
    code: 'manifest/url-query',
    message: 'The address must not have a "?" or "#" part.',
    hint: `Write "${url.origin}${url.pathname}".`,
  };
}
