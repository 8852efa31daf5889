import { quote } from '../../diagnostics/quote.ts';
import { type FormerIds, listFormerIds } from './former-ids.ts';
import type { RuleContext } from './rule-context.ts';

/**
 * `moved`: every chain ends at a notebook or an environment; whether that notebook exists is known only with the
 * files at hand.
 */
export function checkMoved(context: RuleContext): void {
  for (const former of listFormerIds(context)) checkMovedOf(former, context);
}

function checkMovedOf(
  { what, one, moved, declared, findFault }: FormerIds,
  { error, keyError }: RuleContext,
): void {
  const findCycle = createCycleFinder(moved);
  for (const [from, to] of moved) {
    const path = ['moved', from];
    if (from === to) {
      error('manifest/moved-to-itself', path, {
        message: `${quote(from)} is moved to itself.`,
        hint: 'Remove this line.',
      });
      continue;
    }
    if (declared.has(from)) {
      keyError('manifest/moved-but-present', path, {
        message: `${quote(from)} is the id of ${one} in this manifest, so it has not moved.`,
        hint: `Remove this line, or give that ${what} another id.`,
      });
    }
    const fault = findFault(to);
    if (fault !== undefined) error(fault.code, path, fault);
    const cycle = findCycle(from);
    if (cycle === undefined) continue;
    error('manifest/moved-cycle', path, {
      message: `These moves lead in a circle: ${cycle.map(quote).join(' → ')}.`,
      hint: 'Let every former id name the present one.',
    });
  }
}

/** Finds the circle that begins and ends with an id, each circle once; undefined where the way ends or never returns. */
export function createCycleFinder(
  next: ReadonlyMap<string, string>,
): (from: string) => readonly string[] | undefined {
  const known = new Set<string>();
  return (from) => {
    const visited = new Set([from]);
    let id = next.get(from);
    for (; id !== undefined && !visited.has(id); id = next.get(id)) visited.add(id);
    if (id !== from || known.has(from)) return undefined;
    for (const member of visited) known.add(member);
    return [...visited, from];
  };
}
