import { findUnnamedImages, type NamedImage, nameImage } from '../../core/catalog/edit/name-images.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import type { UnnamedImage } from '../../core/catalog/rules/unnamed-images.ts';
import { formatDetailSentence } from '../../core/details.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { effectiveTag, formatRepository, parseImageReference } from '../../core/images/reference.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { GitClient } from '../../io/git/types.ts';
import { createRepositories } from '../night/night-repositories.ts';
import { observeBinder } from '../night/observe-binder.ts';

export interface NamingReport {
  /** The manifest with all images that Dockerfiles name. */
  readonly text: string;
  /** Environment and image of each that was written, as `id: image:tag`. */
  readonly written: readonly string[];
  /** Why the others have none. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes the image and tag of environments that the manifest leaves to a Dockerfile (`pull: none`). A build never asks
 * anybody what the manifest does not say, so this is a command's work.
 */
export async function nameImages(text: string, file: string, git: GitClient): Promise<NamingReport> {
  const ports = { git, repositories: createRepositories(git) };
  const { positionOf } = parseCatalog(text, file);
  const written: string[] = [];
  const diagnostics: Diagnostic[] = [];
  let edited = text;
  for (const unnamed of findUnnamedImages({ text, file })) {
    const position = positionOf(['content', unnamed.contentId, 'pull']);
    const read = await readImage(ports, unnamed);
    const named = read.ok
      ? nameImage({ text: edited, file }, unnamed, read.value)
      : fail<Diagnostic>({ code: 'binder/no-tag', severity: 'error', ...read.failure, position });
    if (!named.ok) {
      diagnostics.push(named.failure);
      continue;
    }
    edited = named.value;
    if (read.ok) written.push(`${unnamed.environmentId}: ${read.value.image}:${read.value.tag}`);
  }
  return { text: edited, written, diagnostics };
}

/** The image that the Dockerfile of a repository starts from. */
async function readImage(
  ports: Parameters<typeof observeBinder>[0],
  { environmentId, repository, branch }: UnnamedImage,
): Promise<Result<NamedImage, Pick<Diagnostic, 'message' | 'hint'>>> {
  const binder = { repository, ref: branch, buildsContent: true } as const;
  // What it is compared with does not matter here.
  const observed = await observeBinder(ports, binder, { registry: '', repository: '' });
  const where = `${repository} at ${quote(branch)}`;
  const byHand = `Write "image" and "tag" of ${quote(environmentId)} by hand.`;
  if (observed.kind !== 'dockerfile')
    return fail({ message: formatDetailSentence(observed.detail), hint: byHand });
  if (observed.match === 'no-image')
    return fail({
      message: `${where} has no Dockerfile: Binder installs what ${observed.path} lists, so no image with a tag is there to name.`,
      hint: `Add binder/Dockerfile, or name the image that comes nearest. ${byHand}`,
    });
  const reference = parseImageReference(observed.from);
  const tag = reference.ok ? effectiveTag(reference.value) : undefined;
  if (!reference.ok || tag === undefined || tag === 'latest')
    return fail({
      message: `${observed.path} of ${where} starts from ${observed.from}, which names no tag that stays.`,
      hint: `Write a tag after the image in the Dockerfile, and run "slipway pin" again. ${byHand}`,
    });
  const { digest } = reference.value;
  return ok({ image: formatRepository(reference.value), tag, ...(digest !== undefined && { digest }) });
}
