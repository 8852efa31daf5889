import type { LaunchApp } from './types.ts';

/** How a text notebook (`.md`, `.py`, `.Rmd`) opens where a launch leads to, which is as text in an editor. */
export type TextOpening =
  /** JupyterLab has no address for it as a notebook: a menu of the file's opens it so. */
  | { readonly kind: 'open-with' }
  /** Jupyter Notebook and nbclassic show it as a notebook at another address, where Jupytext is installed. */
  | { readonly kind: 'own-page'; readonly app: LaunchApp };

const NOTEBOOK_PAGES: Readonly<Record<string, LaunchApp>> = {
  notebook: 'notebooks/{path}',
  classic: 'nbclassic/notebooks/{path}',
};

/** Undefined for what is no text notebook, and for applications that do otherwise with text. */
export function textOpeningOf(app: LaunchApp, path: string): TextOpening | undefined {
  if (path === '' || path.endsWith('/') || /\.ipynb$/i.test(path)) return undefined;
  if (app === 'lab') return { kind: 'open-with' };
  const page = Object.hasOwn(NOTEBOOK_PAGES, app) ? NOTEBOOK_PAGES[app] : undefined;
  return page === undefined ? undefined : { kind: 'own-page', app: page };
}
