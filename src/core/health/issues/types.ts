/** What an issue is about. */
export interface Subject {
  readonly kind: 'environment' | 'content' | 'hub';
  readonly id: string;
}

/** `glaciers` for an environment, `content tutorials`, `hub mybinder`. */
export function nameSubject({ kind, id }: Subject): string {
  return kind === 'environment' ? id : `${kind} ${id}`;
}

/** An issue of the catalogue's repository, as far as the nightly looks at it. */
export interface TrackedIssue {
  readonly number: number;
  readonly isOpen: boolean;
  readonly title: string;
  readonly body: string;
  /**
   * Whether a program or somebody who may write in the repository opened it. In a public repository anybody
   * can write our marker into an issue of their own.
   */
  readonly isTrusted: boolean;
}

/** What is to be done, in the order given. */
export type IssueAction =
  | { readonly kind: 'open'; readonly subject: Subject; readonly title: string; readonly body: string }
  | {
      readonly kind: 'update';
      readonly subject: Subject;
      readonly number: number;
      readonly title: string;
      readonly body: string;
    }
  | {
      readonly kind: 'close';
      readonly subject: Subject;
      readonly number: number;
      readonly body: string;
    };

export interface IssuePlan {
  readonly actions: readonly IssueAction[];
  /** Names of those whose issue has to wait for another nightly check, because too many fail at once. */
  readonly waitingIds: readonly string[];
}
