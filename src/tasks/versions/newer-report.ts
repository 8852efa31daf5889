import type { DatedTag, NewerTags } from './list-newer.ts';

/** For people: a line for each environment, and one for each newer tag. */
export function formatNewer(rows: readonly NewerTags[]): string {
  return rows.map((row) => `${formatRow(row)}\n`).join('');
}

function formatRow({ id, image, unknown, newer, ...current }: NewerTags): string {
  const own = `${id}: ${formatTag(current)}`;
  if (unknown === 'no-order') return `${own}. Its tag has no number by which another one could be newer.`;
  if (unknown === 'not-listed') return `${own}. The registry did not list the tags of ${image}.`;
  if (newer.length === 0) return `${own} is the newest tag of its pattern.`;
  const [highest = current] = newer;
  return [
    `${own} has newer tags:`,
    ...newer.map((tag) => `  ${formatTag(tag)}`),
    `  To use the highest: slipway bump ${id} ${highest.tag}`,
  ].join('\n');
}

function formatTag({ tag, createdAt }: DatedTag): string {
  return createdAt === null ? tag : `${tag} (built ${createdAt.slice(0, 10)})`;
}

/** `{"environments": [{"id", "image", "tag", "created_at", "newer": [{"tag", "created_at"}], "unknown"}]}`. */
export function formatNewerJson(rows: readonly NewerTags[]): string {
  const environments = rows.map(({ id, image, tag, createdAt, newer, unknown }) => ({
    id,
    image,
    tag,
    created_at: createdAt,
    newer: newer.map((each) => ({ tag: each.tag, created_at: each.createdAt })),
    unknown: unknown ?? null,
  }));
  return `${JSON.stringify({ environments }, null, 2)}\n`;
}
