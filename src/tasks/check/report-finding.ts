import type { AcceptedReason } from '../../core/catalog/types.ts';
import type { Diagnostic, Position } from '../../core/diagnostics/types.ts';
import { findAcceptance } from '../../core/health/acceptance.ts';
import type { DetectedReason } from '../../core/health/findings.ts';
import { reasonRow } from '../../core/reasons.ts';
import { en } from '../../core/texts/en.ts';

/** Instead of "it is checked again tonight", which is not true of `check`. */
const LATER = 'Run the check again later; with --offline it asks nobody.';

/**
 * What is wrong for certain is an error, what could not be determined or is only old a warning; what is
 * accepted and mere information are left to the status.
 *
 * @param now ISO time that decides which acceptances hold; without it none does
 */
export function reportFinding(
  { code, message }: DetectedReason,
  position: Position,
  accepted: readonly AcceptedReason[] | undefined,
  now: string | undefined,
): readonly Diagnostic[] {
  const { effect, advice } = reasonRow(code);
  if (effect === 'info') return [];
  if (now !== undefined && findAcceptance(accepted, code, now) !== undefined) return [];
  const hint = advice === 'wait' ? LATER : en.health.forMaintainers[code];
  return [{ code, severity: effect === 'failing' ? 'error' : 'warning', message, hint, position }];
}
