import { describe, expect, it } from 'vitest';
import { comparePackages } from './compare-packages.ts';

describe('the difference between two versions', () => {
  it('names what changed, with the large steps first', () => {
    const before = { numpy: '1.26.4', xarray: '2024.1', pandas: '2.1.0', old: '1', same: '1' };
    const after = { numpy: '2.0.1', xarray: '2025.2', pandas: '2.2.0', new: '1', same: '1' };
    expect(comparePackages(before, after)).toEqual({
      changed: [
        { name: 'numpy', from: '1.26.4', to: '2.0.1' },
        { name: 'xarray', from: '2024.1', to: '2025.2' },
        { name: 'pandas', from: '2.1.0', to: '2.2.0' },
      ],
      added: ['new'],
      removed: ['old'],
    });
  });

  it('is none between equal lists, whatever a package is called', () => {
    const packages = { constructor: '1', 'to-string': '2' };
    expect(comparePackages(packages, { ...packages })).toEqual({ changed: [], added: [], removed: [] });
    expect(comparePackages({}, packages).added).toEqual(['constructor', 'to-string']);
  });
});
