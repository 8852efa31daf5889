import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { Claim } from '../../core/published/claims.ts';

/** A diagnostic with what decides how grave it is for a publication. */
export interface ClaimedDiagnostic extends Diagnostic {
  /** What of the manifest does not hold; several where one cause is reported once. */
  readonly claim?: Claim | readonly Claim[];
  /** A warning that becomes an error once everything has been pushed. */
  readonly isErrorOncePushed?: boolean;
}

/**
 * How grave things are for a publication: what is wrong for certain stops it, unless the last one said
 * the same. Then the world outside has changed since; the site marks it, and nothing is gained by
 * keeping back the rest (docs/decisions/one-set-of-rules.md).
 *
 * @param claims of the last publication
 */
export function judgeForPublishing(
  diagnostics: readonly ClaimedDiagnostic[],
  claims: ReadonlySet<Claim>,
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { claim, isErrorOncePushed } = diagnostic;
    if (isErrorOncePushed !== true && diagnostic.severity === 'warning') return withoutClaim(diagnostic);
    const isKnown = claim !== undefined && [claim].flat().every((each) => claims.has(each));
    if (!isKnown) return { ...withoutClaim(diagnostic), severity: 'error' };
    return {
      ...withoutClaim(diagnostic),
      severity: 'warning',
      message: `${diagnostic.message} It was published like this before, so it stops nothing now.`,
    };
  });
}

export function withoutClaim({
  claim: _,
  isErrorOncePushed: __,
  ...diagnostic
}: ClaimedDiagnostic): Diagnostic {
  return diagnostic;
}
