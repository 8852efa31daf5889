import { quote } from '../../diagnostics/quote.ts';
import { listWords, suggestWord } from '../../diagnostics/suggest.ts';
import { adviseWord } from '../remedies.ts';
import type { ManifestPath } from '../source/tree.ts';
import {
  type ContentParts,
  type EditionParts,
  type EnvironmentParts,
  isBinderList,
  mapOf,
  reasonsAt,
  type TextAt,
  textAt,
  textsAt,
  versionsAt,
} from './manifest-parts.ts';
import { checkDistinct, checkKnown } from './references.ts';
import type { Report, RuleContext } from './rule-context.ts';
import { listUnnamedImages } from './unnamed-images.ts';

/** Environments: references to them, and tags, which are unique and known where editions name them. */
export function checkEnvironments(context: RuleContext): void {
  const { environments, hubs, contents } = context;
  for (const [id, environment] of environments) {
    checkDistinctTags(id, environment, context);
    for (const { version, path } of versionsAt(id, environment)) {
      checkDistinct(reasonsAt(version, path), 'reason', context);
      checkBinderList(version, [...path, 'binder'], context);
    }
  }
  for (const [id, hub] of hubs) {
    const named = textsAt(hub.environments, ['hubs', id, 'environments']);
    checkReferences(named, context);
    checkDistinct(named, 'environment', context);
  }
  for (const [id, content] of contents) {
    const path = ['content', id];
    checkReferences(textAt(content, path, 'environment'), context);
    for (const [file, notebook] of mapOf(content.notebooks))
      checkReferences(textAt(notebook, [...path, 'notebooks', file], 'environment'), context);
    for (const [edition, parts] of mapOf(content.editions))
      checkEdition(parts, content, [...path, 'editions', edition], context);
  }
}

/** Hubs count the sessions of a repository, whatever its ref: in a list it cannot be there twice. */
function checkBinderList(
  { binder }: Pick<EnvironmentParts, 'binder'>,
  path: ManifestPath,
  context: RuleContext,
): void {
  if (!isBinderList(binder)) return;
  if (binder.length === 0) {
    context.error('manifest/empty-list', path, {
      message: 'This list of Binder repositories is empty.',
      hint: 'Write the repository and its ref, or remove "binder".',
    });
  }
  const repositories = binder.flatMap((each, item) => textAt(each ?? {}, [...path, item], 'repository'));
  checkDistinct(repositories, 'Binder repository', context);
}

/** The environment of an edition, and that its tag is a version of it. */
function checkEdition(
  edition: EditionParts,
  content: ContentParts,
  path: ManifestPath,
  context: RuleContext,
): void {
  checkReferences(textAt(edition, path, 'environment'), context);
  const id = edition.environment ?? content.environment ?? '';
  for (const { text, path: tagPath } of textAt(edition, path, 'tag'))
    checkTag(text, id, tagPath, context, context.error);
}

/** Reports a tag that no version of an environment has. */
export function checkTag(
  tag: string,
  environmentId: string,
  path: ManifestPath,
  { environments, isWritten }: RuleContext,
  report: Report,
): void {
  const environment = environments.get(environmentId);
  if (environment === undefined) return;
  const tags = versionsAt(environmentId, environment).flatMap(({ version }) => version.tag ?? []);
  // Where "earlier" is no list, only that is reported.
  const isUnread = environment.earlier === undefined && isWritten(['environments', environmentId, 'earlier']);
  if (tags.includes(tag) || isUnread) return;
  report('manifest/unknown-tag', path, {
    message: `The environment ${quote(environmentId)} has no version with the tag ${quote(tag)}; it has ${listWords(tags, 'and')}.`,
    hint: `Add the version to "earlier" of ${quote(environmentId)}.`,
    ...adviseWord(suggestWord(tag, tags)),
  });
}

function checkReferences(items: readonly TextAt[], context: RuleContext): void {
  const unknown = items.filter(({ text }) => !context.environments.has(text));
  if (unknown.length === 0) return;
  // `slipway pin` writes these.
  const unnamed = new Set(listUnnamedImages(context).map(({ environmentId }) => environmentId));
  const faulty = unknown.filter(({ text }) => !unnamed.has(text));
  checkKnown(
    faulty,
    'environment',
    'manifest/unknown-environment',
    [...context.environments.keys()],
    context,
  );
}

function checkDistinctTags(id: string, environment: EnvironmentParts, { error }: RuleContext): void {
  const seen = new Set<string>();
  for (const { version, path } of versionsAt(id, environment)) {
    for (const { text, path: tagPath } of textAt(version, path, 'tag')) {
      if (seen.has(text)) {
        error('manifest/duplicate-tag', tagPath, {
          message: `The tag ${quote(text)} is ${text === environment.tag ? 'the current version' : 'already an earlier version'} of ${quote(id)}; every version stands once.`,
        });
      }
      seen.add(text);
    }
  }
}
