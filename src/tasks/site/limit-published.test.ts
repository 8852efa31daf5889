import { expect, test } from 'vitest';
import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import { limitPublished } from './limit-published.ts';

const preview = (publishedBytes: number) =>
  ({ sizeBytes: 1, outcome: { ok: true, stored: { publishedBytes } } }) as never;

test('the previews of one content stop where they are as large as one content may be, in the order of the site', () => {
  const half = CONTENT_LIMITS.publishedBytes / 2;
  const files = new Map([
    ['c', preview(half)],
    ['a', preview(half)],
    ['b', preview(half + 1)],
    [
      'unread',
      { sizeBytes: 1, outcome: { ok: false, problem: { code: 'notebook/empty', message: '' } } } as never,
    ],
  ]);
  const limited = limitPublished(['a', 'b', 'unread', 'c', 'absent'], files);

  expect([...limited].map(([path, { outcome }]) => [path, outcome.ok || outcome.problem.code])).toEqual([
    ['a', true],
    ['b', 'notebook/left-out'],
    ['unread', 'notebook/empty'],
    ['c', true],
  ]);
});
