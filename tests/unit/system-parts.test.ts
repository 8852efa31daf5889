import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCi } from '../support/system-packages.ts';
import { findMissingParts, renderInstallCommand } from '../support/system-parts.ts';
import { createTemporaryFolder } from '../support/temporary.ts';

describe('parts of the system', () => {
  it('are missing where no folder has a program of that name', async () => {
    await using folder = await createTemporaryFolder('parts');
    expect(findMissingParts(['git', 'podman'], [folder.path])).toEqual(['git', 'podman']);

    await writeFile(join(folder.path, 'git'), '');
    expect(findMissingParts(['git'], [folder.path]), 'a file that is no program').toEqual(['git']);

    await chmod(join(folder.path, 'git'), 0o755);
    expect(findMissingParts(['git', 'podman'], [folder.path])).toEqual(['podman']);
  });

  it('are installed by one command that names packages', () => {
    expect(renderInstallCommand(['nbgitpuller', 'podman'])).toBe(
      'apt-get update && apt-get install --no-install-recommends python3-nbgitpuller podman',
    );
  });

  it.each([
    [{}, false],
    [{ CI: '' }, false],
    [{ CI: 'false' }, false],
    [{ CI: 'true' }, true],
    [{ CI: '1' }, true],
  ])('may be absent, but not in CI: %o', (environment, expected) => {
    expect(isCi(environment)).toBe(expected);
  });
});
