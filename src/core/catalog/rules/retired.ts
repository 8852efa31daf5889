import { quote } from '../../diagnostics/quote.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { type FormerIds, listFormerIds } from './former-ids.ts';
import type { ManifestParts } from './manifest-parts.ts';
import { findCycle } from './moved.ts';

/**
 * `retired`: ids that no notebook and no environment has; whether a notebook named by `instead` exists is known
 * only with the files at hand.
 */
export function checkRetired(parts: ManifestParts, reporter: Reporter): void {
  for (const former of listFormerIds(parts)) checkRetiredOf(former, parts, reporter);
}

function checkRetiredOf(
  { what, one, moved, retired, declared, findFault }: FormerIds,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  const next = new Map(moved);
  for (const [id, instead] of retired) if (instead !== undefined) next.set(id, instead);
  const reported = new Set<string>();
  for (const [id, instead] of retired) {
    const path = ['retired', id];
    const key = rangeOf(parts.root, path, 'key');
    if (declared.has(id)) {
      reporter.error('manifest/retired-but-present', key, {
        message: `${quote(id)} is the id of ${one} in this manifest, so it is not retired.`,
        hint: `Remove this entry, or give that ${what} another id.`,
      });
    }
    if (moved.has(id)) {
      reporter.error('manifest/retired-and-moved', key, {
        message: `${quote(id)} stands under "moved" as well; an id has either moved or is retired.`,
        hint: `Keep the one under "moved" where the ${what} still exists, else the one here.`,
      });
    }
    if (instead === undefined) continue;
    const range = rangeOf(parts.root, [...path, 'instead']);
    const fault = findFault(instead);
    if (fault !== undefined) reporter.error(fault.code, range, { message: fault.message, hint: fault.hint });
    const cycle = moved.has(id) ? undefined : findCycle(id, next);
    if (!cycle || cycle.some((member) => reported.has(member))) continue;
    for (const member of cycle) reported.add(member);
    reporter.error('manifest/retired-cycle', range, {
      message: `What is named instead leads in a circle: ${[...cycle, id].map(quote).join(' → ')}.`,
      hint: `Name ${one} that is there, or leave out "instead".`,
    });
  }
}
