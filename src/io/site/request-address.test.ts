import { expect, it } from 'vitest';
import { parseRequestAddress } from './request-address.ts';

it.each([
  ['/', '/'],
  ['/a%20b/?q=%zz', '/a%20b/?q=%zz'],
  ['//', '//'],
  ['//evil.example/x', '//evil.example/x'],
  ['/\\evil.example', '//evil.example'],
  ['/a/../../b', '/b'],
  ['/%E0%A4', undefined],
  ['/%', undefined],
  ['/a%00', undefined],
  ['', undefined],
  ['*', undefined],
  ['http://[', undefined],
  ['example.org:443', undefined],
  [undefined, undefined],
])('%s', (target, expected) => {
  const url = parseRequestAddress(target);
  expect(url && `${url.pathname}${url.search}`).toBe(expected);
});
