import { describe, expect, it } from 'vitest';
import { type ImageContents, settlePreflight } from '../health/image-contents.ts';
import { describeContents } from './describe-contents.ts';

const SEEN = { digest: 'sha256:a', at: '2026-11-02T10:00:00Z' };
const FACTS = {
  user: 1000,
  hasGit: true,
  hasNbgitpuller: false,
  hasServer: true,
  memoryLimit: 'group',
  processLimit: 'group',
} as const;

describe('what was seen inside an image', () => {
  it('is kept with its packages by name', () => {
    expect(describeContents(FACTS, { numpy: '2.0.1', dask: '2025.1' }, SEEN)).toEqual({
      ...SEEN,
      user: 1000,
      git: true,
      nbgitpuller: false,
      jupyter: true,
      packages: { dask: '2025.1', numpy: '2.0.1' },
    });
  });

  it('takes no more room than a status has, and no names that are none', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`p${index}`, '1']));
    const odd = { 'a b': '1', '<b>': '1', ['n'.repeat(200)]: '1', long: '1'.repeat(100), blank: '' };
    const { packages = {} } = describeContents(FACTS, { ...many, ...odd }, SEEN);
    expect(Object.keys(packages)).toHaveLength(3000);
    expect(describeContents(FACTS, odd, SEEN).packages).toEqual({});
  });

  it('settles what the configuration of the image only suggests', () => {
    const suspected = { user: 'unknown', entrypoint: 'yes', nbgitpuller: 'unknown', git: 'yes' } as const;
    const inside: ImageContents = { ...SEEN, user: 0, git: false, nbgitpuller: true, jupyter: false };
    expect(settlePreflight(suspected, inside)).toEqual({
      user: 'no',
      entrypoint: 'yes',
      nbgitpuller: 'yes',
      git: 'no',
      server: 'no',
    });
    expect(settlePreflight(suspected, undefined)).toBe(suspected);
    expect(settlePreflight(undefined, inside)).toMatchObject({ user: 'no', entrypoint: 'unknown' });
  });
});
