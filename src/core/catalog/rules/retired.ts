import { quote } from '../../diagnostics/quote.ts';
import { type FormerIds, listFormerIds } from './former-ids.ts';
import { createCycleFinder } from './moved.ts';
import type { RuleContext } from './rule-context.ts';

/**
 * `retired`: ids that no notebook and no environment has; whether a notebook named by `instead` exists is known
 * only with the files at hand.
 */
export function checkRetired(context: RuleContext): void {
  for (const former of listFormerIds(context)) checkRetiredOf(former, context);
}

function checkRetiredOf(
  { what, one, moved, retired, declared, findFault }: FormerIds,
  { error, keyError }: RuleContext,
): void {
  const next = new Map(moved);
  for (const [id, instead] of retired) if (instead !== undefined) next.set(id, instead);
  const findCycle = createCycleFinder(next);
  for (const [id, instead] of retired) {
    const path = ['retired', id];
    if (declared.has(id)) {
      keyError('manifest/retired-but-present', path, {
        message: `${quote(id)} is the id of ${one} in this manifest, so it is not retired.`,
        hint: `Remove this entry, or give that ${what} another id.`,
      });
    }
    if (moved.has(id)) {
      keyError('manifest/retired-and-moved', path, {
        message: `${quote(id)} stands under "moved" as well; an id has either moved or is retired.`,
        hint: `Keep the one under "moved" where the ${what} still exists, else the one here.`,
      });
    }
    if (instead === undefined) continue;
    const insteadPath = [...path, 'instead'];
    const fault = findFault(instead);
    if (fault !== undefined) error(fault.code, insteadPath, fault);
    const cycle = moved.has(id) ? undefined : findCycle(id);
    if (cycle === undefined) continue;
    error('manifest/retired-cycle', insteadPath, {
      message: `What is named instead leads in a circle: ${cycle.map(quote).join(' → ')}.`,
      hint: `Name ${one} that is there, or leave out "instead".`,
    });
  }
}
