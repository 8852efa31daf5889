/** `…/tree/main` names repository and branch; what follows a slash in it could be either branch or folder. */
export function splitPageAddress(address: string): { repository: string; branch: string } | undefined {
  const [, repository, branch] =
    /^(https?:\/\/[^@?#]+?)(?:\/-)?\/(?:tree|src\/branch)\/([^/?#]+)\/?$/.exec(address) ?? [];
  return repository === undefined || branch === undefined ? undefined : { repository, branch };
}
