import { ok, type Result } from '../result.ts';
import { encodeText } from './encode.ts';
import { checkPath } from './paths.ts';
import type { LaunchRequest, LinkFailure } from './types.ts';

/** Pages of a JupyterLite site that open one file, by the app that they are. */
const PAGES: Readonly<Record<string, string>> = {
  notebook: 'notebooks/index.html',
  classic: 'notebooks/index.html',
};

/**
 * The link to a file that a JupyterLite site has among its own, below `parent_path`. Its pages read the query with
 * `URLSearchParams`, so the path is encoded once.
 *
 * @param base address of the site, without a slash at the end
 */
export function buildLiteLink(
  base: string,
  { hub, path }: Pick<LaunchRequest, 'hub' | 'path'>,
): Result<string, LinkFailure> {
  const checked = checkPath(path, 'path');
  if (!checked.ok) return checked;
  const page = PAGES[hub.app ?? 'lab'] ?? 'lab/index.html';
  return ok(`${base}/${page}?path=${encodeText(locateLiteFile(hub, path))}`);
}

/** Where a file of a content is among the files of a JupyterLite site. */
export function locateLiteFile(
  { parentPath = '' }: Pick<LaunchRequest['hub'], 'parentPath'>,
  path: string,
): string {
  return parentPath === '' ? path : `${parentPath}/${path}`;
}
