import { ok, type Result, refuse } from '../result.ts';
import { encodePath } from './encode.ts';
import type { LaunchApp, LinkFailure } from './types.ts';

/** What follows the server's base address to open something. */
export interface Landing {
  readonly urlpath: string;
  /** False where the application always starts with its own start page. */
  readonly isPathOpened: boolean;
}

/** Where one file or folder is on the server. */
export interface ServerPlace {
  /** Parent path and folder of the clone. */
  readonly folder: string;
  /** Path in the repository; empty, or with `/` at the end, for a folder. */
  readonly path: string;
}

/** Routes of Jupyter Server's applications; each segment of the path is percent-encoded already. */
const ROUTES: Readonly<Record<string, (encoded: string, path: string) => string>> = {
  lab: (encoded) => `lab/tree/${encoded}`,
  notebook: notebookRoute,
  classic: (encoded, path) => `nbclassic/${notebookRoute(encoded, path)}`,
  voila: (encoded, path) => (isFolder(path) ? `voila/tree/${encoded}` : `voila/render/${encoded}`),
};

/**
 * Where a launched server has to be sent to open a place in an application. The result is a URL
 * reference, not a file name: nbgitpuller assigns it to `window.location` unchanged.
 */
export function buildLanding(app: LaunchApp, { folder, path }: ServerPlace): Result<Landing, LinkFailure> {
  const encoded = encodePath([folder, path.replace(/\/$/, '')].filter((part) => part !== '').join('/'));
  if (app === 'rstudio') return ok({ urlpath: 'rstudio/', isPathOpened: path === '' });
  if (app === 'shiny') {
    const directory = /\.(?:r|rmd|py)$/i.test(path) ? path.slice(0, path.lastIndexOf('/') + 1) : path;
    const parts = [folder, directory.replace(/\/$/, '')].filter((part) => part !== '');
    return ok({ urlpath: `shiny/${encodePath(parts.join('/'))}/`, isPathOpened: true });
  }
  const route = Object.hasOwn(ROUTES, app) ? ROUTES[app] : undefined;
  if (route) return ok({ urlpath: route(encoded, path), isPathOpened: true });

  const isTemplate = app.includes('{path}');
  const isSafe =
    /^[A-Za-z0-9_][\w.~:@!$&()*+,;=/?#%{}-]*$/.test(app) && !/^[\w+.-]*:|(?:^|\/)\.\.?(?:\/|$)/.test(app);
  if (!isTemplate || !isSafe) {
    return refuse(
      'link/bad-app',
      'The app is none of lab, notebook, classic, rstudio, shiny and voila, and not a relative address that contains {path}, such as voila/render/{path}.',
    );
  }
  return ok({ urlpath: app.replaceAll('{path}', () => encoded), isPathOpened: true });
}

function notebookRoute(encoded: string, path: string): string {
  if (isFolder(path)) return `tree/${encoded}`;
  return /\.ipynb$/i.test(path) ? `notebooks/${encoded}` : `edit/${encoded}`;
}

function isFolder(path: string): boolean {
  return path === '' || path.endsWith('/');
}
