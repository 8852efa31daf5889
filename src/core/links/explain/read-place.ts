import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { parseRepositoryAddress } from '../../addresses/repository-address.ts';
import { trimEndSlashes, trimSlashes } from '../../trim.ts';
import type { PullRequest } from '../decode-chain.ts';
import { encodePath } from '../encode.ts';
import { expectedFolder, folderOnServer } from '../pulled-repository.ts';
import type { FaultList } from './types.ts';

/** Where a launch lands, taken apart. */
export interface Place {
  readonly app: string;
  /** Path in the repository; undefined where it cannot be distinguished from the folder. */
  readonly path?: string;
  readonly parentPath?: string;
  /** What the author wanted to open below the server's address, decoded; a query or fragment left out. */
  readonly landing?: string;
}

/** Routes of applications; a prefix that is not listed is a template of its own. */
const ROUTES: readonly (readonly [RegExp, string])[] = [
  [/^lab(?:\/workspaces\/[^/]+)?\/tree(?:\/|$)/, 'lab'],
  [/^nbclassic\/(?:notebooks|tree|edit)(?:\/|$)/, 'classic'],
  [/^(?:notebooks|tree|edit)(?:\/|$)/, 'notebook'],
  [/^retro\/(?:notebooks|tree|edit)(?:\/|$)/, 'retro'],
  [/^voila\/(?:render|tree)(?:\/|$)/, 'voila'],
  [/^shiny(?:\/|$)/, 'shiny'],
  [/^doc\/tree(?:\/|$)/, 'doc/tree/{path}'],
];

/** Reads application and path of what nbgitpuller is asked to open. */
export function readPlace(request: PullRequest, faults: FaultList): Place {
  const { urlpath } = request;
  if (urlpath === undefined) return readDeprecated(request, faults);
  if (urlpath.startsWith('/')) {
    faults.add(
      'warning',
      'link/leading-slash',
      'The place to open begins with "/", which gives a doubled slash on the server.',
    );
  }
  const reference = urlpath.replace(/^\/+/, '');
  if (/^rstudio\/?$/.test(reference)) return { app: 'rstudio', path: '', landing: reference };
  const written = readReference(reference, faults);
  if (written === undefined) return { app: 'lab' };
  const [pattern, name] = ROUTES.find(([route]) => route.test(written)) ?? [];
  if (pattern === undefined || name === undefined) return readTemplate(reference, request);
  if (name === 'retro') {
    faults.add('error', 'link/retired-app', 'RetroLab became Notebook 7, so retro/ opens nothing today.');
  }
  const place = written.replace(pattern, '');
  return {
    app: name === 'retro' ? 'notebook' : name,
    landing: written,
    ...splitPlace(place, request, faults),
  };
}

/** `written` is a URL reference; gives the path that the author meant, decoded. */
export function readReference(reference: string, faults: FaultList): string | undefined {
  const at = reference.search(/[?#]/);
  const before = at < 0 ? reference : reference.slice(0, at);
  const after = at < 0 ? '' : reference.slice(at);
  const isQuery = before.endsWith('/') && /^\?[\w-]+=/.test(after);
  const isName = !isQuery && (/\.ipynb$/i.test(after) || (at >= 0 && !/\.[a-z]\w{0,6}$|\/$/i.test(before)));
  if (isName) {
    faults.add(
      'error',
      'link/unencoded-path',
      'A "#" or "?" in the name is not encoded for the last step, so the browser cuts the name there.',
    );
    return reference;
  }
  if (/^\?autodecode\b/i.test(after)) {
    faults.add('warning', 'link/autodecode', 'The parameter autodecode has done nothing since JupyterLab 3.');
  }
  return decodeLoosely(before);
}

/** Tells parent path, folder and path apart, and notes where the folder is not the one that is pulled. */
function splitPlace(
  place: string,
  request: PullRequest,
  faults: FaultList,
): Pick<Place, 'path' | 'parentPath'> {
  if (place === '') return {};
  const { repository = '', targetPath } = request;
  const folder = trimSlashes(targetPath ?? folderOnServer(repository));
  const found = `/${trimEndSlashes(place)}/`.indexOf(`/${folder}/`);
  if (folder !== '' && found >= 0) {
    const path = place.slice(found + folder.length).replace(/^\//, '');
    return found === 0 ? { path } : { path, parentPath: place.slice(0, found - 1) };
  }
  faults.add(
    'error',
    'link/wrong-folder',
    `nbgitpuller pulls into the folder ${JSON.stringify(folder)}, but the link opens another one.`,
  );
  const segments = place.replace(/^\/+/, '').split('/');
  const [first = '', ...rest] = segments;
  const isDoubledSlash = place.startsWith('/');
  const isFolderMissing = segments.length === 1 && first.includes('.');
  if (isDoubledSlash || isFolderMissing) return { path: segments.join('/') };
  const address = parseRepositoryAddress(repository);
  const page = address.ok ? address.value.repository : repository;
  const meant = [
    expectedFolder(repository),
    expectedFolder(page),
    `${folder}.git`,
    folder.split('/').at(-1) ?? '',
  ];
  const isMeant =
    meant.some((name) => name.toLowerCase() === first.toLowerCase()) ||
    (first !== '' && folder.endsWith(first));
  return isMeant ? { path: rest.join('/') } : {};
}

/** A route that is not known: kept as a template where it contains the folder. */
function readTemplate(reference: string, request: PullRequest): Place {
  const folder = request.targetPath ?? folderOnServer(request.repository ?? '');
  const written = [encodePath(folder), folder].find(
    (name) => name !== '' && findFolder(reference, name) >= 0,
  );
  if (written === undefined) return { app: reference };
  const at = findFolder(reference, written);
  const rest = reference.slice(at + written.length).replace(/^\//, '');
  const [path = '', ending = ''] = /^([^?#&]*)(.*)$/s.exec(rest)?.slice(1) ?? [];
  const isPlainPath = !/[?#]/.test(reference);
  return {
    app: `${reference.slice(0, at)}{path}${ending}`,
    path: decodeLoosely(path),
    ...(isPlainPath ? { landing: decodeLoosely(reference) } : {}),
  };
}

function findFolder(reference: string, folder: string): number {
  return `/${reference.replace(/[?#&]/g, '/')}/`.indexOf(`/${folder}/`);
}

/** `app` and `subPath`, which nbgitpuller replaced by `urlpath` in 2018. */
function readDeprecated({ app, subPath }: PullRequest, faults: FaultList): Place {
  if (app !== undefined || subPath !== undefined) {
    faults.add(
      'warning',
      'link/deprecated-parameter',
      'The parameters app and subPath are deprecated; urlpath says the same.',
    );
  }
  const path = subPath === undefined || subPath === '.' ? '' : subPath.replace(/^(?:\.?\/)+/, '');
  return { app: app?.toLowerCase() === 'lab' ? 'lab' : 'notebook', path };
}
