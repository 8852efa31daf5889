import { expect, test } from 'vitest';
import { trimPolicy } from './page-policy.ts';

const digest = (text: string) => Buffer.from(text).toString('base64');
const policy = (...texts: string[]) =>
  `<meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'self'${texts.map((text) => ` 'sha256-${digest(text)}'`).join('')};">`;
const page = (head: string) =>
  `<html><head>${head}<script>one()</script><script type="module" src="/a.js"></script><style data-x>b{}</style></head></html>`;

test('keeps the digests of what the page holds, and of nothing else', () => {
  expect(trimPolicy(page(policy('one()', 'two()', 'b{}', 'c{}')), digest)).toBe(page(policy('one()', 'b{}')));
});

test('leaves a page without a policy, or with a tag that is not closed, as it is', () => {
  expect(trimPolicy(page(''), digest)).toBe(page(''));
  const cut = `${policy('two()')}<script>two()`;
  expect(trimPolicy(cut, digest)).toBe(`${policy()}<script>two()`);
});
