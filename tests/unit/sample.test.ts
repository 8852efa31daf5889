import { afterEach, describe, expect, test, vi } from 'vitest';
import { chooseSample } from '../support/sample.ts';

const VARIABLE = 'SLIPWAY_SAMPLE_OF_THIS_TEST';
const table = Array.from({ length: 100 }, (_, index) => index);
const choose = () => chooseSample(VARIABLE, table, 10);

describe('a part of a long table', () => {
  afterEach(() => void vi.unstubAllEnvs());

  test('is spread over all of it, and the same every time', () => {
    expect(new Set(choose()).size).toBe(10);
    expect(choose().some((row) => row > 80)).toBe(true);
    expect(choose()).toEqual(choose());
  });

  test.each([
    ['1', table],
    ['all', table],
    ['20-24', [20, 21, 22, 23]],
    ['98-120', [98, 99]],
  ])('where the variable is %s', (value, expected) => {
    vi.stubEnv(VARIABLE, value);
    expect(choose()).toEqual(expected);
  });
});
