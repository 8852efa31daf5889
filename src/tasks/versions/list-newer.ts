import type { Environment } from '../../core/catalog/types.ts';
import type { Position } from '../../core/diagnostics/types.ts';
import { isOrderedTag, listNewerTags } from '../../core/health/newer-tag.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import type { RegistryClient } from '../../io/registry/types.ts';
import { findImage, type ImageFinder } from './find-image.ts';

export interface DatedTag {
  readonly tag: string;
  /** ISO 8601; null where the image does not say, or could not be read. */
  readonly createdAt: string | null;
}

export interface NewerTags extends DatedTag {
  readonly id: string;
  readonly image: string;
  /** The newest first, with dates of the first ten. */
  readonly newer: readonly DatedTag[];
  /** Why nothing can be said: the tag has no order, or the registry does not list its tags. */
  readonly unknown?: 'no-order' | 'not-listed';
}

export interface TagPorts extends ImageFinder {
  readonly registry: Pick<RegistryClient, 'checkImage' | 'listTags'>;
}

/** Of more, the date is not asked for: each costs a few requests. */
const MAX_DATED = 10;

/** Tags of the current version's pattern that are higher than its own, as `image/newer-tag` of the nightly check has it. */
export async function listNewer(
  environment: Environment,
  ports: TagPorts,
  position: Position,
): Promise<NewerTags> {
  const { id, image, current } = environment;
  const date = async (tag: string): Promise<DatedTag> => {
    const found = await findImage(ports, environment, { tag }, position);
    return { tag, createdAt: found.ok ? found.value.createdAt : null };
  };
  const row = { id, image, ...(await date(current.tag)) };
  if (!isOrderedTag(current.tag)) return { ...row, newer: [], unknown: 'no-order' };
  const name = parseImageReference(image);
  const tags = name.ok ? await ports.registry.listTags(name.value) : undefined;
  if (tags === undefined) return { ...row, newer: [], unknown: 'not-listed' };
  const newer = listNewerTags(current.tag, tags);
  const dated = await Promise.all(newer.slice(0, MAX_DATED).map(date));
  const rest = newer.slice(MAX_DATED).map((tag): DatedTag => ({ tag, createdAt: null }));
  return { ...row, newer: [...dated, ...rest] };
}
