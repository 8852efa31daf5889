import type { Hub } from '../../src/core/catalog/types.ts';
import { composeLaunch } from '../../src/core/links/compose.ts';
import type { StartPageAnswer } from '../../src/core/links/start-page.ts';
import type { ComposedLaunch, LinkFailure } from '../../src/core/links/types.ts';
import type { Result } from '../../src/core/result.ts';

/** What a launch link says. */
export interface ContentLaunch {
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly targetPath?: string;
}

/** What a launch link to a JupyterHub says. */
export interface JupyterHubLaunch extends ContentLaunch {
  readonly hubUrl: string;
  readonly parentPath: string;
  readonly start?: StartPageAnswer | undefined;
}

/** Composes the link of one notebook on a hub of Debian's packages, whose interface is Notebook 6. */
export function composeOnJupyterHub(launch: JupyterHubLaunch): Result<ComposedLaunch, LinkFailure> {
  const hub: Hub = {
    id: 'hub',
    type: 'jupyterhub',
    title: 'Hub',
    url: launch.hubUrl,
    environments: [],
    parentPath: launch.parentPath,
    signIn: true,
    app: 'notebook',
  };
  return composeLaunch({ hub, ...launch.start, ...pickContent(launch) });
}

/** Composes the link of one notebook through a BinderHub, for an image with Notebook 6. */
export function composeOnBinderHub(launch: ContentLaunch): Result<ComposedLaunch, LinkFailure> {
  const hub: Hub = {
    id: 'binder',
    type: 'binderhub',
    title: 'Binder',
    url: 'https://binder.example.org',
    signIn: false,
  };
  const binder = { repository: 'https://github.com/org/environment', ref: 'v1' };
  return composeLaunch({ hub, binder, app: 'notebook', ...pickContent(launch) });
}

function pickContent({ repository, branch, path, targetPath }: ContentLaunch): ContentLaunch {
  return { repository, branch, path, ...(targetPath === undefined ? {} : { targetPath }) };
}

/** The link of a launch that has to be possible. */
export function composeJupyterHubLink(launch: JupyterHubLaunch): string {
  const composed = composeOnJupyterHub(launch);
  if (!composed.ok) throw new Error(`${composed.failure.code}: ${composed.failure.message}`);
  return composed.value.url;
}
