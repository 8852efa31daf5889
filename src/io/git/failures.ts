import { type Detail, detailOf, failureOf } from '../../core/details.ts';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { redactSecrets } from '../../core/redact.ts';
import type { GitExit } from './process.ts';
import type { GitFailure } from './types.ts';

/** What git was doing, for the sentence. */
export interface Attempt {
  readonly repository: string;
  readonly ref?: string;
  readonly timeoutMs: number;
  readonly maxTotalBytes: number;
}

const NOT_GIT = /not valid: (?:is this a git repository|could not determine)/iu;

type Rule = readonly [pattern: RegExp, code: GitFailure['code']];

/**
 * git's own words in the C locale, and curl's, as git 2.39 to 2.50 write them; the first match
 * counts. What git says while giving up ("Could not read from remote repository") comes after
 * everything that says why.
 */
const RULES: readonly Rule[] = [
  [/transport '[^']*' not allowed|protocol '[^']*' is not supported/iu, 'git/refused'],
  // These are of this machine: its disk, its permissions, its limits. They come first, because git then
  // say that the far end did not send what could not be kept.
  [
    /no space left on device|disk quota exceeded|read-only file system|input\/output error|too many open files|cannot allocate memory|out of memory|resource temporarily unavailable|(?:could not|cannot|can't|unable to|failed to) (?:create|write|open|lock|mkdir|fork|start|stat|rename|unlink)\b|died of signal/iu,
    'git/failed',
  ],
  [/couldn't find remote ref|not our ref/iu, 'git/ref-missing'],
  // Of a commit: the server does not give out what is no branch or tag, which says nothing of whether it is there.
  [/unadvertised object/iu, 'git/failed'],
  [
    /could not resolve (?:host|proxy)|name or service not known|temporary failure in name resolution/iu,
    'git/unreachable',
  ],
  [/returned error: (?:5\d\d|429|408)|http (?:5\d\d|429)\b/iu, 'git/unreachable'],
  [
    /repository [^\n]*not found|does not appear to be a git repository|repository '[^']*' does not exist/iu,
    'git/repository-missing',
  ],
  // A page where git's own answer should be: of a captive portal, a firewall, or a host being repaired.
  [NOT_GIT, 'git/unreachable'],
  // Our own credentials or keys were turned down: that says nothing of the repository.
  [
    /authentication failed|invalid (?:username|credentials)|permission denied|access denied|host key verification failed/iu,
    'git/unreachable',
  ],
  [/could not read (?:username|password)/iu, 'git/repository-missing'],
  // 403 is also what hosts and networks answer to machines that they block for a while.
  [/returned error: (?:400|403)/iu, 'git/unreachable'],
  [/returned error: (?:401|404|410|451)/iu, 'git/repository-missing'],
  [
    /failed to connect|couldn't connect|unable to connect|connection (?:timed out|refused|reset)|operation (?:timed out|too slow)|timeout/iu,
    'git/unreachable',
  ],
  [/ssl|tls|certificate|gnutls/iu, 'git/unreachable'],
  [
    /rpc failed|early eof|unexpected disconnect|hung up unexpectedly|empty reply|transfer closed|unable to access|bad line length|protocol error|expected flush/iu,
    'git/unreachable',
  ],
  [/could not read from remote repository/iu, 'git/unreachable'],
];

/** Tells why git ended as it did. Sentences never contain credentials, also not those of the user's own configuration. */
export function describeFailure(exit: GitExit, attempt: Attempt): GitFailure {
  const { repository } = attempt;
  switch (exit.kind) {
    case 'not-installed':
      return failureOf('git/not-installed', detailOf('git-not-installed'));
    case 'killed':
      return failureOf('git/failed', detailOf('git-killed', { repository }));
    case 'timed-out':
      return failureOf(
        'git/unreachable',
        detailOf('git-slow', { repository, seconds: Math.ceil(attempt.timeoutMs / 1000) }),
      );
    case 'stopped':
      return failureOf('git/failed', detailOf('no-git', { repository }));
    case 'aborted':
    case 'output-too-large':
      return createTooLargeFailure(attempt);
    case 'exited': {
      const words = withoutTraces(exit.stderr);
      const code = RULES.find(([pattern]) => pattern.test(words))?.[1] ?? 'git/failed';
      return failureOf(code, describeWords(code, attempt, words));
    }
  }
}

export function createTooLargeFailure({ repository, maxTotalBytes }: Attempt): GitFailure {
  return failureOf(
    'git/too-large',
    detailOf('repository-too-large', { repository, size: formatMegabytes(maxTotalBytes) }),
  );
}

/** True where a server did not give out an object by its id, or git found that not all had come. */
export function isObjectRefused(exit: GitExit): boolean {
  return (
    exit.kind === 'exited' &&
    /not our ref|unadvertised object|did not send all necessary objects/iu.test(withoutTraces(exit.stderr))
  );
}

/** True where trying the same with a cache made anew may help: the cache may be damaged. */
export function isCacheSuspect({ code }: GitFailure): boolean {
  return code === 'git/failed' || code === 'git/too-large';
}

function describeWords(code: GitFailure['code'], attempt: Attempt, stderr: string): Detail {
  const { repository, ref } = attempt;
  switch (code) {
    case 'git/repository-missing':
      return detailOf('repository-missing', { repository });
    case 'git/ref-missing':
      return detailOf('ref-missing', { repository, ref: JSON.stringify(ref ?? '') });
    case 'git/unreachable':
      return NOT_GIT.test(stderr)
        ? detailOf('no-git-now', { repository })
        : detailOf('git-unreached', { repository, words: lastLine(stderr) });
    case 'git/refused':
      return detailOf('git-protocol', { repository, words: lastLine(stderr) });
    default:
      return detailOf('git-failed', { repository, words: lastLine(stderr) });
  }
}

/** Lines of `GIT_TRACE` begin with a time of day. */
function withoutTraces(stderr: string): string {
  return stderr.replace(/^\d\d:\d\d:\d\d\.\d+ .*$/gmu, '');
}

function lastLine(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const told = lines.findLast((line) => /^(?:fatal|error):/u.test(line)) ?? lines.at(-1) ?? '…';
  return redactSecrets(told.replace(/^(?:fatal|error): /u, ''))
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 300);
}
