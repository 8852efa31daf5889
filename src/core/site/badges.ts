import type { Verdict } from '../verdicts.ts';

/** Fill colours of the badges, each with enough contrast under white text. */
const COLORS: Readonly<Record<Verdict | 'unchecked', string>> = {
  ok: '#1c6b3b',
  stale: '#7b5100',
  failing: '#a5261d',
  unknown: '#556369',
  unchecked: '#556369',
};

export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** The badge of an environment: its title, and its verdict in the words that the pages use. */
export function buildBadge(label: string, message: string, verdict: Verdict | 'unchecked'): Badge {
  return { label, message: message.toLowerCase(), color: COLORS[verdict] };
}
