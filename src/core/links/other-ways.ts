import { parseRepositoryAddress } from '../addresses/repository-address.ts';
import { buildSourceUrls } from '../addresses/source-urls.ts';
import { encodePath, encodeText } from './encode.ts';

/** A service, none of the catalogue's hubs, that opens a notebook by an address made from a template. */
export interface OtherWay {
  readonly id: string;
  readonly title: string;
  /** Address with the placeholders of `WAY_FIELDS`. */
  readonly url: string;
  /** It shows the notebook and runs nothing. */
  readonly isReader?: true;
  /** The only host whose repositories it opens. */
  readonly host?: string;
}

/** Placeholders of a template. */
export const WAY_FIELDS = [
  'repository',
  'host',
  'owner',
  'name',
  'branch',
  'path',
  'folder',
  'file',
  'page',
  'raw',
] as const;
type WayField = (typeof WAY_FIELDS)[number];

/**
 * Services whose addresses are documented: Colab, Kaggle and Deepnote by their launch buttons, Codespaces by GitHub's
 * deep links, molab and nbviewer by the address of the file's page with another host in front.
 */
export const PRESET_WAYS: readonly OtherWay[] = [
  {
    id: 'colab',
    title: 'Google Colab',
    url: 'https://colab.research.google.com/github/{owner}/{name}/blob/{branch}/{path}',
    host: 'github.com',
  },
  { id: 'kaggle', title: 'Kaggle', url: 'https://kaggle.com/kernels/welcome?src={page}', host: 'github.com' },
  {
    id: 'codespaces',
    title: 'GitHub Codespaces',
    url: 'https://codespaces.new/{owner}/{name}/tree/{branch}',
    host: 'github.com',
  },
  { id: 'deepnote', title: 'Deepnote', url: 'https://deepnote.com/launch?url={page}', host: 'github.com' },
  {
    id: 'molab',
    title: 'molab',
    url: 'https://molab.marimo.io/github/{owner}/{name}/blob/{branch}/{path}',
    host: 'github.com',
  },
  {
    id: 'nbviewer',
    title: 'nbviewer',
    url: 'https://nbviewer.org/github/{owner}/{name}/blob/{branch}/{path}',
    isReader: true,
    host: 'github.com',
  },
];

export function findPresetWay(id: string): OtherWay | undefined {
  return PRESET_WAYS.find((way) => way.id === id);
}

/** Whether a service opens repositories of the host at which this one is. */
export function opensRepository({ host }: Pick<OtherWay, 'host'>, repository: string): boolean {
  if (host === undefined) return true;
  const address = parseRepositoryAddress(repository);
  return address.ok && address.value.host === host;
}

/**
 * The address of one notebook at another service. In the path of the template each part of a value is encoded and
 * its slashes stay, except of whole addresses; behind `?` or `#` everything is encoded.
 *
 * @returns undefined where the template needs what is not known, such as the page of a file at an unknown git host
 */
export function buildWayUrl(
  template: string,
  {
    repository,
    branch,
    path,
  }: { readonly repository: string; readonly branch: string; readonly path: string },
): string | undefined {
  const address = parseRepositoryAddress(repository);
  if (!address.ok) return undefined;
  const base = address.value.repository.replace(/\.git$/, '');
  const parts = new URL(base).pathname.slice(1).split('/').map(decodeURIComponent);
  const slash = path.lastIndexOf('/');
  const sources = buildSourceUrls(repository, branch, path);
  const values: Readonly<Record<WayField, string | undefined>> = {
    repository: base,
    host: new URL(base).host,
    owner: parts.slice(0, -1).join('/'),
    name: parts.at(-1),
    branch,
    path,
    folder: path.slice(0, Math.max(0, slash)),
    file: path.slice(slash + 1),
    page: sources?.page,
    raw: sources?.raw,
  };
  const queryStart = /[?#]/.exec(template)?.index ?? template.length;
  let isComplete = true;
  const url = template.replace(/\{(\w+)\}/g, (_, field: WayField, index: number) => {
    const value = values[field];
    if (value === undefined) isComplete = false;
    const isWhole = index > queryStart || WHOLE_FIELDS.has(field);
    return isWhole ? encodeText(value ?? '') : encodePath(value ?? '');
  });
  return isComplete && URL.canParse(url) ? url : undefined;
}

/** Whole addresses, whose slashes are no part of the template's path. */
const WHOLE_FIELDS: ReadonlySet<WayField> = new Set(['repository', 'page', 'raw']);
