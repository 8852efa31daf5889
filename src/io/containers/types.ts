import type { Result } from '../../core/result.ts';
import type { ContainerEnd } from '../../core/verify/judge-run.ts';

export const ENGINES = ['podman', 'docker'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Why an engine could not do what was asked: one sentence. */
export interface ContainerFailure {
  readonly code:
    | 'containers/no-engine'
    | 'containers/image-missing'
    | 'containers/registry-failed'
    | 'containers/no-space'
    | 'containers/failed';
  readonly message: string;
}

export interface ContainerRun {
  /** `name@sha256:…`, pulled before. */
  readonly image: string;
  readonly command: readonly string[];
  /** For its standard input. */
  readonly input: string;
  /** A folder of this machine that it may read. */
  readonly mount?: { readonly folder: string; readonly target: string };
  readonly network: 'none' | 'default';
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly processes: number;
  /** It is ended from outside after this; what runs in it has a time limit of its own that comes first. */
  readonly timeoutMs: number;
}

export interface ContainerExit extends ContainerEnd {
  readonly output: string;
}

/** A container engine of this machine, behind one interface; `findEngine` finds it. */
export interface ContainerEngine {
  readonly name: EngineName;
  readonly version: string;
  /** Brings an image onto this machine. @returns whether it had to be pulled */
  pull(image: string): Promise<Result<boolean, ContainerFailure>>;
  /** Runs a container to its end and removes it. Never rejects for what happens in it. */
  run(container: ContainerRun): Promise<Result<ContainerExit, ContainerFailure>>;
  /** Ends and removes every container that this process has started and that still runs. */
  removeAll(): Promise<void>;
}
