import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import { quoteYaml } from '../../yaml/quote-yaml.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { toFinding } from '../source/edits.ts';
import type { ManifestPath } from '../source/tree.ts';
import type { EnvironmentOutline, Outline, TextAt } from './outline.ts';

/** Environments: references to them, and tags that stand once and are known where editions name them. */
export function checkEnvironments(outline: Outline, reporter: Reporter): void {
  for (const [id, environment] of outline.environments) {
    checkDistinctTags(id, environment, outline, reporter);
    for (const accepted of environment.accepted) checkDistinct(accepted, 'reason', outline, reporter);
  }
  for (const hub of outline.hubs.values()) {
    for (const { text, path } of hub.environments ?? []) checkReference(text, path, outline, reporter);
    checkDistinct(hub.environments ?? [], 'environment', outline, reporter);
  }
  for (const [id, content] of outline.contents) {
    const path = ['content', id];
    if (content.environment !== undefined) {
      checkReference(content.environment, [...path, 'environment'], outline, reporter);
    }
    for (const [file, { environment }] of content.notebooks) {
      if (environment === undefined) continue;
      checkReference(environment, [...path, 'notebooks', file, 'environment'], outline, reporter);
    }
    for (const edition of content.editions.keys()) checkEdition(id, edition, outline, reporter);
  }
}

/** The environment of an edition, and that its tag is a version of it. */
function checkEdition(contentId: string, editionId: string, outline: Outline, reporter: Reporter): void {
  const content = outline.contents.get(contentId);
  const edition = content?.editions.get(editionId);
  const path = ['content', contentId, 'editions', editionId];
  if (edition?.environment !== undefined) {
    checkReference(edition.environment, [...path, 'environment'], outline, reporter);
  }
  const id = edition?.environment ?? content?.environment;
  const environment = outline.environments.get(id ?? '');
  if (edition?.tag === undefined || id === undefined || !environment) return;
  const tags = tagsOf(environment);
  if (tags.includes(edition.tag) || !environment.areTagsKnown) return;
  const near = suggestWord(edition.tag, tags);
  reporter.error('manifest/unknown-tag', rangeOf(outline.root, [...path, 'tag']), {
    message: `The environment ${quote(id)} has no version with the tag ${quote(edition.tag)}; it has ${listWords(tags, 'and')}.`,
    hint: near === undefined ? `Add the version to "earlier" of ${quote(id)}.` : `Did you mean "${near}"?`,
    ...(near === undefined
      ? {}
      : { fix: [{ ...rangeOf(outline.root, [...path, 'tag']), text: quoteYaml(near) }] }),
  });
}

function tagsOf(environment: EnvironmentOutline): string[] {
  const current = environment.tag === undefined ? [] : [environment.tag];
  return [...current, ...environment.earlierTags.map(({ text }) => text)];
}

function checkReference(id: string, path: ManifestPath, outline: Outline, reporter: Reporter): void {
  // Where the whole mapping is misspelt or broken, that is what is to be mended.
  if (outline.environments.has(id) || outline.environments.size === 0) return;
  reporter.error(
    'manifest/unknown-environment',
    rangeOf(outline.root, path),
    toFinding(
      { code: '', ...describeUnknown('environment', id, [...outline.environments.keys()]) },
      outline.root,
      path,
      reporter.text,
    ),
  );
}

function checkDistinctTags(
  id: string,
  environment: EnvironmentOutline,
  outline: Outline,
  reporter: Reporter,
): void {
  const seen = new Set(environment.tag === undefined ? [] : [environment.tag]);
  for (const { text, path } of environment.earlierTags) {
    if (seen.has(text)) {
      reporter.error('manifest/duplicate-tag', rangeOf(outline.root, path), {
        message: `The tag ${quote(text)} is ${text === environment.tag ? 'the current version' : 'already an earlier version'} of ${quote(id)}; every version stands once.`,
      });
    }
    seen.add(text);
  }
}

/** Reports items of a list that stand in it already. */
export function checkDistinct(
  items: readonly TextAt[],
  what: string,
  outline: Outline,
  reporter: Reporter,
): void {
  const seen = new Set<string>();
  for (const { text, path } of items) {
    if (seen.has(text)) {
      reporter.error('manifest/duplicate-entry', rangeOf(outline.root, path), {
        message: `The ${what} ${quote(text)} stands in this list already.`,
      });
    }
    seen.add(text);
  }
}
