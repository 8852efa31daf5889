/** Joins the place of a folder in its repository and a path in that folder; either may be empty. */
export function joinRepositoryPath(repositoryPath: string, path: string): string {
  return repositoryPath === '' ? path : `${repositoryPath}/${path}`;
}

/** The inverse: a repository's path as seen from a folder in it, or undefined for a path outside of it. */
export function relativeToRepositoryPath(repositoryPath: string, path: string): string | undefined {
  if (repositoryPath === '') return path;
  return path.startsWith(`${repositoryPath}/`) ? path.slice(repositoryPath.length + 1) : undefined;
}
