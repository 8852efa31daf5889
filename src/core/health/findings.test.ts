import { expect, it } from 'vitest';
import { observeNight, observeVersion } from '../../../tests/support/observations.ts';
import type { ReasonCode } from '../reasons.ts';
import { en } from '../texts/en.ts';
import { createFinding } from './findings.ts';
import { foldStatus } from './fold.ts';
import { parseStatusRows } from './parse-status.ts';

const hostile = (length: number) => `\u001b[31m\u202e${'x'.repeat(length)}\n::error::gotcha`;

it.each([
  ...(Object.keys(en.health.reasons) as ReasonCode[]).map((code) => [code, 20_000] as const),
  ['registry/unreachable', 1_000_000] as const,
])('%s is one line of bounded length, whatever a host says in %i characters', (code, length) => {
  const names = en.health.reasons[code].flatMap((sentence) =>
    [...sentence.matchAll(/\{([a-z_]+)\}/g)].map(([, name = '']) => name),
  );
  const others = names.filter((name) => name !== 'note');
  const { message } = createFinding(code, Object.fromEntries(others.map((name) => [name, hostile(length)])));
  expect(message.length).toBeLessThan(2000);
  expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
});

it('a reason is read again from the status as it was written, however long the words of a Dockerfile are', () => {
  const binder = {
    kind: 'dockerfile',
    repository: 'https://git.example.org/course/binder',
    ref: 'main',
    commit: 'c'.repeat(40),
    path: 'Dockerfile',
    from: `registry.example.org/${'a'.repeat(60_000)}:v1`,
    match: 'differs',
  } as const;
  const status = foldStatus(
    undefined,
    observeNight({ environments: [observeVersion({ binder })] }),
    '2026-11-20T03:23:00.000Z',
  );
  const codes = status.environments[0]?.reasons.map(({ code }) => code);
  expect(codes).toEqual(['binder/pin-differs']);
  expect(parseStatusRows(JSON.stringify(status))).toEqual({ ok: true, value: { status, dropped: [] } });
});
