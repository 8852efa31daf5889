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
  | { readonly kind: 'open'; readonly environmentId: string; readonly title: string; readonly body: string }
  | {
      readonly kind: 'update';
      readonly environmentId: string;
      readonly number: number;
      readonly title: string;
      readonly body: string;
    }
  | {
      readonly kind: 'close';
      readonly environmentId: string;
      readonly number: number;
      readonly body: string;
    };

export interface IssuePlan {
  readonly actions: readonly IssueAction[];
  /** Environments whose issue has to wait for another night, because too many fail at once. */
  readonly waitingIds: readonly string[];
}
