import type { LaunchHealth } from '../health/summary.ts';
import { reasonRow } from '../reasons.ts';
import type { Texts } from '../texts/en.ts';
import { chooseHealthWord } from './health-words.ts';

/**
 * What a student does about a launch that is not as it should be; undefined where the page shows it
 * anyway, by a button that works. Nothing is advised that cannot help: neither another launch with the same cause,
 * nor waiting for something that has to be repaired first.
 *
 * @param hasOtherWay whether another button is at hand that is more likely to start the notebook
 */
export function adviseStudent(
  { verdict, reasons }: Pick<LaunchHealth, 'verdict' | 'reasons'>,
  hasOtherWay: boolean,
  t: Texts,
): string | undefined {
  const { stale, errors, failing, failingForGood, unknown, unknownWithOthers } = t.health.forStudents;
  switch (verdict) {
    case 'ok':
      return undefined;
    case 'stale':
      return chooseHealthWord({ verdict, reasons }) === 'errors' ? errors : stale;
    case 'unknown':
      return hasOtherWay ? unknownWithOthers : unknown;
    case 'failing':
      if (hasOtherWay) return undefined;
      return reasons.some(({ code }) => needsRepair(code)) ? failingForGood : failing;
  }
}

function needsRepair(code: LaunchHealth['reasons'][number]['code']): boolean {
  const { effect, advice } = reasonRow(code);
  return effect === 'failing' || (effect === 'confirm' && advice === 'act' && !code.startsWith('hub/'));
}
