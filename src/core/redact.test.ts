import { describe, expect, it } from 'vitest';
import { coverSecrets, redactSecrets, redactText, redactUrl } from './redact.ts';

describe('messages', () => {
  it('carry an address without its secrets', () => {
    expect(redactUrl(new URL('https://user:hunter2@host.example/path?sig=abc#x'))).toBe(
      'https://host.example/path?…',
    );
  });

  it.each([
    ['Authorization: Bearer abcdefghijkl rejected', 'abcdefghijkl'],
    ['basic dXNlcjpwYXNz rejected', 'dXNlcjpwYXNz'],
    ['fetch https://user:hunter2@host.example/ failed', 'hunter2'],
    ['https://s3.example/blob?X-Amz-Signature=deadbeef&part=1', 'deadbeef'],
    ['https://s3.example/blob?access_token=deadbeef', 'deadbeef'],
    ['token eyJhbGciOi.eyJzdWIi.c2ln is bad', 'eyJzdWIi'],
    ['password is open-sesame', 'open-sesame'],
    ['password is open%2Fsesame', 'open%2Fsesame'],
  ])('lose the secret of %s', (text, secret) => {
    expect(redactText(text, ['open-sesame', 'open/sesame'])).not.toContain(secret);
  });

  it.each([
    ['https://me:ab/cd@host.example/x', 'https://…@host.example/x'],
    [
      "unable to access 'https://u:p@h/a/': 403; and https://t@h2/b",
      "unable to access 'https://…@h/a/': 403; and https://…@h2/b",
    ],
    ['//u:p@h', '//…@h'],
    ['reader:pass@host.example/a', '…@host.example/a'],
    ['https://me:two words@host.example/', 'https://…@host.example/'],
    ['repo=https%3A%2F%2Fme%3Apass%40host.example', 'repo=https%3A%2F%2F…%40host.example'],
    ['https://h.example/?sig=abc&x=1', 'https://h.example/?sig=…&x=1'],
    ['Authorization: token abcd1234', 'Authorization: token …'],
    ['with ghp_0123456789abcdef', 'with …'],
  ])('of %s keep the rest', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    'registry.example.org:5000/course/env:v1@sha256:0123456789abcdef',
    'https://registry.example.org/course/env@sha256:0123456789abcdef',
    'Basic glaciology, and Basic Glaciology',
    'see https://host.example/a and ask me@host.example',
    'git@host.example:course/notebooks',
    'the token server answered 401',
    'tokens: 3, sort_key: a',
  ])('leave as it is: %s', (text) => {
    expect(redactText(text)).toBe(text);
    expect(coverSecrets(text)).toBe(text);
  });

  it('are searched in linear time: anything else would not end here', () => {
    for (const part of ['//', '//a ', '@', '?token', 'bearer ', 'a:b', '%2f%2f']) {
      const text = part.repeat(300_000 / part.length);
      expect(redactSecrets(text)).not.toBe('');
    }
  });

  it('are one short line', () => {
    const text = redactText(`\u001b[31mno\r\n::error::x\u202e${'long '.repeat(1000)}`);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text.length).toBeLessThanOrEqual(300);
  });
});
