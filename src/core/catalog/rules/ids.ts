import { quote } from '../../diagnostics/quote.ts';
import { checkId, checkNotebookId } from '../fields/ids.ts';
import { checkFilePath } from '../fields/paths.ts';
import { type Problem, type Reporter, rangeOf } from '../reporter.ts';
import { toFinding } from '../source/edits.ts';
import type { ManifestPath } from '../source/tree.ts';
import type { Outline } from './outline.ts';

/** Keys that are ids or paths: their form, and `id:` of notebooks that collide. */
export function checkKeys(outline: Outline, reporter: Reporter): void {
  const report = (path: ManifestPath, problem: Problem | undefined) => {
    if (problem === undefined) return;
    const finding = toFinding(problem, outline.root, path, reporter.text, 'key');
    reporter.error(problem.code, rangeOf(outline.root, path, 'key'), finding);
  };
  for (const id of outline.hubs.keys()) report(['hubs', id], checkId(id));
  for (const id of outline.environments.keys()) report(['environments', id], checkId(id));
  for (const id of outline.moved.keys()) report(['moved', id], checkNotebookId(id));
  for (const id of outline.retired.keys()) report(['retired', id], checkNotebookId(id));
  for (const [id, content] of outline.contents) {
    report(['content', id], checkId(id));
    for (const [edition, { renamedPaths }] of content.editions) {
      report(['content', id, 'editions', edition], checkId(edition));
      for (const path of renamedPaths)
        report(['content', id, 'editions', edition, 'paths', path], checkFilePath(path));
    }
    for (const path of content.notebooks.keys())
      report(['content', id, 'notebooks', path], checkFilePath(path));
    checkNotebookIds(id, outline, reporter);
  }
}

function checkNotebookIds(contentId: string, outline: Outline, reporter: Reporter): void {
  const paths = new Map<string, string>();
  for (const [path, { id }] of outline.contents.get(contentId)?.notebooks ?? []) {
    if (id === undefined) continue;
    const first = paths.get(id);
    if (first === undefined) {
      paths.set(id, path);
      continue;
    }
    reporter.error(
      'manifest/duplicate-id',
      rangeOf(outline.root, ['content', contentId, 'notebooks', path, 'id']),
      {
        message: `The id ${quote(id)} already belongs to ${quote(first)}; every notebook of a content needs its own.`,
      },
    );
  }
}
