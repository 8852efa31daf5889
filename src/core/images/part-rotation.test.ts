import { expect, test } from 'vitest';
import { isPartsNight } from './part-rotation.ts';

const DAY_MS = 86_400_000;
const images = Array.from({ length: 1000 }, (_, index) => `registry.example.org/course/env sha256:${index}`);

test('a small catalogue is asked for every part every night', () => {
  for (let day = 0; day < 10; day += 1) {
    expect(images.slice(0, 40).every((image) => isPartsNight(image, 40, day * DAY_MS))).toBe(true);
  }
});

test('of a large one every image has its turn once in a round, a few of them each night', () => {
  const start = 20_000;
  const period = 25;
  const nights = Array.from({ length: period }, (_, day) =>
    images.filter((image) => isPartsNight(image, images.length, (start + day) * DAY_MS)),
  );
  expect(nights.flat().toSorted()).toEqual(images.toSorted());
  expect(Math.max(...nights.map(({ length }) => length))).toBeLessThan(80);
  expect(Math.min(...nights.map(({ length }) => length))).toBeGreaterThan(10);
});
