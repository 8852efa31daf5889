import { ok, type Result, refuse } from '../result.ts';
import { trimEndSlashes } from '../trim.ts';
import { buildQuery, encodeText } from './encode.ts';
import type { LaunchRequest, LinkFailure, LinkWarning } from './types.ts';

/** Where the ltiauthenticator takes launches of LTI 1.1 (`launch_url_path`). */
export const LTI_PATH = '/hub/lti/launch';

const SERVER_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._~-]{0,253}[A-Za-z0-9])?$/;

/**
 * The address on a JupyterHub: its redirect to the user's server, perhaps through the page that
 * starts a server with chosen options, perhaps through LTI. Each outer step carries the inner
 * address, the hub's path prefix included, as `next`.
 */
export function buildHubRoute(
  base: string,
  request: Pick<LaunchRequest, 'serverName' | 'isLtiLaunch' | 'spawn'>,
  pullPath: string,
  warnings: LinkWarning[],
): Result<string, LinkFailure> {
  const { serverName, spawn } = request;
  if (serverName !== undefined) {
    if (!isServerName(serverName)) {
      return refuse(
        'link/bad-server-name',
        'The name of the server has more than letters, digits, "-", "_", "." and "~".',
      );
    }
    warnings.push({
      code: 'link/named-server',
      message: `The link works only while the named server ${serverName} is running; JupyterHub starts the default one.`,
    });
  }
  const prefix = trimEndSlashes(new URL(base).pathname);
  const origin = new URL(base).origin;
  const server = serverName === undefined ? '' : `${serverName}/`;
  let path = `${prefix}/hub/user-redirect/${server}${pullPath}`;
  if (spawn !== undefined) {
    const fields = Object.entries(spawn.values);
    const problem = fields.find(
      ([name, value]) => !isFieldName(name) || value === '' || !value.isWellFormed(),
    );
    const forms = Object.entries(spawn.fancyForms ?? {});
    if (problem || fields.length + forms.length === 0) {
      return refuse(
        'link/bad-spawn-options',
        'The options of the start page are empty, or one has no valid name or value.',
      );
    }
    const options = fields.map(([name, value]) => [spawn.isPrefixed ? `opt-${name}` : name, value] as const);
    path = `${prefix}/hub/spawn?${buildQuery([...options, ['next', path]])}`;
    if (forms.length > 0) path += `#fancy-forms-config=${encodeText(JSON.stringify(spawn.fancyForms))}`;
    if (spawn.isThroughLogin === true) path = `${prefix}/hub/login?${buildQuery([['next', path]])}`;
  }
  if (request.isLtiLaunch === true) path = `${prefix}${LTI_PATH}?${buildQuery([['next', path]])}`;
  return ok(origin + path);
}

/** Whether a text can be the name of a field of a start page. */
export function isFieldName(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name !== 'next' && !name.startsWith('opt-');
}

/** Whether a text can be the name of one of a user's servers. */
export function isServerName(name: string): boolean {
  return SERVER_NAME.test(name);
}
