import { decodeLoosely } from '../addresses/decode-loosely.ts';
import { isExampleRepository } from '../catalog/example.ts';

/** A published notebook as far as it tells which repository it is in. */
interface Row {
  readonly contentId: string;
  readonly launchUrls: readonly string[];
}

/** A BinderHub's link holds the repository's address encoded twice; once more does no harm. */
const MAX_ENCODINGS = 3;

/**
 * Whether a published notebook is one of the shipped example.
 *
 * @param repositories content id → repository, as published; early publications lack it, and their launch
 *   links tell
 */
export function isExampleNotebook(
  { contentId, launchUrls }: Row,
  repositories: ReadonlyMap<string, string>,
): boolean {
  const repository = repositories.get(contentId);
  if (repository !== undefined) return isExampleRepository(repository);
  return launchUrls.some(pullsExample);
}

/** Whether nbgitpuller would be asked for the placeholder; a Binder repository at that address says nothing. */
function pullsExample(url: string): boolean {
  let text = url;
  for (let count = 0; count < MAX_ENCODINGS; count += 1) text = decodeLoosely(text);
  const repository = /[?&]repo=([^&#]*)/.exec(text)?.[1];
  return repository !== undefined && isExampleRepository(repository);
}
