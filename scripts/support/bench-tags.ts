import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { TestRegistry } from '../../tests/support/registry.ts';

const TAGS_PER_REPOSITORY = 100;

export interface PushedTag {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** Pushes images that all differ, 100 to a repository. */
export function pushTags(registry: TestRegistry, count: number): Promise<PushedTag[]> {
  const limit = pLimit(8);
  return limit.map(
    Array.from({ length: count }, (_, index) => index),
    async (index) => {
      const repository = `course/env${Math.floor(index / TAGS_PER_REPOSITORY)}`;
      const tag = `2026.${String(index % TAGS_PER_REPOSITORY).padStart(3, '0')}`;
      const image = { text: `image ${index}`, labels: { 'repo2docker.version': '2026.4.0' } };
      return { repository, tag, digest: await registry.push(repository, tag, { kind: 'image', image }) };
    },
  );
}

/** A catalogue of them: an environment for each repository, its tags as versions. */
export async function writeCatalogue(
  folder: string,
  host: string,
  images: readonly PushedTag[],
): Promise<void> {
  const lines = [
    'version: 1',
    'site: {title: Bench, url: "https://example.org/", language: en}',
    'hubs: {}',
    'content: {}',
    'environments:',
  ];
  for (const [repository, tags] of Map.groupBy(images, (image) => image.repository)) {
    const [current, ...earlier] = tags.toReversed();
    if (current === undefined) continue;
    lines.push(
      `  ${repository.replace('/', '-')}:`,
      `    title: ${repository}`,
      `    image: ${host}/${repository}`,
    );
    lines.push(`    tag: "${current.tag}"`, `    digest: ${current.digest}`);
    if (earlier.length > 0) lines.push('    earlier:');
    lines.push(...earlier.map(({ tag, digest }) => `      - {tag: "${tag}", digest: "${digest}"}`));
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'catalog.yaml'), `${lines.join('\n')}\n`);
}
