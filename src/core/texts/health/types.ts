import type { ReasonCode } from '../../health/types.ts';
import type { DetailTexts } from '../details/types.ts';

/** What people are told of the health of launches: why something is so, and what to do about it. */
export interface HealthTexts {
  /** A reason that whoever keeps the catalogue knows of and accepts, in their own words, until a day. */
  readonly accepted: (because: string, day: string) => string;
  /** What a student does who wanted to launch. */
  readonly forStudents: {
    readonly stale: string;
    /** Where nothing else of the page starts. */
    readonly failing: string;
    readonly unknown: string;
    /** Where another hub or an older version is offered as well. */
    readonly unknownWithOthers: string;
  };
  /** What whoever keeps the catalogue does about a reason. */
  readonly forMaintainers: Readonly<Record<ReasonCode, string>>;
  /** What Binder needs of an image, and whether it is there; takes lists of such needs. */
  readonly preflight: {
    readonly heading: string;
    readonly yes: (needs: string) => string;
    readonly no: (needs: string) => string;
    readonly unknown: (needs: string) => string;
    readonly user: string;
    readonly entrypoint: string;
  };
  /** Technical clauses that stand after a reason. */
  readonly details: DetailTexts;
  /**
   * The sentence of each reason, with what it is about in braces. Of several, the first one counts for
   * which all is known that it names; every language has as many.
   */
  readonly reasons: Readonly<Record<ReasonCode, readonly string[]>>;
}
