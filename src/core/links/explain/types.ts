import type { HubType } from '../../hub-kinds/kinds.ts';
import type { LaunchApp, LinkFailure } from '../types.ts';

export interface LinkFault {
  readonly code: FaultCode | LinkFailure['code'];
  /** An error opens nothing or something else; a warning works today and is fragile. */
  readonly severity: 'error' | 'warning';
  /** One sentence for people, without secrets. */
  readonly message: string;
}

/** Permanent; docs/links.md describes each. */
export type FaultCode =
  | 'link/not-a-link'
  | 'link/not-a-launch'
  | 'link/raw-characters'
  | 'link/html-escaped'
  | 'link/token'
  | 'link/not-https'
  | 'link/retired-hub'
  | 'link/legacy-route'
  | 'link/doubled-slash'
  | 'link/bad-start-form'
  | 'link/legacy-endpoint'
  | 'link/personal-server'
  | 'link/lti-without-prefix'
  | 'link/foreign-next'
  | 'link/unknown-provider'
  | 'link/missing-ref'
  | 'link/undefined-repository'
  | 'link/unencoded-repository'
  | 'link/unencoded-query'
  | 'link/unencoded-path'
  | 'link/double-encoded'
  | 'link/decoded-twice'
  | 'link/plus-became-space'
  | 'link/missing-repository'
  | 'link/missing-branch'
  | 'link/wrong-folder'
  | 'link/leading-slash'
  | 'link/retired-app'
  | 'link/deprecated-parameter'
  | 'link/autodecode';

/** What a launch link says, what it does, and how to write it. Never carries user names or passwords. */
export interface Explanation {
  readonly kind: HubType | 'unknown';
  /** Address of the hub, path prefix included. */
  readonly hub?: string;
  /** What a BinderHub builds. */
  readonly environment?: ExplainedEnvironment;
  /** What is pulled; absent where the link opens a file of the environment's own repository. */
  readonly content?: ExplainedContent;
  /** Application, by name or as a template with `{path}`. */
  readonly app?: LaunchApp;
  /** Path in the content repository (or in the environment's, without content); empty for its root. */
  readonly path?: string;
  readonly serverName?: string;
  readonly isLtiLaunch?: boolean;
  readonly spawn?: Readonly<Record<string, string>>;
  /** Choices of the start page of fancy-profiles, by their fields. */
  readonly fancyForms?: Readonly<Record<string, string>>;
  /** What a browser would really open on the server, decoded, as today's programs decode the link. */
  readonly opens?: string;
  readonly faults: readonly LinkFault[];
  /** A link without the faults; absent where the link is sound, or where it says too little. */
  readonly corrected?: string;
}

export interface ExplainedEnvironment {
  /** BinderHub's name of the provider, such as `gh`. */
  readonly provider: string;
  readonly repository: string;
  /** Absent for archives, and where the link names none. */
  readonly ref?: string;
}

export interface ExplainedContent {
  readonly repository: string;
  readonly branch?: string;
  readonly targetPath?: string;
  /** What precedes the folder, so probably the hub's `NBGITPULLER_PARENTPATH`. */
  readonly parentPath?: string;
}

/** Collects faults while a link is read; the first of a code counts. */
export interface FaultList {
  readonly faults: LinkFault[];
  add(severity: LinkFault['severity'], code: LinkFault['code'], message: string): void;
}

export function createFaultList(): FaultList {
  const faults: LinkFault[] = [];
  return {
    faults,
    add(severity, code, message) {
      if (!faults.some((fault) => fault.code === code)) faults.push({ code, severity, message });
    },
  };
}
