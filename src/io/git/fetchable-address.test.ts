import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFetchable, isCommitId, parseRef } from './fetchable-address.ts';

describe('checkFetchable', () => {
  test.each([
    ['https://github.com/OGGM/tutorials', 'https://github.com/OGGM/tutorials'],
    ['HTTPS://GitHub.com:443/OGGM/tutorials.git', 'https://github.com/OGGM/tutorials.git'],
    ['https://git.example.org:8443/group/sub/repo/', 'https://git.example.org:8443/group/sub/repo/'],
    ['http://127.0.0.1:8000/repo', 'http://127.0.0.1:8000/repo'],
    ['http://[::1]:8000/repo', 'http://[::1]:8000/repo'],
    ['http://localhost/repo', 'http://localhost/repo'],
  ])('%s is allowed', (address, href) => {
    expect(checkFetchable(address)).toEqual({ ok: true, value: href });
  });

  test.each([
    ['', 'spaces'],
    ['-oProxyCommand=x', 'not the URL of a repository'],
    ['ext::sh -c id', 'control characters'],
    ['ext::id', 'only https'],
    ['file:///etc', 'only https'],
    ['http://example.org/a', 'only https'],
    ['http://localhost.example.org/a', 'only https'],
    ['git@github.com:a/b', 'not the URL of a repository'],
    ['https://github.com', 'names a host'],
    ['https://github.com/a#main', '"#"'],
    ['https://github.com/a?', '"?"'],
    ['https://example.org/a\u0000b', 'control characters'],
  ])('%j is refused', (address, reason) => {
    const result = checkFetchable(address);
    expect(result).toMatchObject({ ok: false, failure: { code: 'git/refused' } });
    if (!result.ok && address !== '') expect(result.failure.message).toContain(reason);
  });

  test('credentials are refused wherever they stand, and never repeated', () => {
    const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~!$'), minLength: 12, maxLength: 24 });
    const shape = fc.constantFrom(
      (text: string) => `https://${text}@example.org/a/b`,
      (text: string) => `https://user:${text}@example.org/a/b`,
      (text: string) => `https://${text}:x-oauth-basic@example.org/a/b`,
      (text: string) => `http://user:${text}@127.0.0.1/a`,
      (text: string) => `ssh://user:${text}@example.org/a`,
      (text: string) => `https://user:${text}@[bad/a`,
      (text: string) => `user:${text}@example.org:a/b`,
      (text: string) => `https://user:${text}@@example.org:port/a`,
    );
    fc.assert(
      fc.property(shape, secret, (write, text) => {
        const result = checkFetchable(write(text));
        expect(result).toMatchObject({ ok: false, failure: { code: 'git/refused' } });
        expect(JSON.stringify(result)).not.toContain(text);
      }),
    );
  });
});

describe('parseRef', () => {
  test.each(['main', 'feature/a#b', 'c++', 'v1.5.3', '日本', '🧊', '50%', 'a@b', 'HEAD'])(
    '%s is allowed',
    (ref) => {
      expect(parseRef(ref)).toEqual({ ok: true, value: ref });
    },
  );

  test.each([
    '',
    '-x',
    '@',
    'a b',
    'a..b',
    'a@{1}',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a/',
    '/a',
    'a//b',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a.',
    'a\tb',
    '\ud800',
    'x'.repeat(2000),
  ])('%j is refused', (ref) => {
    expect(parseRef(ref)).toMatchObject({ ok: false, failure: { code: 'git/refused' } });
  });
});

test('isCommitId takes full ids only', () => {
  expect(isCommitId('a'.repeat(40))).toBe(true);
  expect(isCommitId('0'.repeat(64))).toBe(true);
  for (const other of ['a'.repeat(39), 'g'.repeat(40), 'A'.repeat(40), `${'a'.repeat(40)}\n`]) {
    expect(isCommitId(other)).toBe(false);
  }
});
