/** What a launch link to a JupyterHub says. */
export interface JupyterHubLaunch {
  readonly hubUrl: string;
  readonly parentPath: string;
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly targetPath?: string;
}

/**
 * The link of one notebook, opened in Notebook. Each path segment is percent-encoded inside the
 * value, since nbgitpuller hands it to `window.location`, and the values once more as a query.
 */
export function composeJupyterHubLink(launch: JupyterHubLaunch): string {
  const repository = launch.repository.replace(/\/+$/, '');
  const serverFolder = repository.slice(repository.lastIndexOf('/') + 1);
  const folder = launch.targetPath ?? serverFolder.replace(/\.git$/, '');
  const file = [launch.parentPath, folder, launch.path].filter((part) => part !== '').join('/');
  const values: Record<string, string> = {
    repo: repository,
    branch: launch.branch,
    urlpath: `notebooks/${file.split('/').map(encodeURIComponent).join('/')}`,
    ...(folder === serverFolder ? {} : { targetPath: folder }),
  };
  const query = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${launch.hubUrl}/hub/user-redirect/git-pull?${query.join('&')}`;
}
