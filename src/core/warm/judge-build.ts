import type { BinderProgress } from '../launcher/binder-events.ts';
import type { BinderFailureKind } from '../launcher/binder-failures.ts';

/** What became of asking a hub for a build. */
export interface WarmOutcome {
  readonly kind:
    | 'built'
    /** Its image was there. */
    | 'found'
    /** The hub would not, or could not, which says nothing of the environment. */
    | 'skipped'
    | 'failed';
  /** What the hub said; empty where nothing is to be added. */
  readonly message: string;
  /** Whether it is of no use to ask this hub for another environment now. */
  readonly isOfHub: boolean;
}

/** A hub refuses machines of data centres, more than a few builds an hour, and is full at times, which is no fault of the catalogue. */
const REFUSALS: ReadonlySet<BinderFailureKind> = new Set([
  'full',
  'quota',
  'banned',
  'limited',
  'refused',
  'network',
]);
/** Of one repository, not of the hub. */
const OWN_REFUSALS: ReadonlySet<BinderFailureKind> = new Set(['quota', 'banned']);

/**
 * @param isComplete false where the connection ended, or the time was over, before the hub came to an end
 */
export function judgeBuild(progress: BinderProgress, wasBuilding: boolean, isComplete: boolean): WarmOutcome {
  const { failure, phase, server } = progress;
  const done = wasBuilding ? 'built' : 'found';
  if (server !== undefined) return { kind: done, message: '', isOfHub: false };
  const isThere = phase === 'built' || phase === 'launching';
  if (failure === undefined) {
    if (isThere) return { kind: done, message: 'no server was started', isOfHub: false };
    const message = isComplete ? 'the hub ended the connection' : 'the hub took too long';
    return { kind: 'skipped', message, isOfHub: true };
  }
  const message = failure.message.replace(/\s+/g, ' ').slice(0, 300);
  if (REFUSALS.has(failure.kind))
    return { kind: 'skipped', message, isOfHub: !OWN_REFUSALS.has(failure.kind) };
  // The image is there; its server found no room, or did not start in time.
  if (failure.kind === 'launch') return { kind: done, message, isOfHub: false };
  return { kind: 'failed', message: message === '' ? (progress.log.at(-1) ?? '') : message, isOfHub: false };
}
