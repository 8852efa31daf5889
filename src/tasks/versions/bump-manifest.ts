import { bumpEnvironment } from '../../core/catalog/edit/bump-environment.ts';
import { describeBump } from '../../core/catalog/edit/describe-bump.ts';
import { checkId } from '../../core/catalog/fields/ids.ts';
import { checkTag } from '../../core/catalog/fields/images.ts';
import type { Problem } from '../../core/catalog/reporter.ts';
import type { ManifestPath } from '../../core/catalog/source/tree.ts';
import type { Catalog, Environment } from '../../core/catalog/types.ts';
import { suggestVersionLabel } from '../../core/catalog/version-label.ts';
import { findVersion } from '../../core/catalog/views.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic, Position } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { GitClient } from '../../io/git/types.ts';
import { findImage, type ImageFinder } from './find-image.ts';

export interface BumpRequest {
  readonly text: string;
  readonly file: string;
  readonly catalog: Catalog;
  positionOf(path: ManifestPath): Position;
  readonly environment: Environment;
  /** As it was typed. */
  readonly tag: string;
  readonly label?: string | undefined;
  readonly edition?: string | undefined;
  readonly editionLabel?: string | undefined;
  readonly editionBranch?: string | undefined;
  /** Ref of the Binder repository for the new version. */
  readonly ref?: string | undefined;
}

export interface BumpPorts extends ImageFinder {
  readonly git: Pick<GitClient, 'listRefs'>;
}

export interface BumpReport {
  readonly text: string;
  /** What changes for students, and what is left to do. */
  readonly notes: readonly string[];
}

const COMMIT = /^[0-9a-f]{40}$/;

/** Makes a tag the current version of an environment, in the text of the manifest. */
export async function bumpManifest(
  request: BumpRequest,
  ports: BumpPorts,
): Promise<Result<BumpReport, Diagnostic>> {
  const { catalog, environment, tag, text, file, positionOf } = request;
  const position = positionOf(['environments', environment.id, 'tag']);
  const problem = checkRequest(request);
  if (problem !== undefined) {
    const { code, message, hint } = problem;
    return fail({ code, severity: 'error', message, ...(hint !== undefined && { hint }), position });
  }
  const { current } = environment;
  const [image, old, binder] = await Promise.all([
    findImage(ports, environment, { tag }, position),
    findImage(ports, environment, current, position),
    settleBinder(request, ports),
  ]);
  if (!image.ok) return image;
  if (!binder.ok) return binder;
  const createdAt = old.ok ? old.value.createdAt : null;
  const label = request.label ?? suggestVersionLabel(current, createdAt, catalog.site.language);
  const { edition: id, editionLabel, editionBranch: branch } = request;
  const edited = bumpEnvironment({ text, file }, catalog, {
    environment,
    tag,
    digest: image.value.digest,
    label,
    ...binder.value,
    ...(id !== undefined && {
      edition: { id, label: editionLabel ?? label, ...(branch !== undefined && { branch }) },
    }),
  });
  if (!edited.ok) return edited;
  return ok({
    text: edited.value.text,
    notes: describeBump(edited.value.catalog, environment.id, current.tag),
  });
}

function checkRequest({ catalog, environment, tag, edition, ref }: BumpRequest): Problem | undefined {
  const wrongTag = checkTag(tag);
  if (wrongTag !== undefined) return wrongTag;
  const version = findVersion(environment, tag);
  if (version === environment.current) {
    return {
      code: 'bump/current',
      message: `${quote(tag)} is the current version of ${quote(environment.id)} already.`,
      hint: `"slipway pin --update ${environment.id}" writes the digest that the tag has now.`,
    };
  }
  if (version !== undefined) {
    return {
      code: 'bump/earlier',
      message: `${quote(tag)} is an earlier version of ${quote(environment.id)}; every version is listed once.`,
      hint: 'To go back to it, exchange it with the current version by hand: links to it stay as they are.',
    };
  }
  if (ref !== undefined && environment.current.moreBinders !== undefined) {
    return {
      code: 'bump/several-binders',
      message: `${quote(environment.id)} has several Binder repositories, and --ref names a ref of one.`,
      hint: 'Nothing was written. Leave --ref out where their branches move along; otherwise write the new version into the manifest by hand.',
    };
  }
  if (edition === undefined) return undefined;
  const wrongId = checkId(edition);
  if (wrongId !== undefined) return wrongId;
  const taken = catalog.contents.find(
    (content) => content.environment === environment.id && content.editions.some(({ id }) => id === edition),
  );
  if (taken === undefined) return undefined;
  return {
    code: 'bump/edition-taken',
    message: `The content ${quote(taken.id)} has an edition ${quote(edition)} already, and its links are for ever.`,
    hint: 'Choose another id with --edition.',
  };
}

/**
 * What becomes of the Binder repository: the old version keeps the commit that its branch has now, whose Dockerfile
 * names the old image; the new version keeps the branch.
 */
async function settleBinder(
  { environment, ref, positionOf }: BumpRequest,
  { git }: BumpPorts,
): Promise<Result<{ readonly earlierRef?: string; readonly ref?: string }, Diagnostic>> {
  const { binder, isBinderManaged } = environment.current;
  if (binder === undefined || binder.buildsContent || isBinderManaged) return ok({});
  const position = positionOf(['environments', environment.id, 'binder', 'ref']);
  const next = ref === undefined ? {} : { ref };
  const refs = COMMIT.test(binder.ref) ? undefined : await git.listRefs(binder.repository);
  if (refs?.ok === false) {
    const { code, message } = refs.failure;
    return fail({
      code,
      severity: 'error',
      message: `The commit that the old version keeps could not be asked for: ${message}`,
      hint: 'Nothing was written. Run the command again later.',
      position,
    });
  }
  const commit = refs?.value.branches.get(binder.ref);
  if (commit !== undefined) return ok({ earlierRef: commit, ...next });
  if (ref !== undefined) return ok(next);
  return fail({
    code: 'bump/ref-needed',
    severity: 'error',
    message: `The Binder ref ${quote(binder.ref)} is no branch, so it goes on naming the old image.`,
    hint: 'Make a branch, tag or commit whose Dockerfile names the new image, and give it with --ref.',
    position,
  });
}
