/** What happens on the way to a server, in this order; a finished image skips the first four. */
export const BINDER_PHASES = [
  'waiting',
  'fetching',
  'building',
  'pushing',
  'built',
  'launching',
  'ready',
] as const;

export type BinderPhase = (typeof BINDER_PHASES)[number];

/** The steps that a reader sees of these: being built leads on to the start, and being ready is its end. */
export const BINDER_STEPS = ['waiting', 'fetching', 'building', 'pushing', 'launching'] as const;

/**
 * The step in which a launch is, counted from 0; the number of steps where it is over, and -1 before it begins.
 */
export function stepOfPhase(phase: BinderPhase | undefined): number {
  if (phase === undefined) return -1;
  if (phase === 'ready') return BINDER_STEPS.length;
  return BINDER_STEPS.indexOf(phase === 'built' ? 'launching' : phase);
}
