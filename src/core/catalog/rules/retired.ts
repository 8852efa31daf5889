import { quote } from '../../diagnostics/quote.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { locate } from '../source/tree.ts';
import { declaredIds, findCycle, isMisspelt } from './moved.ts';
import type { Outline } from './outline.ts';

/** `retired`: ids that no notebook has; whether `instead` exists is known only with the files at hand. */
export function checkRetired(outline: Outline, reporter: Reporter): void {
  const declared = declaredIds(outline);
  const next = new Map(outline.moved);
  for (const [id, instead] of outline.retired) if (instead !== undefined) next.set(id, instead);
  const reported = new Set<string>();
  for (const [id, instead] of outline.retired) {
    const path = ['retired', id];
    const key = rangeOf(outline.root, path, 'key');
    const node = locate(outline.root, path)?.node;
    if (node?.kind === 'empty' && !node.isBroken) {
      reporter.error('manifest/missing-key', key, {
        message: `The retired id ${quote(id)} has no value; readers of its old links would learn nothing.`,
        hint: 'Write in one sentence why it left.',
      });
    }
    if (declared.has(id)) {
      reporter.error('manifest/retired-but-present', key, {
        message: `${quote(id)} is the id of a notebook in this manifest, so it is not retired.`,
        hint: 'Remove this entry, or give that notebook another id.',
      });
    }
    if (outline.moved.has(id)) {
      reporter.error('manifest/retired-and-moved', key, {
        message: `${quote(id)} stands under "moved" as well; an id has either moved or is retired.`,
        hint: 'Keep the one under "moved" where the notebook still exists, else the one here.',
      });
    }
    if (instead === undefined) continue;
    const range = rangeOf(outline.root, [...path, 'instead']);
    const content = instead.split('/')[0] ?? '';
    const isKnown =
      outline.contents.has(content) ||
      next.has(instead) ||
      outline.retired.has(instead) ||
      isMisspelt(content, outline);
    if (instead.includes('/') && outline.contents.size > 0 && !isKnown) {
      reporter.error(
        'manifest/unknown-content',
        range,
        describeUnknown('content', content, [...outline.contents.keys()]),
      );
    }
    const cycle = outline.moved.has(id) ? undefined : findCycle(id, next);
    if (!cycle || cycle.some((member) => reported.has(member))) continue;
    for (const member of cycle) reported.add(member);
    reporter.error('manifest/retired-cycle', range, {
      message: `What is named instead leads in a circle: ${[...cycle, id].map(quote).join(' → ')}.`,
      hint: 'Name a notebook that is there, or leave out "instead".',
    });
  }
}
