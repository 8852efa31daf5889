import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import { quoteYaml } from '../../yaml/quote-yaml.ts';
import { describeUnknown } from '../issues.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import { toFinding } from '../source/edits.ts';
import type { ManifestPath } from '../source/tree.ts';
import {
  type ContentParts,
  type EditionParts,
  type EnvironmentParts,
  isBinderList,
  isWritten,
  type ManifestParts,
  mapOf,
  reasonsAt,
  type TextAt,
  textsAt,
} from './manifest-parts.ts';
import { listUnnamedImages } from './unnamed-images.ts';

/** Environments: references to them, and tags, which are unique and known where editions name them. */
export function checkEnvironments(parts: ManifestParts, reporter: Reporter): void {
  for (const [id, environment] of parts.environments) {
    checkDistinctTags(id, environment, parts, reporter);
    const path = ['environments', id];
    checkDistinct(reasonsAt(environment, path), 'reason', parts, reporter);
    checkBinderLists(environment, path, parts, reporter);
    for (const [index, version] of (environment.earlier ?? []).entries()) {
      checkDistinct(reasonsAt(version ?? {}, [...path, 'earlier', index]), 'reason', parts, reporter);
    }
  }
  for (const [id, hub] of parts.hubs) {
    const environments = textsAt(hub.environments, ['hubs', id, 'environments']);
    for (const { text, path } of environments) checkReference(text, path, parts, reporter);
    checkDistinct(environments, 'environment', parts, reporter);
  }
  for (const [id, content] of parts.contents) {
    const path = ['content', id];
    if (content.environment !== undefined) {
      checkReference(content.environment, [...path, 'environment'], parts, reporter);
    }
    for (const [file, { environment }] of mapOf(content.notebooks)) {
      if (environment === undefined) continue;
      checkReference(environment, [...path, 'notebooks', file, 'environment'], parts, reporter);
    }
    for (const [editionId, edition] of mapOf(content.editions)) {
      checkEdition(edition, content, ['content', id, 'editions', editionId], parts, reporter);
    }
  }
}

/** Hubs count the sessions of a repository, whatever its ref: in a list it cannot be there twice. */
function checkBinderLists(
  environment: EnvironmentParts,
  path: ManifestPath,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  for (const [index, version] of [environment, ...(environment.earlier ?? [])].entries()) {
    const binder = version?.binder;
    if (!isBinderList(binder)) continue;
    const place = [...path, ...(index === 0 ? [] : ['earlier', index - 1]), 'binder'];
    if (binder.length === 0) {
      reporter.error('manifest/empty-list', rangeOf(parts.root, place), {
        message: 'This list of Binder repositories is empty.',
        hint: 'Write the repository and its ref, or remove "binder".',
      });
    }
    const repositories = binder.flatMap((each, item) =>
      each?.repository === undefined ? [] : [{ text: each.repository, path: [...place, item, 'repository'] }],
    );
    checkDistinct(repositories, 'Binder repository', parts, reporter);
  }
}

/** The environment of an edition, and that its tag is a version of it. */
function checkEdition(
  edition: EditionParts,
  content: ContentParts,
  path: ManifestPath,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  if (edition.environment !== undefined) {
    checkReference(edition.environment, [...path, 'environment'], parts, reporter);
  }
  const id = edition.environment ?? content.environment;
  const environment = parts.environments.get(id ?? '');
  if (edition.tag === undefined || id === undefined || !environment) return;
  const tags = listTags(environment);
  if (tags.includes(edition.tag) || hasUnreadVersions(id, environment, parts)) return;
  const near = suggestWord(edition.tag, tags);
  reporter.error('manifest/unknown-tag', rangeOf(parts.root, [...path, 'tag']), {
    message: `The environment ${quote(id)} has no version with the tag ${quote(edition.tag)}; it has ${listWords(tags, 'and')}.`,
    hint: near === undefined ? `Add the version to "earlier" of ${quote(id)}.` : `Did you mean "${near}"?`,
    ...(near === undefined
      ? {}
      : { fix: [{ ...rangeOf(parts.root, [...path, 'tag']), text: quoteYaml(near) }] }),
  });
}

/** Whether "earlier" is no list, which has been reported. */
export function hasUnreadVersions(
  id: string,
  { earlier }: EnvironmentParts,
  { root }: ManifestParts,
): boolean {
  return earlier === undefined && isWritten(root, ['environments', id, 'earlier']);
}

/** Tags of all versions, the current one first. */
export function listTags(environment: EnvironmentParts): string[] {
  return [environment, ...(environment.earlier ?? [])].flatMap((version) => version?.tag ?? []);
}

function checkReference(id: string, path: ManifestPath, parts: ManifestParts, reporter: Reporter): void {
  // Where the whole mapping is misspelt or broken, only that is reported.
  if (parts.environments.has(id) || parts.environments.size === 0) return;
  // `slipway pin` writes it.
  if (listUnnamedImages(parts).some(({ environmentId }) => environmentId === id)) return;
  reporter.error(
    'manifest/unknown-environment',
    rangeOf(parts.root, path),
    toFinding(
      { code: '', ...describeUnknown('environment', id, [...parts.environments.keys()]) },
      parts.root,
      path,
      reporter.text,
    ),
  );
}

function checkDistinctTags(
  id: string,
  environment: EnvironmentParts,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  const seen = new Set(environment.tag === undefined ? [] : [environment.tag]);
  for (const [index, { tag: text } = {}] of (environment.earlier ?? []).entries()) {
    if (text === undefined) continue;
    if (seen.has(text)) {
      const path = ['environments', id, 'earlier', index, 'tag'];
      reporter.error('manifest/duplicate-tag', rangeOf(parts.root, path), {
        message: `The tag ${quote(text)} is ${text === environment.tag ? 'the current version' : 'already an earlier version'} of ${quote(id)}; every version stands once.`,
      });
    }
    seen.add(text);
  }
}

/** Reports duplicate items of a list. */
export function checkDistinct(
  items: readonly TextAt[],
  what: string,
  parts: ManifestParts,
  reporter: Reporter,
): void {
  const seen = new Set<string>();
  for (const { text, path } of items) {
    if (seen.has(text)) {
      reporter.error('manifest/duplicate-entry', rangeOf(parts.root, path), {
        message: `The ${what} ${quote(text)} stands in this list already.`,
      });
    }
    seen.add(text);
  }
}
