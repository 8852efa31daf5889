import { expect, it } from 'vitest';
import { quoteWords } from '../../core/details.fixture.ts';
import { findNewerTag } from '../../core/health/newer-tag.ts';
import { fail, ok } from '../../core/result.ts';
import { readTags } from './tags.ts';
import type { RegistryTransport } from './transport.ts';

const reference = { registry: 'registry.example.org', repository: 'course/env' };

/** A registry that lists tags by the page, and says where the next page is. */
function createTransport(tags: readonly string[], pageSize: number, readLink = (path: string) => path) {
  const asked: string[] = [];
  const transport: RegistryTransport = {
    async request({ path }) {
      asked.push(path);
      const last = new URL(path, 'https://x/').searchParams.get('last');
      const start = last === null ? 0 : tags.indexOf(last) + 1;
      const page = tags.slice(start, start + pageSize);
      const next = readLink(`/v2/course/env/tags/list?n=${pageSize}&last=${page.at(-1)}`);
      const isLast = start + pageSize >= tags.length;
      return ok({
        status: 200,
        url: new URL('https://registry.example.org/'),
        headers: isLast ? {} : { link: `<${next}>; rel="next"` },
        body: Buffer.from(JSON.stringify({ name: 'course/env', tags: page })),
      });
    },
  };
  return { transport, asked };
}

const build = (count: number) => Array.from({ length: count }, (_, index) => `1.0.${index}`);

it('finds the newest of 10,000 tags, a thousand at a time', async () => {
  const { transport, asked } = createTransport(build(10_000), 1000);
  const tags = await readTags(transport, reference);
  expect(tags).toHaveLength(10_000);
  expect(asked).toHaveLength(10);
  expect(findNewerTag('1.0.7', tags ?? [])).toBe('1.0.9999');
});

it('leaves out what is no tag', async () => {
  const { transport } = createTransport(['v1', `v${'9'.repeat(100_000)}`, '../x', '', 'v2'], 1000);
  expect(await readTags(transport, reference)).toEqual(['v1', 'v2']);
});

it('gives up on a list without an end, and then claims nothing', async () => {
  const { transport, asked } = createTransport(build(1_000_000), 1000);
  expect(await readTags(transport, reference)).toBeUndefined();
  expect(asked.length).toBeLessThanOrEqual(20);
});

it.each([
  ['another host', (path: string) => `https://elsewhere.example.org${path}`],
  ['another scheme', (path: string) => `http://registry.example.org${path}`],
])('follows no page on %s', async (_, readLink) => {
  const { transport, asked } = createTransport(build(30), 10, readLink);
  await readTags(transport, reference);
  expect(asked).toHaveLength(1);
});

it('claims nothing where the registry does not answer', async () => {
  const away = {
    kind: 'unreachable',
    registry: reference.registry,
    detail: quoteWords('timed out'),
  } as const;
  expect(await readTags({ request: async () => fail(away) }, reference)).toBeUndefined();
});
