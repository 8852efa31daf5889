import { ok, type Result, refuse } from '../result.ts';
import type { LinkFailure } from './types.ts';

/** What a path belongs to, for the messages. */
type PathRole = 'path' | 'target path' | 'parent path';

/**
 * Checks a path as Jupyter Server will see it: relative, `/` between segments, nothing hidden (which
 * is answered with 404), no folder that would be taken for a notebook. A slash at the end is allowed.
 */
export function checkPath(path: string, role: PathRole): Result<string, LinkFailure> {
  const bad = (problem: string) => refuse('link/bad-path', `The ${role} ${quotePath(path)} ${problem}.`);
  if (!path.isWellFormed()) return bad('is not well-formed Unicode');
  if (/\p{Cc}/u.test(path)) return bad('contains control characters; rename the file without them');
  if (path.includes('\\')) return bad('contains a backslash; write "/" between folders, or rename the file');
  if (path.startsWith('/')) return bad('begins with "/"; write it relative to the repository');
  const segments = path.replace(/\/$/, '').split('/');
  if (path !== '' && segments.includes('')) return bad('has an empty segment; write one "/" between folders');
  if (segments.some((segment) => segment === '.' || segment === '..')) {
    return bad('contains "." or ".."; write it without');
  }
  if (segments.some((segment) => segment.startsWith('.'))) {
    return refuse(
      'link/hidden-folder',
      `The ${role} ${quotePath(path)} is hidden, and Jupyter Server does not show what begins with a dot.`,
    );
  }
  const folders = role === 'path' && !path.endsWith('/') ? segments.slice(0, -1) : segments;
  if (folders.some((folder) => /\.ipynb$/i.test(folder))) {
    return refuse(
      'link/notebook-folder',
      `The ${role} ${quotePath(path)} leads through a folder that ends in .ipynb, which Jupyter takes for a notebook.`,
    );
  }
  return ok(path);
}

function quotePath(path: string): string {
  const shown = path.length > 100 ? `${path.slice(0, 99)}…` : path;
  return `"${shown.toWellFormed().replace(/\p{Cc}/gu, '\ufffd')}"`;
}
