import type { ReasonCode, Verdict } from '../../health/types.ts';

/** A day as people say it: `Tuesday 3 March`, today, last night. */
export interface DayTexts {
  readonly day: (day: string) => string;
  readonly today: string;
  readonly lastNight: string;
}

/** What people are told of the health of launches: in words, what happened, since when, and what to do. */
export interface HealthTexts {
  /** What happened to a launch, in one sentence that names the hub. */
  readonly launches: Readonly<Record<Verdict, (hub: string) => string>>;
  /** When something was, inside of a sentence. */
  readonly on: DayTexts;
  /** Since when something has been so, with its colon. */
  readonly since: DayTexts;
  /** @param when one of `on` */
  readonly lastWorked: (when: string) => string;
  readonly lastKnown: (verdict: string, when: string) => string;
  readonly notChecked: string;
  /** A reason that whoever keeps the catalogue knows of and accepts, in their own words, until a day. */
  readonly accepted: (because: string, day: string) => string;
  /** What a student does who wanted to launch. */
  readonly forStudents: Readonly<Record<Verdict, string>>;
  /** What whoever keeps the catalogue does about a reason. */
  readonly forMaintainers: Readonly<Record<ReasonCode, string>>;
  /**
   * The sentence of each reason, with what it is about in braces. Of several, the first one counts for
   * which all is known that it names; every language has as many.
   */
  readonly reasons: Readonly<Record<ReasonCode, readonly string[]>>;
}
