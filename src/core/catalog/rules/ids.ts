import { quote } from '../../diagnostics/quote.ts';
import { checkId, checkNotebookId } from '../fields/ids.ts';
import { checkFilePath } from '../fields/paths.ts';
import { type Problem, type Reporter, rangeOf } from '../reporter.ts';
import { entriesOf } from '../schema/values.ts';
import { toFinding } from '../source/edits.ts';
import type { ManifestPath } from '../source/tree.ts';
import { type ContentParts, type ManifestParts, mapOf } from './manifest-parts.ts';

/** Keys that are ids or paths: their form, and `id:` of notebooks that collide. */
export function checkKeys(parts: ManifestParts, reporter: Reporter): void {
  const report = (path: ManifestPath, problem: Problem | undefined) => {
    if (problem === undefined) return;
    const finding = toFinding(problem, parts.root, path, reporter.text, 'key');
    reporter.error(problem.code, rangeOf(parts.root, path, 'key'), finding);
  };
  for (const id of parts.hubs.keys()) report(['hubs', id], checkId(id));
  for (const id of parts.environments.keys()) report(['environments', id], checkId(id));
  for (const id of parts.otherWays.keys()) report(['other_ways', id], checkId(id));
  for (const id of parts.moved.keys()) report(['moved', id], checkNotebookId(id));
  for (const id of parts.retired.keys()) report(['retired', id], checkNotebookId(id));
  for (const [id, content] of parts.contents) {
    report(['content', id], checkId(id));
    for (const [edition, { paths }] of mapOf(content.editions)) {
      report(['content', id, 'editions', edition], checkId(edition));
      for (const [path] of entriesOf(paths ?? {}))
        report(['content', id, 'editions', edition, 'paths', path], checkFilePath(path));
    }
    for (const path of mapOf(content.notebooks).keys())
      report(['content', id, 'notebooks', path], checkFilePath(path));
    checkNotebookIds(id, content, parts, reporter);
  }
}

function checkNotebookIds(
  contentId: string,
  content: ContentParts,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  const paths = new Map<string, string>();
  for (const [path, { id }] of mapOf(content.notebooks)) {
    if (id === undefined) continue;
    const first = paths.get(id);
    if (first === undefined) {
      paths.set(id, path);
      continue;
    }
    reporter.error(
      'manifest/duplicate-id',
      rangeOf(parts.root, ['content', contentId, 'notebooks', path, 'id']),
      {
        message: `The id ${quote(id)} already belongs to ${quote(first)}; every notebook of a content needs its own.`,
      },
    );
  }
}
