import { describe, expect, it } from 'vitest';
import { buildDockerRun } from '../site/docker-run.ts';
import { foldStatus } from './fold.ts';
import type { ImageObservation, VersionObservation } from './observations.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const NOW = '2026-11-30T03:00:00Z';
const GONE: ImageObservation = { kind: 'missing', what: 'repository', pin: 'gone' };
const has = (digest: string, pin: 'none' | 'same' | 'served' | 'gone'): ImageObservation => ({
  kind: 'present',
  digest,
  pin,
  facts: { kind: 'unreachable', registry: 'm.example.org', detail: { kind: 'offline' } },
});

function fold(check: ImageObservation | undefined, pinnedDigest: string | null, seen: string | undefined) {
  const version = (registry: ImageObservation): VersionObservation => ({
    environmentId: 'py',
    tag: '1',
    image: 'r.example.org/py:1',
    pinnedDigest,
    registry,
  });
  const night = (registry: VersionObservation) => ({
    environments: [registry],
    contents: [],
    hubs: [],
    durationMs: 1,
  });
  const before =
    seen === undefined
      ? undefined
      : foldStatus(undefined, night(version(has(seen, 'none'))), '2026-11-29T03:00:00Z');
  const mirror = check === undefined ? {} : { mirror: { image: 'm.example.org/py', check } };
  return foldStatus(before, night({ ...version(GONE), ...mirror }), NOW);
}

describe('the mirror of an image that is gone', () => {
  it.each<[string, ImageObservation | undefined, string | null, string | undefined, string | undefined]>([
    ['has the pinned image', has(A, 'same'), A, undefined, 'image/on-mirror'],
    ['serves the pinned image beside a newer one', has(B, 'served'), A, undefined, 'image/on-mirror'],
    [
      'serves the pinned image without its tag',
      { kind: 'missing', what: 'tag', pin: 'served' },
      A,
      undefined,
      'image/on-mirror',
    ],
    ['has what the tag was last seen to hold', has(A, 'none'), null, A, 'image/on-mirror'],
    ['has another image', has(B, 'gone'), A, undefined, 'image/mirror-differs'],
    ['has another image than last seen', has(B, 'none'), null, A, 'image/mirror-differs'],
    ['has it no more', { kind: 'missing', what: 'tag', pin: 'gone' }, A, undefined, 'image/mirror-missing'],
    ['has something of which nothing is known', has(B, 'none'), null, undefined, undefined],
    [
      'does not answer',
      { kind: 'unreachable', registry: 'm.example.org', detail: { kind: 'offline' } },
      A,
      undefined,
      undefined,
    ],
    ['is not named', undefined, A, undefined, undefined],
  ])('%s', (_, check, pinned, seen, code) => {
    const [row] = fold(check, pinned, seen).environments;
    expect(row?.verdict).toBe('failing');
    expect(row?.reasons.map((reason) => reason.code).filter((found) => found !== 'image/missing')).toEqual(
      code === undefined ? [] : [code],
    );
  });

  it('is what people are given to run', () => {
    const status = fold(has(A, 'same'), A, undefined);
    const environment = { id: 'py', image: 'r.example.org/py' };
    expect(buildDockerRun(environment, { tag: '1', digest: A }, status)).toContain(` m.example.org/py@${A}`);
    const other = fold(has(B, 'gone'), A, undefined);
    expect(buildDockerRun(environment, { tag: '1', digest: A }, other)).toContain(` r.example.org/py:1@${A}`);
  });
});
