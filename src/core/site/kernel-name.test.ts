import { expect, test } from 'vitest';
import { shortenKernelName } from './kernel-name.ts';

test.each([
  ['Python 3 (ipykernel)', 'Python 3'],
  ['Python [conda env:base] (2026)', 'Python [conda env:base]'],
  ['R', 'R'],
  ['(mine)', '(mine)'],
  ['Julia (1.12', 'Julia (1.12'],
])('"%s" is called "%s"', (displayName, name) => {
  expect(shortenKernelName(displayName)).toBe(name);
});
