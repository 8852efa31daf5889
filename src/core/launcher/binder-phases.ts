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
