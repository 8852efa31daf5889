import { quote } from '../../diagnostics/quote.ts';
import { checkId, checkNotebookId } from '../fields/ids.ts';
import { checkFilePath } from '../fields/paths.ts';
import type { Problem } from '../reporter.ts';
import { entriesOf } from '../schema/values.ts';
import type { ManifestPath } from '../source/tree.ts';
import { type ContentParts, mapOf } from './manifest-parts.ts';
import type { RuleContext } from './rule-context.ts';

/** Keys that are ids or paths: their form, and `id:` of notebooks that collide. */
export function checkKeys(context: RuleContext): void {
  const { hubs, environments, otherWays, moved, retired, contents, keyError } = context;
  const checkEach = (
    keys: Iterable<string>,
    path: ManifestPath,
    check: (key: string) => Problem | undefined,
  ): void => {
    for (const key of keys) {
      const problem = check(key);
      if (problem !== undefined) keyError(problem.code, [...path, key], problem);
    }
  };
  checkEach(hubs.keys(), ['hubs'], checkId);
  checkEach(environments.keys(), ['environments'], checkId);
  checkEach(otherWays.keys(), ['other_ways'], checkId);
  checkEach(moved.keys(), ['moved'], checkNotebookId);
  checkEach(retired.keys(), ['retired'], checkNotebookId);
  checkEach(contents.keys(), ['content'], checkId);
  for (const [id, content] of contents) {
    const path = ['content', id];
    const editions = mapOf(content.editions);
    checkEach(editions.keys(), [...path, 'editions'], checkId);
    for (const [edition, { paths = {} }] of editions) {
      const keys = entriesOf(paths).map(([key]) => key);
      checkEach(keys, [...path, 'editions', edition, 'paths'], checkFilePath);
    }
    checkEach(mapOf(content.notebooks).keys(), [...path, 'notebooks'], checkFilePath);
    checkNotebookIds(id, content, context);
  }
}

function checkNotebookIds(contentId: string, content: ContentParts, { error }: RuleContext): void {
  const paths = new Map<string, string>();
  for (const [path, { id }] of mapOf(content.notebooks)) {
    if (id === undefined) continue;
    const first = paths.get(id);
    if (first === undefined) paths.set(id, path);
    else
      error('manifest/duplicate-id', ['content', contentId, 'notebooks', path, 'id'], {
        message: `The id ${quote(id)} already belongs to ${quote(first)}; every notebook of a content needs its own.`,
      });
  }
}
