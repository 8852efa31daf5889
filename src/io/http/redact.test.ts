import { describe, expect, it } from 'vitest';
import { redactText, redactUrl } from './redact.ts';

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

  it('are one short line', () => {
    const text = redactText(`\u001b[31mno\r\n::error::x\u202e${'long '.repeat(1000)}`);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text.length).toBeLessThanOrEqual(300);
  });
});
