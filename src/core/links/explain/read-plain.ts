import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { trimEndSlashes, trimSlashes } from '../../trim.ts';
import { encodePath } from '../encode.ts';
import type { Located } from './locate.ts';
import { readReference } from './read-place.ts';
import type { FaultList } from './types.ts';

/** What a link without nbgitpuller opens on the launched server. */
export interface PlainPlace {
  /** Application, by name or as the route itself, such as `proxy/8501/`; absent where the server's own start page opens. */
  readonly app?: string;
  /** File or folder, decoded; empty for none. */
  readonly path: string;
  /** The place as a URL reference, with every name encoded as a browser needs it. */
  readonly reference: string;
}

/** Routes of applications that open a file or a folder: what is written before the path, and what that is called here. */
const FILE_ROUTES: readonly (readonly [RegExp, string])[] = [
  [/^lab(?:\/workspaces\/[^/]+)?\/tree\//, 'lab'],
  [/^doc\/tree\//, 'doc/tree/{path}'],
  [/^nbclassic\/(?:notebooks|tree|edit)\//, 'classic'],
  [/^(?:notebooks|tree|edit)\//, 'notebook'],
  [/^retro\/(?:notebooks|tree|edit)\//, 'retro'],
  [/^voila\/(?:render|tree)\//, 'voila'],
  [/^shiny\//, 'shiny'],
];

/** Routes that open an application without a file. */
const START_ROUTES: readonly (readonly [RegExp, string])[] = [
  [/^lab\/?$/, 'lab'],
  [/^(?:tree|notebooks)\/?$/, 'notebook'],
  [/^nbclassic(?:\/tree)?\/?$/, 'classic'],
  [/^rstudio\/?$/, 'rstudio'],
  [/^voila\/?$/, 'voila'],
  [/^shiny\/?$/, 'shiny'],
];

/**
 * Reads application and path of a plain place: the old `/repo/…` route, `labpath` and `filepath` of a BinderHub, or a URL
 * reference such as `voila/render/x.ipynb`. Names that a browser would cut are noted as faults.
 */
export function readPlainPlace(located: Located, urlpath: string, faults: FaultList): PlainPlace {
  if (located.kind === 'binderhub') {
    const { legacyPath } = located;
    if (legacyPath !== undefined) return { app: 'lab', ...placeInLab(decodeLoosely(legacyPath)) };
    const search = new URLSearchParams(located.search);
    for (const [name, app, route] of FILE_PARAMETERS) {
      const file = search.get(name);
      if (file === null) continue;
      if (/[#?]/.test(file)) {
        faults.add(
          'error',
          'link/unencoded-path',
          'BinderHub does not encode "#" and "?" of labpath and filepath, so the browser cuts the name there.',
        );
      }
      return readFile(app, route, file);
    }
  }
  const written = urlpath.replace(/^\/+/, '');
  const [start, startApp] = START_ROUTES.find(([route]) => route.test(written)) ?? [];
  if (start !== undefined && startApp !== undefined) return { app: startApp, path: '', reference: written };
  const [route, app] = FILE_ROUTES.find(([pattern]) => pattern.test(written)) ?? [];
  if (route === undefined || app === undefined) {
    return { ...(written === '' ? {} : { app: written }), path: '', reference: written };
  }
  const file = readReference(written, faults)?.replace(route, '') ?? '';
  const prefix = route.exec(written)?.[0] ?? '';
  const isName = !/[?#]/.test(written) || faults.faults.some(({ code }) => code === 'link/unencoded-path');
  if (app === 'retro') {
    faults.add('error', 'link/retired-app', 'RetroLab became Notebook 7, so retro/ opens nothing today.');
    return readFile('notebook', prefix.replace(/^retro\//, ''), file);
  }
  // What follows a "?" is the application's own, such as a heading to scroll to.
  return isName ? readFile(app, prefix, file) : { app, path: trimEndSlashes(file), reference: written };
}

/** BinderHub's parameters for a file, the one that wins first (binderhub-client `spec.js`). */
const FILE_PARAMETERS: readonly (readonly [string, string, string])[] = [
  ['labpath', 'doc/tree/{path}', 'doc/tree/'],
  ['filepath', 'notebook', 'tree/'],
];

/** A file or folder as JupyterLab opens it. */
export function placeInLab(file: string): Pick<PlainPlace, 'path' | 'reference'> {
  const { path, reference } = readFile('lab', 'lab/tree/', file);
  return { path, reference };
}

function readFile(app: string, route: string, file: string): PlainPlace {
  const path = trimSlashes(file);
  // Shiny and a server's proxies need the slash at the end.
  const ending = app === 'shiny' && file.endsWith('/') ? '/' : '';
  return { app, path, reference: `${route}${encodePath(path)}${ending}` };
}
