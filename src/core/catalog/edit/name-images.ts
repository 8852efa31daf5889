import { applyOffsetEdits } from '../../diagnostics/apply-fix.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Diagnostic } from '../../diagnostics/types.ts';
import { fail, ok, type Result } from '../../result.ts';
import { parseCatalog } from '../parse.ts';
import type { SourceEdit } from '../reporter.ts';
import { createManifestParts } from '../rules/manifest-parts.ts';
import { listUnnamedImages, type UnnamedImage } from '../rules/unnamed-images.ts';
import { ManifestSchema } from '../schema/manifest.ts';
import { readManifestSource, stripByteOrderMark } from '../source/read-source.ts';
import { toPlainData } from '../source/tree.ts';
import { addKey, setText } from './edit-keys.ts';
import type { ManifestText } from './finish-edit.ts';
import { findPair, type ManifestDocument, readManifestDocument } from './manifest-document.ts';

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
  const { diagnostics } = parseCatalog(text, file, { allowsUnpinned: true });
  const isOther = diagnostics.some(
    ({ severity, code }) => severity === 'error' && code !== 'manifest/image-unnamed',
  );
  return isOther ? [] : listUnnamed(text, file);
}

/** Writes the image and the tag of an environment, and the environment itself where the manifest has none of that id. */
export function nameImage(
  { text, file }: ManifestText,
  unnamed: UnnamedImage,
  named: NamedImage,
): Result<string, Diagnostic> {
  const body = stripByteOrderMark(text);
  const edits = createEdits(readManifestDocument(body), unnamed, named);
  const edited = applyOffsetEdits(body, edits);
  const isWritten = !listUnnamed(edited, file).some(
    ({ environmentId }) => environmentId === unnamed.environmentId,
  );
  if (edits.length > 0 && isWritten) return ok(text.slice(0, text.length - body.length) + edited);
  return fail({
    code: 'manifest/not-editable',
    severity: 'error',
    message: `The image ${named.image}:${named.tag} cannot be written for the environment ${quote(unnamed.environmentId)}, because of the way in which the manifest is written.`,
    hint: 'Write "image" and "tag" by hand.',
    position: parseCatalog(body, file).positionOf(['content', unnamed.contentId, 'pull']),
  });
}

function createEdits(
  document: ManifestDocument,
  { environmentId, contentId }: UnnamedImage,
  named: NamedImage,
): readonly SourceEdit[] {
  const keys = (['image', 'tag', 'digest'] as const).flatMap((key) => {
    const text = named[key];
    return text === undefined ? [] : [{ key, text }];
  });
  const content = document.findMap(['content', contentId]);
  if (content === undefined) return [];
  const reference =
    findPair(content, 'environment') === undefined
      ? setText(document, content, 'environment', environmentId, ['pull', 'branch'])
      : [];
  const own = document.findMap(['environments', environmentId]);
  if (own !== undefined) {
    const written = keys.flatMap(({ key, text }) =>
      setText(document, own, key, text, ['title', 'image', 'tag']),
    );
    return [...written, ...reference];
  }
  const entry = new Map(keys.map(({ key, text }) => [key, { text }]));
  const environments = document.findMap(['environments']);
  const root = document.findMap([]);
  const holder = environments ?? root;
  // A key without a value would be there twice.
  if (holder === undefined || findPair(holder, environments === undefined ? 'environments' : environmentId))
    return [];
  if (environments !== undefined)
    return [...addKey(document.text, environments, environmentId, entry, []), ...reference];
  const map = new Map([[environmentId, entry]]);
  return [...addKey(document.text, holder, 'environments', map, ['hubs', 'site']), ...reference];
}

function listUnnamed(text: string, file: string): readonly UnnamedImage[] {
  const { root } = readManifestSource(text, file);
  if (root === undefined) return [];
  const parsed = ManifestSchema.safeParse(toPlainData(root));
  return listUnnamedImages(createManifestParts(root, parsed.error?.issues ?? []));
}
