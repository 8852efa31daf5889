import type { BinderPhase } from './binder-phases.ts';

/** Why a launch on a BinderHub came to nothing, as far as its reader can do something about it. */
export type BinderFailureKind =
  /** Every place on the hub is taken. */
  | 'full'
  /** Every place that the hub gives to one repository is taken. */
  | 'quota'
  /** The hub does not launch this repository. */
  | 'banned'
  /** Repository, branch or commit not found. */
  | 'unresolved'
  /** Too many requests from this network. */
  | 'limited'
  /** The hub refuses this network, or launches from other pages. */
  | 'refused'
  /** The image could not be built. */
  | 'build'
  /** The image is there, and its server did not start. */
  | 'launch'
  /** No connection, or one that broke off; other pages may not be allowed to launch here. */
  | 'network'
  | 'other';

interface Failed {
  readonly message: string;
  /** The event's own code, as of HTTP. */
  readonly code: number | undefined;
  /** The furthest phase before. */
  readonly phase: BinderPhase | undefined;
  readonly log: readonly string[];
}

/** Sentences of BinderHub (`builder.py`, `quota.py`) and of its client, which stay the same for years. */
const SENTENCES: readonly (readonly [RegExp, BinderFailureKind])[] = [
  [/too many users on this binderhub/i, 'full'],
  [/too many users running/i, 'quota'],
  [/not allowed to launch|temporarily disabled from launching/i, 'banned'],
  [/could not resolve ref/i, 'unresolved'],
  [/rate limit|too many requests/i, 'limited'],
];

/** Explains the first failure of a stream. Only what the hub itself said is worth repeating. */
export function classifyBinderFailure({ message, code, phase, log }: Failed): {
  readonly kind: BinderFailureKind;
  readonly message: string;
} {
  const isClients = /event stream/i.test(message);
  return { kind: findKind({ message, code, phase, log }), message: isClients ? '' : message.trim() };
}

function findKind({ message, code, phase, log }: Failed): BinderFailureKind {
  const sentence = SENTENCES.find(([pattern]) => pattern.test(message));
  if (sentence !== undefined) return sentence[1];
  // The client says the status of a refused connection in one event, and fails in the next.
  const refusal = /event stream(?:, retrying)?: (\d{3})/.exec(`${message}\n${log.slice(-3).join('\n')}`);
  const status = code ?? (refusal === null ? undefined : Number(refusal[1]));
  if (status === 429) return 'limited';
  if (status === 403 || status === 401) return 'refused';
  if (status === 404) return 'unresolved';
  if (status !== undefined && status >= 500) return 'network';
  if (/event stream/i.test(message)) return 'network';
  if (phase === 'fetching' || phase === 'building' || phase === 'pushing' || phase === 'waiting')
    return 'build';
  return phase === 'built' || phase === 'launching' ? 'launch' : 'other';
}
