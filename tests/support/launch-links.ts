import type { JupyterHub } from '../../src/core/catalog/types.ts';
import { composeLaunch } from '../../src/core/links/compose.ts';
import type { ComposedLaunch, LinkFailure } from '../../src/core/links/types.ts';
import type { Result } from '../../src/core/result.ts';

/** What a launch link to a JupyterHub says. */
export interface JupyterHubLaunch {
  readonly hubUrl: string;
  readonly parentPath: string;
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly targetPath?: string;
}

/** Composes the link of one notebook on a hub of Debian's packages, whose interface is Notebook 6. */
export function composeOnJupyterHub(launch: JupyterHubLaunch): Result<ComposedLaunch, LinkFailure> {
  const hub: JupyterHub = {
    id: 'hub',
    type: 'jupyterhub',
    title: 'Hub',
    url: launch.hubUrl,
    environments: [],
    parentPath: launch.parentPath,
    signIn: true,
    app: 'notebook',
  };
  return composeLaunch({
    hub,
    repository: launch.repository,
    branch: launch.branch,
    path: launch.path,
    ...(launch.targetPath === undefined ? {} : { targetPath: launch.targetPath }),
  });
}

/** The link of a launch that has to be possible. */
export function composeJupyterHubLink(launch: JupyterHubLaunch): string {
  const composed = composeOnJupyterHub(launch);
  if (!composed.ok) throw new Error(`${composed.failure.code}: ${composed.failure.message}`);
  return composed.value.url;
}
