import { describe, expect, it } from 'vitest';
import { checkBinderPreflight, type ImageSetup } from './binder-preflight.ts';

const check = (setup: Partial<ImageSetup>) =>
  checkBinderPreflight({
    user: '',
    entrypoint: [],
    command: [],
    variables: [],
    labels: {},
    instructions: [],
    ...setup,
  });

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
    [['/srv/start'], 'yes'],
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

  const BUILT_BY_REPO2DOCKER = [
    'ARG NB_UID',
    'RUN |2 NB_USER=jovyan NB_UID=1000 /bin/sh -c groupadd --gid $NB_UID $NB_USER # buildkit',
  ];
  it.each<[string, Partial<ImageSetup>, string]>([
    ['a variable of Jupyter', { user: 'jovyan', notebookUserId: '1000' }, 'yes'],
    ['a variable of Jupyter with a group', { user: 'jovyan:users', notebookUserId: '1100' }, 'no'],
    ['a build argument of repo2docker', { user: 'jovyan', instructions: BUILT_BY_REPO2DOCKER }, 'yes'],
    [
      'the last of several build arguments',
      { user: 'rstudio', instructions: [...BUILT_BY_REPO2DOCKER, 'RUN |1 NB_UID=1100 /bin/sh -c x'] },
      'no',
    ],
    ['root, whatever the variable says', { user: 'root', notebookUserId: '1000' }, 'no'],
    ['a number, whatever the variable says', { user: '1100', notebookUserId: '1000' }, 'no'],
    ['a variable that is no number', { user: 'jovyan', notebookUserId: '' }, 'unknown'],
  ])('the id of a user by %s', (_, setup, expected) => {
    expect(check(setup).user).toBe(expected);
  });

  it('has git where repo2docker built it, and nbgitpuller only where something says so', () => {
    const labels = { 'repo2docker.version': '2026.4.0' };
    expect(check({ labels })).toMatchObject({ git: 'yes', nbgitpuller: 'unknown' });
    expect(check({ labels: { 'org.example.extensions': 'nbgitpuller 1.3' } }).nbgitpuller).toBe('yes');
  });

  it.each<[string[], string[], string]>([
    [['/srv/start'], [], 'no'],
    [['/usr/local/bin/repo2docker-entrypoint'], ['jupyter', 'notebook', '--ip', '0.0.0.0'], 'yes'],
    [['tini', '-g', '--'], ['start-notebook.py'], 'yes'],
    [[], ['/bin/bash'], 'no'],
    [[], ['python3'], 'no'],
    [[], ['python3', '-m', 'jupyterlab'], 'yes'],
    [[], [], 'no'],
    [['/srv/own-entrypoint.sh'], [], 'unknown'],
    [['jupyter', 'lab'], [], 'unknown'],
  ])('entry point %j and command %j: starts a server on its own, %s', (entrypoint, command, expected) => {
    expect(check({ entrypoint, command }).command).toBe(expected);
  });

  it('is found out in no time, whatever an image says', () => {
    const endless = { entrypoint: Array<string>(200_000).fill('tini'), instructions: ['add '.repeat(5000)] };
    expect(check(endless)).toMatchObject({ entrypoint: 'yes', git: 'unknown' });
  });

  it('a variable of nbgitpuller is a sign of it', () => {
    expect(check({ variables: ['PATH', 'NBGITPULLER_DEPTH'] }).nbgitpuller).toBe('yes');
  });
});
