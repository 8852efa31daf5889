import { expect, test } from 'vitest';
import { ok } from '../../core/result.ts';
import { FAULTY_LINK } from './faulty-links.fixture.ts';
import { findFaultyLinks } from './faulty-links.ts';

const notebooks = (count: number) => Array.from({ length: count }, (_, index) => `${index}.ipynb`);

test('has a few files in memory at a time, and says where it looked no further', async () => {
  const large = Buffer.alloc(5_000_000, 'x');
  let readCount = 0;
  const faults = await findFaultyLinks([], notebooks(10_000), async (paths) => {
    expect(paths.length).toBeLessThanOrEqual(8);
    readCount += paths.length;
    return new Map(paths.map((path) => [path, ok(large)]));
  });
  expect(readCount).toBeLessThan(100);
  expect(faults).toEqual([
    {
      code: 'link/search-ended',
      message: `The notebooks are so large that launch links in ${10_000 - readCount} of 10000 files were not looked for.`,
    },
  ]);
});

test('tells the first twenty faults, and reads no further', async () => {
  let readCount = 0;
  const faults = await findFaultyLinks([], notebooks(1000), async (paths) => {
    readCount += paths.length;
    return new Map(paths.map((path) => [path, ok(Buffer.from(`${FAULTY_LINK}${path}`))]));
  });
  expect(faults).toHaveLength(20);
  expect(readCount).toBeLessThan(40);
});
