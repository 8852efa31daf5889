import { expect, test } from 'vitest';
import { observeVersion } from '../../../tests/support/observations.ts';
import { judgeRebuild, parseRebuilds } from './rebuilds.ts';

const entry = { tag: 'v1.1', built_at: '2026-11-03T05:17:00Z', ok: false };

test('the list of an environment repository is read by its tags', () => {
  const text = JSON.stringify({ version: 1, builds: [entry, { ...entry, tag: 'v1.0', ok: true }] });
  expect(parseRebuilds(text)).toEqual(
    new Map([
      ['v1.1', { isBuilt: false, at: entry.built_at }],
      ['v1.0', { isBuilt: true, at: entry.built_at }],
    ]),
  );
});

test.each([
  '',
  '<!doctype html>',
  '{}',
  '{"builds": [{"tag": 1}]}',
  '{"builds": [{"tag": "a", "built_at": "x", "ok": true}]}',
])('what is something else says nothing: %s', (text) => {
  expect(parseRebuilds(text).size).toBe(0);
});

test('only a version that failed to build is worth a word', () => {
  expect(judgeRebuild(observeVersion({}))).toEqual([]);
  expect(judgeRebuild(observeVersion({ rebuild: { isBuilt: true, at: entry.built_at } }))).toEqual([]);
  const [finding] = judgeRebuild(observeVersion({ rebuild: { isBuilt: false, at: entry.built_at } }));
  expect(finding).toMatchObject({
    code: 'source/no-longer-builds',
    message: expect.stringMatching(/no longer builds from its source \(tried on 2026-11-03\)/),
  });
});
