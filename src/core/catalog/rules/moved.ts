import { quote } from '../../diagnostics/quote.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { type FormerIds, listFormerIds } from './former-ids.ts';
import type { ManifestParts } from './manifest-parts.ts';

/**
 * `moved`: every chain ends at a notebook or an environment; whether that notebook exists is known only with the
 * files at hand.
 */
export function checkMoved(parts: ManifestParts, reporter: Reporter): void {
  for (const former of listFormerIds(parts)) checkMovedOf(former, parts, reporter);
}

function checkMovedOf(
  { what, one, moved, declared, findFault }: FormerIds,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  const reported = new Set<string>();
  for (const [from, to] of moved) {
    const range = rangeOf(parts.root, ['moved', from]);
    if (from === to) {
      reporter.error('manifest/moved-to-itself', range, {
        message: `${quote(from)} is moved to itself.`,
        hint: 'Remove this line.',
      });
      continue;
    }
    if (declared.has(from)) {
      reporter.error('manifest/moved-but-present', rangeOf(parts.root, ['moved', from], 'key'), {
        message: `${quote(from)} is the id of ${one} in this manifest, so it has not moved.`,
        hint: `Remove this line, or give that ${what} another id.`,
      });
    }
    const fault = findFault(to);
    if (fault !== undefined) reporter.error(fault.code, range, { message: fault.message, hint: fault.hint });
    const cycle = findCycle(from, moved);
    if (!cycle || cycle.some((id) => reported.has(id))) continue;
    for (const id of cycle) reported.add(id);
    reporter.error('manifest/moved-cycle', range, {
      message: `These moves lead in a circle: ${[...cycle, from].map(quote).join(' → ')}.`,
      hint: 'Let every former id name the present one.',
    });
  }
}

/** The ids of a circle that begins with `from`, undefined where following the moves ends or never returns. */
export function findCycle(from: string, moved: ReadonlyMap<string, string>): string[] | undefined {
  const visited = [from];
  const seen = new Set(visited);
  for (let next = moved.get(from); next !== undefined; next = moved.get(next)) {
    if (next === from) return visited;
    if (seen.has(next)) return undefined;
    visited.push(next);
    seen.add(next);
  }
  return undefined;
}
