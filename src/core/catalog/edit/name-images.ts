import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Diagnostic } from '../../diagnostics/types.ts';
import { fail, ok, type Result } from '../../result.ts';
import { parseCatalog } from '../parse.ts';
import type { UnnamedImage } from '../rules/unnamed-images.ts';
import { addKey, setText } from './edit-keys.ts';
import { editText, type ManifestText } from './finish-edit.ts';
import { findPair, type ManifestDocument } from './manifest-document.ts';

/** The image that a Dockerfile names. */
export interface NamedImage {
  /** Without tag and digest. */
  readonly image: string;
  readonly tag: string;
  /** Where the Dockerfile has one. */
  readonly digest?: string;
}

/** What `nameImage` can write; a manifest with other errors has none of its own, since these have to be mended first. */
export function findUnnamedImages({ text, file }: ManifestText): readonly UnnamedImage[] {
  const { diagnostics, unnamedImages } = parseCatalog(text, file, { allowsUnpinned: true });
  const isOther = diagnostics.some(
    ({ severity, code }) => severity === 'error' && code !== 'manifest/image-unnamed',
  );
  return isOther ? [] : unnamedImages;
}

/** Writes the image and the tag of an environment, and the environment itself where the manifest has none of that id. */
export function nameImage(
  { text, file }: ManifestText,
  unnamed: UnnamedImage,
  named: NamedImage,
): Result<string, Diagnostic> {
  const { environmentId, contentId } = unnamed;
  const edited = editText(text, (document) => createEdits(document, unnamed, named));
  const { unnamedImages } = parseCatalog(edited, file);
  if (!unnamedImages.some((other) => other.environmentId === environmentId)) return ok(edited);
  return fail({
    code: 'manifest/not-editable',
    severity: 'error',
    message: `The image ${named.image}:${named.tag} cannot be written for the environment ${quote(environmentId)}, because of the way in which the manifest is written.`,
    hint: 'Write "image" and "tag" by hand.',
    position: parseCatalog(text, file).positionOf(['content', contentId, 'pull']),
  });
}

function createEdits(
  document: ManifestDocument,
  { environmentId, contentId }: UnnamedImage,
  { image, tag, digest }: NamedImage,
): readonly OffsetEdit[] {
  const keys = Object.entries({ image, tag, ...(digest !== undefined && { digest }) });
  const content = document.findMap(['content', contentId]);
  if (content === undefined) return [];
  const reference =
    findPair(content, 'environment') === undefined
      ? setText(document, content, 'environment', environmentId, ['pull', 'branch'])
      : [];
  const own = document.findMap(['environments', environmentId]);
  if (own !== undefined) {
    const written = keys.flatMap(([key, text]) =>
      setText(document, own, key, text, ['title', 'image', 'tag']),
    );
    return [...written, ...reference];
  }
  const entry = new Map(keys.map(([key, text]) => [key, { text }]));
  const environments = document.findMap(['environments']);
  const holder = environments ?? document.findMap([]);
  const key = environments === undefined ? 'environments' : environmentId;
  // A key without a value would be there twice.
  if (holder === undefined || findPair(holder, key)) return [];
  const [value, after] =
    environments === undefined ? [new Map([[environmentId, entry]]), ['hubs', 'site']] : [entry, []];
  return [...addKey(document.text, holder, key, value, after), ...reference];
}
