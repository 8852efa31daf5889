import { type Detail, detailOf } from '../details.ts';

/** A file of the Binder repository's tree. */
export interface BinderFile {
  readonly path: string;
  readonly kind: string;
}

export type DockerfileChoice =
  | { readonly kind: 'found'; readonly path: string }
  | {
      readonly kind: 'missing' | 'not-told';
      readonly detail: Detail;
      /** Path of a file of which repo2docker makes an image instead. */
      readonly specification?: string;
    };

const FOLDERS = ['.binder', 'binder'] as const;
const MAX_LINKS = 5;

/** Files of which repo2docker makes an image without a Dockerfile (`buildpacks/*`, `detect`), what it prefers first. */
const SPECIFICATIONS: readonly string[] = [
  'Project.toml',
  'JuliaProject.toml',
  'REQUIRE',
  'default.nix',
  'install.R',
  'environment.yml',
  'Pipfile',
  'Pipfile.lock',
  'requirements.txt',
  'setup.py',
  'runtime.txt',
  'DESCRIPTION',
];

/** Paths whose symbolic links decide the choice; their targets have to be read before it. */
export const DECISIVE_PATHS: readonly string[] = [
  ...FOLDERS,
  'Dockerfile',
  ...FOLDERS.map((folder) => `${folder}/Dockerfile`),
];

/**
 * The Dockerfile that repo2docker builds (`buildpacks/base.py`, `binder_dir`): of `.binder/` or
 * `binder/` where one of them is a folder, both being an error, else of the root; the other places
 * are then not looked at.
 *
 * @param links targets of symbolic links, by path
 */
export function chooseDockerfile(
  files: readonly BinderFile[],
  links: ReadonlyMap<string, string>,
): DockerfileChoice {
  const submodule = files.find(
    ({ path, kind }) => kind === 'submodule' && FOLDERS.some((name) => name === path),
  );
  if (submodule !== undefined) {
    return { kind: 'not-told', detail: detailOf('submodule', { folder: submodule.path }) };
  }
  const isFolder = (path: string) => files.some((file) => file.path.startsWith(`${path}/`));
  const folders = FOLDERS.flatMap((name) => {
    const target = followLinks(name, links);
    return target !== undefined && isFolder(target) ? [{ name, target }] : [];
  });
  if (folders.length > 1) {
    return { kind: 'missing', detail: detailOf('two-folders') };
  }
  const [folder] = folders;
  const path = folder === undefined ? 'Dockerfile' : `${folder.target}/Dockerfile`;
  const resolved = followLinks(path, links);
  const isThere = files.some((file) => file.path === resolved && file.kind === 'file');
  if (resolved !== undefined && isThere) return { kind: 'found', path: resolved };
  const prefix = folder === undefined ? '' : `${folder.target}/`;
  const specification = SPECIFICATIONS.map((file) => `${prefix}${file}`).find((file) =>
    files.some((each) => each.path === file && each.kind === 'file'),
  );
  const ignored = folder !== undefined && files.some((file) => file.path === 'Dockerfile');
  const name = folder === undefined ? 'Dockerfile' : `${folder.name}/Dockerfile`;
  return {
    kind: 'missing',
    detail: ignored
      ? detailOf('folder-without', { path: name, folder: folder.name })
      : detailOf('no-dockerfile', { path: name }),
    ...(specification === undefined ? {} : { specification }),
  };
}

/** Where a path leads inside of the repository; undefined for a way out of it or in circles. */
function followLinks(path: string, links: ReadonlyMap<string, string>): string | undefined {
  let current = path;
  for (let count = 0; count < MAX_LINKS; count += 1) {
    const target = links.get(current);
    if (target === undefined) return current;
    const folder = current.includes('/') ? current.slice(0, current.lastIndexOf('/')) : '';
    const next = target.startsWith('/') ? undefined : normalize(`${folder}/${target}`);
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

function normalize(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
