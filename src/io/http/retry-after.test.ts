import { expect, it } from 'vitest';
import { readQuotaPauseMs, readRetryDelayMs } from './retry-after.ts';

const now = Date.parse('2026-11-23T03:00:00Z');

it.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': 'Mon, 23 Nov 2026 03:01:00 GMT' }, 60_000],
  [{ 'retry-after': 'Mon, 23 Nov 2020 03:01:00 GMT' }, 0],
  [{ 'x-retry-after': String(now / 1000 + 90) }, 90_000],
  [{ 'ratelimit-reset': '30' }, 30_000],
  [{ 'x-ratelimit-reset': String(now / 1000 + 5) }, 5000],
  [{ 'retry-after': 'soon', 'ratelimit-reset': '3' }, 3000],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'ratelimit-limit': '100;w=21600' }, undefined],
  [{}, undefined],
])('%j asks for %s ms', (headers, expected) => {
  expect(readRetryDelayMs(headers, now)).toBe(expected);
});

it.each([
  [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }, 30_000],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 5) }, 5000],
  [{ 'ratelimit-remaining': '1', 'ratelimit-reset': '30' }, undefined],
  [{ 'ratelimit-remaining': '0;w=21600', 'ratelimit-limit': '100;w=21600' }, undefined],
  [{ 'ratelimit-remaining': '0', 'ratelimit-reset': 'soon' }, undefined],
  [{}, undefined],
])('%j leaves the host alone for %s ms', (headers, expected) => {
  expect(readQuotaPauseMs(headers, now)).toBe(expected);
});
