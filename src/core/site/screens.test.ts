import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupScreens } from './screens.ts';

const read = (text: string) =>
  [...text].map((letter) => ({ beginsSection: letter === 's', isEmpty: letter === '.' }));

test.each([
  ['', [[]]],
  ['xx', [[0, 1]]],
  ['xsxs', [[0], [1, 2], [3]]],
  ['sxs', [[0, 1], [2]]],
  ['x.s..x.', [[0], [2, 5]]],
])('the cells %j are shown on %j', (cells, screens) => {
  expect(groupScreens(read(cells))).toEqual(screens);
});

test('every cell that shows something is on one screen, in order', () => {
  const cells = fc.array(fc.record({ beginsSection: fc.boolean(), isEmpty: fc.boolean() }));
  fc.assert(
    fc.property(cells, (given) => {
      const shown = given.flatMap(({ isEmpty }, index) => (isEmpty ? [] : [index]));
      expect(groupScreens(given).flat()).toEqual(shown);
    }),
  );
});
