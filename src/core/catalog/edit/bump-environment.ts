import type { YAMLMap } from 'yaml';
import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import type { Diagnostic } from '../../diagnostics/types.ts';
import { omitUndefined } from '../../omit-undefined.ts';
import type { Result } from '../../result.ts';
import { addBuiltFrom } from '../built-from.ts';
import { addManagedBinder } from '../managed-binder.ts';
import type {
  BinderRepository,
  Catalog,
  Content,
  Edition,
  Environment,
  EnvironmentVersion,
} from '../types.ts';
import { removeKey, setText } from './edit-keys.ts';
import { prependEntry, prependItem } from './edit-lists.ts';
import { type EditedManifest, finishEdit, type ManifestText } from './finish-edit.ts';
import { findPair, type ManifestDocument } from './manifest-document.ts';
import type { WrittenValue } from './written-value.ts';

/** The next version of an environment, and what becomes of the one that is current until now. */
export interface Bump {
  readonly environment: Environment;
  readonly tag: string;
  readonly digest: string;
  /** What people will call the version that becomes an earlier one. */
  readonly label: string;
  /** What the earlier version's Binder repository is from now on; absent: as it was. */
  readonly earlierRef?: string;
  /** Ref of the Binder repository for the new version; absent: as it was. */
  readonly ref?: string;
  /** Keeps the present pairing of every content that uses the environment. */
  readonly edition?: BumpEdition;
}

export interface BumpEdition {
  readonly id: string;
  readonly label: string;
  /** Branch or tag of the content; absent: the content's own. */
  readonly branch?: string;
}

/** Contents that get the edition of a bump: those whose notebooks run in the environment unless they say otherwise. */
export function listEditedContents({ contents }: Pick<Catalog, 'contents'>, id: string): readonly Content[] {
  return contents.filter(({ environment }) => environment === id);
}

/**
 * Moves the current version of an environment to the top of `earlier`, and names another one in its place. Comments and
 * layout stay; see `finishEdit` for what is refused.
 */
export function bumpEnvironment(
  manifest: ManifestText,
  catalog: Catalog,
  bump: Bump,
): Result<EditedManifest, Diagnostic> {
  const { environment, edition } = bump;
  const edited = edition === undefined ? [] : listEditedContents(catalog, environment.id);
  const contents = catalog.contents.map((content) =>
    edition !== undefined && edited.includes(content)
      ? { ...content, editions: [createEdition(bump, edition, content), ...content.editions] }
      : content,
  );
  const environments = catalog.environments.map((each) =>
    addBuiltFrom(
      each.id === environment.id ? addManagedBinder(createBumped(bump), catalog.site) : each,
      contents,
    ),
  );
  const expected: Catalog = { ...catalog, environments, contents };
  return finishEdit(manifest, {
    expected,
    path: ['environments', environment.id],
    createEdits(document) {
      const map = document.findMap(['environments', environment.id]);
      const version = map === undefined ? undefined : editVersion(document, map, bump);
      if (version === undefined || edition === undefined) return version;
      const editions = edited.map((content) => {
        const contentMap = document.findMap(['content', content.id]);
        if (contentMap === undefined) return undefined;
        const { id, label, branch, tag } = createEdition(bump, edition, content);
        const entry = new Map(Object.entries({ label, branch, tag }).map(([key, text]) => [key, { text }]));
        return prependEntry(document, contentMap, 'editions', id, entry);
      });
      return editions.every((edits) => edits !== undefined) ? [...version, ...editions.flat()] : undefined;
    },
  });
}

function createBumped({ environment, tag, digest, label, earlierRef, ref }: Bump): Environment {
  const { current } = environment;
  const { binder } = current;
  const { label: _, ...rest } = current;
  const earlier: EnvironmentVersion = omitUndefined({
    tag: current.tag,
    label,
    digest: current.digest,
    isBinderManaged: current.isBinderManaged,
    binder: movesAlong(binder) ? { ...binder, ref: earlierRef ?? binder.ref } : undefined,
  });
  return {
    ...environment,
    current: {
      ...rest,
      tag,
      digest,
      ...(binder !== undefined && { binder: { ...binder, ref: ref ?? binder.ref } }),
    },
    earlier: [earlier, ...environment.earlier],
  };
}

/** What builds a content is of today: an earlier version cannot be built from it. */
function movesAlong(binder: BinderRepository | undefined): binder is BinderRepository {
  return binder !== undefined && binder.buildsContent === undefined;
}

function createEdition({ environment }: Bump, { id, label, branch }: BumpEdition, content: Content): Edition {
  return { id, label, branch: branch ?? content.branch, tag: environment.current.tag };
}

function editVersion(
  document: ManifestDocument,
  map: YAMLMap,
  { environment, tag, digest, label, earlierRef, ref }: Bump,
): readonly OffsetEdit[] | undefined {
  const { current } = environment;
  const likeOld = (key: string) => findPair(map, key)?.value;
  const item = new Map<string, WrittenValue>([
    ['tag', { text: current.tag, like: likeOld('tag') }],
    ['label', { text: label }],
  ]);
  if (current.digest !== undefined) item.set('digest', { text: current.digest, like: likeOld('digest') });
  if (current.isBinderManaged) {
    item.set('binder', { text: 'managed' });
  } else if (movesAlong(current.binder)) {
    const { repository, ref: oldRef } = current.binder;
    item.set(
      'binder',
      new Map([
        ['repository', { text: repository }],
        ['ref', { text: earlierRef ?? oldRef }],
      ]),
    );
  }
  const listed = prependItem(document, map, 'earlier', item);
  if (listed === undefined) return undefined;
  const binderMap = document.findMap(['environments', environment.id, 'binder']);
  const edits: OffsetEdit[] = [
    ...setText(document, map, 'tag', tag, []),
    ...setText(document, map, 'digest', digest, ['tag']),
    ...(current.label === undefined ? [] : removeKey(document, map, 'label')),
    ...(ref === undefined || binderMap === undefined ? [] : setText(document, binderMap, 'ref', ref, [])),
    ...listed,
  ];
  return edits;
}
