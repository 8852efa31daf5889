import { describe, expect, it } from 'vitest';
import { parseBinderHealth } from './live-answer.ts';
import { buildConnectDirective } from './page.ts';

const check = (service: string, ok: boolean) => ({ service, ok });

describe('the health of a BinderHub', () => {
  it.each([
    [{ ok: true, checks: [check('Docker registry', true), check('Pod quota', true)] }, 'well'],
    [{ ok: true, checks: [] }, 'well'],
    [{ ok: true }, 'well'],
    [{ ok: true, checks: [{ ...check('Pod quota', false), _ignore_failure: true }] }, 'full'],
    [{ ok: false, checks: [check('JupyterHub API', false), check('Pod quota', false)] }, 'unwell'],
    [{ ok: false, checks: 'no' }, 'unwell'],
    [{ ok: 'yes' }, 'unknown'],
    [{ version: '5.4.4' }, 'unknown'],
    [[], 'unknown'],
    [null, 'unknown'],
    [undefined, 'unknown'],
    ['<html>', 'unknown'],
  ])('%j is %s', (body, answer) => {
    expect(parseBinderHealth(body)).toBe(answer);
  });
});

describe('what a launcher page may ask', () => {
  it.each([
    [[], "connect-src 'self'"],
    [
      ['https://hub.example.edu/jupyter', 'https://hub.example.edu/other', 'http://127.0.0.1:8000'],
      "connect-src 'self' https://hub.example.edu http://127.0.0.1:8000",
    ],
    [['https://mybinder.org'], "connect-src 'self' https://mybinder.org https://*.mybinder.org"],
  ])('of the hubs %j is %s', (urls, directive) => {
    expect(buildConnectDirective(urls.map((url) => ({ url })))).toBe(directive);
  });
});
