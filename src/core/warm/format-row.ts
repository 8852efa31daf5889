import type { WarmOutcome } from './judge-build.ts';

const WORDS = {
  built: 'built',
  found: 'was there already',
  skipped: 'skipped',
  failed: 'could not be built',
  due: 'would be built',
  'not-due': 'was built lately, so the hub is not asked',
} as const satisfies Record<WarmOutcome['kind'] | 'due' | 'not-due', string>;

/** What became of one environment on one hub, in a line. */
export function formatWarmRow({
  hub,
  environment,
  outcome,
}: {
  readonly hub: string;
  readonly environment: string;
  readonly outcome: { readonly kind: keyof typeof WORDS; readonly message: string };
}): string {
  const { kind, message } = outcome;
  return `${environment} on ${hub}: ${WORDS[kind]}${message === '' ? '' : ` (${message})`}`;
}
