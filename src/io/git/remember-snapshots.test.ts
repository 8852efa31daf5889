import { expect, test, vi } from 'vitest';
import { ok } from '../../core/result.ts';
import { rememberSnapshots } from './remember-snapshots.ts';
import type { GitClient, Snapshot } from './types.ts';

test('asks for each branch once, and again when the answer is old', async () => {
  const fetchSnapshot = vi.fn(async (repository: string, ref: string) =>
    ok({ repository, ref, commit: String(fetchSnapshot.mock.calls.length) } as Snapshot),
  );
  let nowMs = 0;
  const git = rememberSnapshots({ fetchSnapshot } as unknown as GitClient, 60_000, () => nowMs);
  const commitOf = async (ref: string) => {
    const snapshot = await git.fetchSnapshot('https://git.example.org/tides', ref);
    return snapshot.ok ? snapshot.value.commit : snapshot.failure.code;
  };
  expect(await commitOf('main')).toBe('1');
  expect(await commitOf('spring')).toBe('2');
  nowMs = 59_999;
  expect(await commitOf('main')).toBe('1');
  nowMs = 60_000;
  expect(await commitOf('main')).toBe('3');
  expect(await commitOf('main')).toBe('3');
});
