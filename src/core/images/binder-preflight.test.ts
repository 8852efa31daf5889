import { describe, expect, it } from 'vitest';
import { checkBinderPreflight, type ImageSetup } from './binder-preflight.ts';

const check = (setup: Partial<ImageSetup>) =>
  checkBinderPreflight({ user: '', entrypoint: [], variables: [], instructions: [], ...setup });

describe('what an image tells of itself', () => {
  it.each([
    ['1000', 'yes'],
    ['1000:100', 'yes'],
    ['', 'no'],
    ['root', 'no'],
    ['0', 'no'],
    ['0:0', 'no'],
    ['1100', 'no'],
    ['jovyan', 'unknown'],
  ])('user "%s": %s', (user, expected) => {
    expect(check({ user }).user).toBe(expected);
  });

  it.each<[string[], string]>([
    [[], 'yes'],
    [['/usr/local/bin/repo2docker-entrypoint'], 'yes'],
    [['tini', '-g', '--'], 'yes'],
    [['tini', '-g', '--', 'start.sh'], 'yes'],
    [['/usr/bin/tini', '--', '/srv/own-entrypoint.sh'], 'unknown'],
    [['/usr/bin/tini', '--', 'jupyter', 'lab'], 'no'],
    [['/bin/sh', '-c', 'jupyter lab --ip 0.0.0.0'], 'no'],
    [['bash', '-lc', 'exec "$@"'], 'no'],
    [['bash', '/srv/start'], 'unknown'],
    [['python3', '-m', 'http.server'], 'no'],
    [['/opt/conda/bin/jupyter-lab'], 'no'],
    [['/srv/entrypoint'], 'unknown'],
  ])('entry point %j: %s', (entrypoint, expected) => {
    expect(check({ entrypoint }).entrypoint).toBe(expected);
  });

  it.each([
    ['RUN pip install --no-cache-dir nbgitpuller==1.3.0', 'yes', 'unknown'],
    [
      '/bin/sh -c apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf x',
      'unknown',
      'yes',
    ],
    ['RUN apk add git', 'unknown', 'yes'],
    ['RUN mamba install -y nbgitpuller git=2.43', 'yes', 'yes'],
    ['RUN apt-get install -y git-lfs # buildkit', 'unknown', 'unknown'],
    ['RUN apt-get install -y curl && git clone https://example.org/x', 'unknown', 'unknown'],
    ['COPY environment.yml /srv/ # buildkit', 'unknown', 'unknown'],
  ])('layer %j: nbgitpuller %s, git %s', (instruction, nbgitpuller, git) => {
    expect(check({ instructions: [instruction] })).toMatchObject({ nbgitpuller, git });
  });

  it('is found out in no time, whatever an image says', () => {
    const endless = { entrypoint: Array<string>(200_000).fill('tini'), instructions: ['add '.repeat(5000)] };
    expect(check(endless)).toMatchObject({ entrypoint: 'yes', git: 'unknown' });
  });

  it('a variable of nbgitpuller is a sign of it', () => {
    expect(check({ variables: ['PATH', 'NBGITPULLER_DEPTH'] }).nbgitpuller).toBe('yes');
  });
});
