import type { TrackedIssue } from '../../core/health/issues/types.ts';
import type { Result } from '../../core/result.ts';

/** Where issues are kept, and what lets us write them. */
export interface GithubConnection {
  /** Of the REST API, without a slash at its end. */
  readonly apiUrl: URL;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
}

export interface GithubFailure {
  readonly code:
    | 'github/not-set-up'
    | 'github/unauthorized'
    | 'github/forbidden'
    | 'github/rate-limited'
    | 'github/not-found'
    | 'github/issues-disabled'
    | 'github/unreachable'
    | 'github/unexpected';
  /** One sentence, without secrets. */
  readonly message: string;
}

export interface IssueTexts {
  readonly title: string;
  readonly body: string;
}

/** The issues of one repository. Every call answers with a failure rather than throw. */
export interface GithubIssues {
  /** All open issues, and the thousand closed ones that were touched last; pull requests are left out. */
  listIssues(): Promise<Result<readonly TrackedIssue[], GithubFailure>>;
  /** @returns its number */
  openIssue(texts: IssueTexts): Promise<Result<number, GithubFailure>>;
  updateIssue(number: number, texts: IssueTexts): Promise<Result<void, GithubFailure>>;
  closeIssue(number: number, body: string): Promise<Result<void, GithubFailure>>;
}
