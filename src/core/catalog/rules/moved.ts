import { quote } from '../../diagnostics/quote.ts';
import { isId } from '../fields/ids.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { slugify } from '../slug.ts';
import type { Outline } from './outline.ts';

/** `moved`: every chain ends at a notebook; whether that one exists is known only with the files at hand. */
export function checkMoved(outline: Outline, reporter: Reporter): void {
  const reported = new Set<string>();
  const declared = declaredIds(outline);
  for (const [from, to] of outline.moved) {
    const range = rangeOf(outline.root, ['moved', from]);
    const content = to.split('/')[0] ?? '';
    if (from === to) {
      reporter.error('manifest/moved-to-itself', range, {
        message: `${quote(from)} is moved to itself.`,
        hint: 'Remove this line.',
      });
      continue;
    }
    if (declared.has(from)) {
      reporter.error('manifest/moved-but-present', rangeOf(outline.root, ['moved', from], 'key'), {
        message: `${quote(from)} is the id of a notebook in this manifest, so it has not moved.`,
        hint: 'Remove this line, or give that notebook another id.',
      });
    }
    const isFormer = outline.moved.has(to) || outline.retired.has(to) || isMisspelt(content, outline);
    if (to.includes('/') && outline.contents.size > 0 && !outline.contents.has(content) && !isFormer) {
      reporter.error(
        'manifest/unknown-content',
        range,
        describeUnknown('content', content, [...outline.contents.keys()]),
      );
    }
    const cycle = findCycle(from, outline.moved);
    if (!cycle || cycle.some((id) => reported.has(id))) continue;
    for (const id of cycle) reported.add(id);
    reporter.error('manifest/moved-cycle', range, {
      message: `These moves lead in a circle: ${[...cycle, from].map(quote).join(' → ')}.`,
      hint: 'Let every former id name the present one.',
    });
  }
}

/** Whether a content has this id as soon as its own is written as ids are. */
export function isMisspelt(id: string, { contents }: Outline): boolean {
  return [...contents.keys()].some((key) => !isId(key) && slugify(key) === id);
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

/** Ids that the manifest itself gives to notebooks, whether or not their files are there. */
export function declaredIds(outline: Outline): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [contentId, content] of outline.contents) {
    for (const { id } of content.notebooks.values()) if (id !== undefined) ids.add(`${contentId}/${id}`);
  }
  return ids;
}
