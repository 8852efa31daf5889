import type { HubType } from '../hub-kinds/kinds.ts';

/**
 * How a launched server opens a file: an application by name, or a path template that contains
 * `{path}` (replaced by `<parent path>/<folder>/<file>`, already percent-encoded).
 */
export type LaunchApp = string;

/** What a link needs to know of a hub. */
export interface LaunchHub {
  readonly type: HubType;
  /** http(s) address without a trailing slash; may have a path prefix. */
  readonly url: string;
  /** The hub's `NBGITPULLER_PARENTPATH`, without slashes at its ends; absent where that is unset. */
  readonly parentPath?: string;
  readonly app?: LaunchApp;
}

export interface BinderRepository {
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly ref: string;
  /** It is the repository of a content with `pull: none`, so any file that repo2docker builds will do. */
  readonly buildsContent?: true;
}

/** All that decides a launch link, already parsed. */
export interface LaunchRequest {
  readonly hub: LaunchHub;
  /** Needed on a BinderHub: where the Dockerfile is. */
  readonly binder?: BinderRepository;
  /** On a BinderHub, in place of `binder`: what a link has behind `/v2/`, such as `figshare/10.26180/5df61fa7c0d9b`. */
  readonly binderSpec?: string;
  /** Address of the content repository. */
  readonly repository: string;
  /** Branch or tag of the content repository. */
  readonly branch: string;
  /** Path in the repository; empty, or with `/` at the end, for a folder. */
  readonly path: string;
  /** Application of the environment; a JupyterHub's own wins over it, a BinderHub's does not. */
  readonly app?: LaunchApp;
  /** `none`: the BinderHub builds `repository` at `branch`, and its image has the notebooks; `binder` is not used. */
  readonly pull?: 'none' | undefined;
  /** In place of `app` and `path`: what the server opens, as a URL reference such as `proxy/8501/`. */
  readonly landing?: string;
  /** Folder to pull into, below the hub's parent path; by default the repository's name. */
  readonly targetPath?: string;
  /**
   * Pull every ref into a folder of its own, for hubs that keep files: a returning student whose
   * course moved to another branch would otherwise get an error. Ignored with `targetPath`.
   */
  readonly hasFolderPerRef?: boolean;
  /** Name of a JupyterHub's named server, which has to be running already. */
  readonly serverName?: string;
  /** Enter a JupyterHub through its LTI 1.1 launch, for Canvas and other learning platforms. */
  readonly isLtiLaunch?: boolean;
  /** Options of a JupyterHub's start page, chosen in advance. */
  readonly spawn?: SpawnOptions;
}

export interface SpawnOptions {
  /** Field of the form → value, such as `profile` → `gpu`. */
  readonly values: Readonly<Record<string, string>>;
  /** JupyterHub 6 needs `opt-` in front of each field; older ones would take it for a part of the name. */
  readonly isPrefixed: boolean;
  /** Field → value for the start page of fancy-profiles, which reads them from the fragment. */
  readonly fancyForms?: Readonly<Record<string, string>>;
  /**
   * Begin at the sign-in page, which redirects at once for those who are signed in. Else the fragment would be lost:
   * browsers do not send it, so the hub could not lead back to it.
   */
  readonly isThroughLogin?: boolean;
}

export interface ComposedLaunch {
  readonly url: string;
  readonly warnings: readonly LinkWarning[];
}

export interface LinkWarning {
  readonly code:
    | 'link/names-guarded' // relies on the guard against BinderHub's extra decoding
    | 'link/app-ignores-path'
    | 'link/branch-like-commit'
    | 'link/ambiguous-ref'
    | 'link/retired-hub'
    | 'link/named-server'
    | 'link/needs-ssh-key';
  /** One sentence. */
  readonly message: string;
}

/** Why no link can be composed. Messages never repeat user names, passwords or tokens. */
export interface LinkFailure {
  readonly code:
    | 'link/bad-hub'
    | 'link/bad-repository'
    | 'link/credentials'
    | 'link/tree-address'
    | 'link/ssh-address'
    | 'link/commit-as-branch'
    | 'link/bad-ref'
    | 'link/bad-path'
    | 'link/hidden-folder'
    | 'link/notebook-folder'
    | 'link/bad-app'
    | 'link/bad-server-name'
    | 'link/bad-spawn-options'
    | 'link/no-binder-repository'
    | 'link/needs-nbgitpuller'
    | 'link/bad-binder-repository'
    | 'link/too-long';
  /** One sentence: what is wrong, what is allowed. */
  readonly message: string;
}
