import type { Texts } from '../texts/en.ts';
import type { Verdict } from '../verdicts.ts';

/**
 * What a student does about a launch that is not as it should be; undefined where the page shows it
 * anyway, by a button that works.
 *
 * @param hasOtherWay whether another button is at hand that may start the notebook
 */
export function adviseStudent(verdict: Verdict, hasOtherWay: boolean, t: Texts): string | undefined {
  const { stale, failing, unknown, unknownWithOthers } = t.health.forStudents;
  switch (verdict) {
    case 'ok':
      return undefined;
    case 'stale':
      return stale;
    case 'unknown':
      return hasOtherWay ? unknownWithOthers : unknown;
    case 'failing':
      return hasOtherWay ? undefined : failing;
  }
}
