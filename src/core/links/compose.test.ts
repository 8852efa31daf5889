import { describe, expect, test } from 'vitest';
import type { Hub } from '../catalog/types.ts';
import { composeLaunch } from './compose.ts';
import type { LaunchRequest } from './types.ts';

const binderHub: Hub = {
  id: 'mybinder',
  type: 'binderhub',
  url: 'https://mybinder.org',
  title: 'mybinder.org',
  signIn: false,
};
const jupyterHub: Hub = {
  id: 'class',
  type: 'jupyterhub',
  url: 'https://hub.example.org',
  title: 'Class hub',
  environments: ['env'],
  parentPath: '',
  signIn: true,
};
const hubLaunch: LaunchRequest = {
  hub: jupyterHub,
  repository: 'https://github.com/org/course',
  branch: 'main',
  path: 'index.ipynb',
};
const binderLaunch: LaunchRequest = {
  ...hubLaunch,
  hub: binderHub,
  binder: { repository: 'https://github.com/org/env', ref: 'v1.0' },
};

const HUB = 'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Forg%2Fcourse';
const BINDER =
  'https://mybinder.org/v2/gh/org/env/v1.0?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26branch%3Dmain%26urlpath%3Dlab%252Ftree%252Fcourse%252F';

function compose(request: LaunchRequest): string {
  const result = composeLaunch(request);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value.url;
}

describe('a JupyterHub link', () => {
  test.each<[string, Partial<LaunchRequest>, string]>([
    ['plain', {}, `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`],
    [
      'spaces',
      { path: 'Week 1/My Notebook.ipynb' },
      `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourse%2FWeek%25201%2FMy%2520Notebook.ipynb`,
    ],
    [
      'all that has a meaning in addresses',
      { path: 'a#b 50%&c+d?.ipynb' },
      `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Fa%2523b%252050%2525%2526c%252Bd%253F.ipynb`,
    ],
    ['a folder', { path: 'week1/' }, `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Fweek1`],
    ['the whole repository', { path: '' }, `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourse`],
    [
      'a branch with #',
      { branch: 'issue#12' },
      `${HUB}&branch=issue%2312&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
    ],
    [
      'slashes and .git at the end on GitHub',
      { repository: 'https://github.com/org/course.git//' },
      `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
    ],
    [
      '.git on another host',
      { repository: 'https://git.example.org/grp/sub/course.git' },
      'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgit.example.org%2Fgrp%2Fsub%2Fcourse.git&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&targetPath=course',
    ],
    [
      'a target path',
      { targetPath: 'courses/2026/course' },
      `${HUB}&branch=main&urlpath=lab%2Ftree%2Fcourses%2F2026%2Fcourse%2Findex.ipynb&targetPath=courses%2F2026%2Fcourse`,
    ],
    [
      'a hub with a path prefix and a parent path',
      { hub: { ...jupyterHub, url: 'https://example.org/jupyter', parentPath: 'my courses' } },
      'https://example.org/jupyter/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Forg%2Fcourse&branch=main&urlpath=lab%2Ftree%2Fmy%2520courses%2Fcourse%2Findex.ipynb',
    ],
    [
      'a hidden repository',
      { repository: 'https://git.example.org/org/.github' },
      'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgit.example.org%2Forg%2F.github&branch=main&urlpath=lab%2Ftree%2Fgithub%2Findex.ipynb&targetPath=github',
    ],
    [
      'an ssh address',
      { repository: 'git@git.example.org:course.git' },
      'https://hub.example.org/hub/user-redirect/git-pull?repo=git%40git.example.org%3Acourse.git&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&targetPath=course',
    ],
    [
      'a folder per ref',
      { branch: 'spring-2026', hasFolderPerRef: true },
      `${HUB}&branch=spring-2026&urlpath=lab%2Ftree%2Fcourse-spring-2026%2Findex.ipynb&targetPath=course-spring-2026`,
    ],
    [
      'a named server',
      { serverName: 'gpu' },
      'https://hub.example.org/hub/user-redirect/gpu/git-pull?repo=https%3A%2F%2Fgithub.com%2Forg%2Fcourse&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb',
    ],
    [
      'LTI on a hub with a prefix',
      { isLtiLaunch: true, hub: { ...jupyterHub, url: 'https://example.org/jupyter/' } },
      'https://example.org/jupyter/hub/lti/launch?next=%2Fjupyter%2Fhub%2Fuser-redirect%2Fgit-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26branch%3Dmain%26urlpath%3Dlab%252Ftree%252Fcourse%252Findex.ipynb',
    ],
    [
      'a profile',
      { spawn: { values: { profile: 'gpu' }, isPrefixed: true } },
      'https://hub.example.org/hub/spawn?opt-profile=gpu&next=%2Fhub%2Fuser-redirect%2Fgit-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26branch%3Dmain%26urlpath%3Dlab%252Ftree%252Fcourse%252Findex.ipynb',
    ],
  ])('%s', (_name, change, url) => {
    expect(compose({ ...hubLaunch, ...change })).toBe(url);
  });

  test('two refs never share a folder of their own', () => {
    const folders = ['a/b', 'a-b', 'a#b', 'ä', 'ö'].map((branch) =>
      new URL(compose({ ...hubLaunch, branch, hasFolderPerRef: true })).searchParams.get('targetPath'),
    );
    expect(new Set(folders).size).toBe(folders.length);
  });
});

describe('a Binder link', () => {
  test.each<[string, Partial<LaunchRequest>, string]>([
    ['plain', {}, `${BINDER}index.ipynb`],
    ['spaces', { path: 'Week 1/My Notebook.ipynb' }, `${BINDER}Week%2525201%252FMy%252520Notebook.ipynb`],
    [
      'all that has a meaning in addresses, with the guard',
      { path: 'a#b 50%&c+d?.ipynb' },
      `${BINDER}a%252523b%25252050%252525%252526c%25252Bd%25253F.ipynb&_=%FF`,
    ],
    [
      'letters beyond ASCII',
      { path: 'Übung/日本.ipynb' },
      `${BINDER}%2525C3%25259Cbung%252F%2525E6%252597%2525A5%2525E6%25259C%2525AC.ipynb`,
    ],
    [
      'a branch with #',
      { branch: 'issue#12' },
      `${BINDER.replace('branch%3Dmain', 'branch%3Dissue%252312')}index.ipynb&_=%FF`,
    ],
  ])('%s', (_name, change, url) => {
    expect(compose({ ...binderLaunch, ...change })).toBe(url);
  });

  test.each<[string, string, string]>([
    ['https://github.com/org/env', 'v1.0', 'gh/org/env/v1.0'],
    ['https://github.com/org/env.git', 'env/2026#1', 'gh/org/env/env/2026%231'],
    ['https://github.com/org/env', 'refs/heads/main', 'gh/org/env/main'],
    ['https://gitlab.com/grp/sub/env.git/', 'feature/x', 'gl/grp%2Fsub%2Fenv/feature/x'],
    [
      'https://codeberg.org/org/env',
      'refs/heads/main',
      'git/https%3A%2F%2Fcodeberg.org%2Forg%2Fenv/refs/heads/main',
    ],
    ['https://git.example.org/env.git', '50%', 'git/https%3A%2F%2Fgit.example.org%2Fenv.git/50%25'],
    ['https://gist.github.com/someone/0123abcd', 'HEAD', 'gist/someone/0123abcd/HEAD'],
    ['https://zenodo.org/records/3242074', 'v1', 'zenodo/10.5281/zenodo.3242074/'],
    ['https://doi.org/10.5281/zenodo.3242074', 'v1', 'zenodo/10.5281/zenodo.3242074/'],
    [
      'https://figshare.com/articles/dataset/Some_title/9782777/3',
      'v1',
      'figshare/10.6084/m9.figshare.9782777.v3/',
    ],
    ['https://figshare.com/articles/Some_title/9782777', 'v1', 'figshare/10.6084/m9.figshare.9782777/'],
    [
      'https://www.hydroshare.org/resource/142c59757ed54de1816777828c9716e7/',
      'v1',
      'hydroshare/142c59757ed54de1816777828c9716e7/',
    ],
    ['https://doi.org/10.7910/DVN/TJCLKP', 'v1', 'dataverse/10.7910/DVN/TJCLKP/'],
    [
      'https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/TJCLKP',
      'v1',
      'dataverse/10.7910/DVN/TJCLKP/',
    ],
    [
      'https://demo.ckan.org/dataset/sample-dataset-1',
      'v1',
      'ckan/https%3A%2F%2Fdemo.ckan.org%2Fdataset%2Fsample-dataset-1/',
    ],
  ])('an environment at %s, %s', (repository, ref, spec) => {
    const url = compose({ ...binderLaunch, binder: { repository, ref } });
    expect(url.slice(0, url.indexOf('?'))).toBe(`https://mybinder.org/v2/${spec}`);
  });

  test('keeps the path prefix of the hub', () => {
    const hub = { ...binderHub, url: 'https://notebooks.example.org/services/binder/' };
    expect(compose({ ...binderLaunch, hub })).toMatch(
      /^https:\/\/notebooks\.example\.org\/services\/binder\/v2\/gh\/org\/env\/v1\.0\?urlpath=git-pull/,
    );
  });
});

describe('applications', () => {
  test.each<[string, string, string]>([
    ['lab', 'a b.ipynb', 'lab/tree/course/a%20b.ipynb'],
    ['notebook', 'a.ipynb', 'notebooks/course/a.ipynb'],
    ['notebook', '', 'tree/course'],
    ['notebook', 'week1/', 'tree/course/week1'],
    ['notebook', 'notes.md', 'edit/course/notes.md'],
    ['classic', 'a.ipynb', 'nbclassic/notebooks/course/a.ipynb'],
    ['classic', '', 'nbclassic/tree/course'],
    ['rstudio', 'a.Rmd', 'rstudio/'],
    ['shiny', 'apps/bus/', 'shiny/course/apps/bus/'],
    ['shiny', 'apps/bus/app.R', 'shiny/course/apps/bus/'],
    ['shiny', '', 'shiny/course/'],
    ['voila', 'a.ipynb', 'voila/render/course/a.ipynb'],
    ['doc/tree/{path}', 'a$&.ipynb', 'doc/tree/course/a%24%26.ipynb'],
    ['vscode/?folder=/home/jovyan/{path}', 'a b/', 'vscode/?folder=/home/jovyan/course/a%20b'],
  ])('%s opens %j at %s', (app, path, urlpath) => {
    expect(new URL(compose({ ...hubLaunch, app, path })).searchParams.get('urlpath')).toBe(urlpath);
  });

  test("a JupyterHub's own app wins, on a BinderHub the environment's does", () => {
    const onHub = compose({ ...hubLaunch, hub: { ...jupyterHub, app: 'notebook' }, app: 'lab' });
    expect(onHub).toContain('urlpath=notebooks%2F');
    const onBinder = compose({ ...binderLaunch, hub: { ...binderHub, app: 'notebook' }, app: 'lab' });
    expect(onBinder).toContain('lab%252Ftree');
  });
});

describe('what is refused', () => {
  const COMMIT = '0123456789abcdef0123456789abcdef01234567';
  test.each<[Partial<LaunchRequest>, string]>([
    [{ repository: 'https://user:hunter2@github.com/org/course' }, 'credentials'],
    [{ repository: 'https://hunter2@github.com/org/course' }, 'credentials'],
    [{ repository: 'ssh://git:hunter2@git.example.org/org/course' }, 'credentials'],
    [{ repository: 'https://github.com/org/course/tree/main' }, 'tree-address'],
    [{ repository: 'https://github.com/org/course/blob/main/a.ipynb' }, 'tree-address'],
    [{ repository: 'https://gitlab.com/grp/sub/course/-/tree/main' }, 'tree-address'],
    [{ repository: 'https://codeberg.org/org/course/src/branch/main' }, 'tree-address'],
    [{ repository: 'https://github.com/org/course?tab=readme' }, 'bad-repository'],
    [{ repository: 'https://github.com/' }, 'bad-repository'],
    [{ repository: 'http://git.example.org/org/course' }, 'bad-repository'],
    [{ repository: 'file:///srv/course' }, 'bad-repository'],
    [{ repository: 'javascript:alert(1)' }, 'bad-repository'],
    [{ repository: '--upload-pack=x' }, 'bad-repository'],
    [{ repository: 'https://git.example.org/a b' }, 'bad-repository'],
    [{ repository: 'https://git.example.org/a\0b' }, 'bad-repository'],
    [{ branch: COMMIT }, 'commit-as-branch'],
    [{ branch: COMMIT.toUpperCase() }, 'commit-as-branch'],
    [{ branch: 'refs/heads/main' }, 'bad-ref'],
    [{ branch: '' }, 'bad-ref'],
    [{ branch: '-x' }, 'bad-ref'],
    [{ branch: 'a b' }, 'bad-ref'],
    [{ branch: 'a..b' }, 'bad-ref'],
    [{ branch: 'a.lock' }, 'bad-ref'],
    [{ branch: 'a//b' }, 'bad-ref'],
    [{ branch: 'a~1' }, 'bad-ref'],
    [{ branch: '@' }, 'bad-ref'],
    [{ branch: 'HEAD' }, 'bad-ref'],
    [{ branch: '\ud800' }, 'bad-ref'],
    [{ path: '../x.ipynb' }, 'bad-path'],
    [{ path: 'a/./x.ipynb' }, 'bad-path'],
    [{ path: '/x.ipynb' }, 'bad-path'],
    [{ path: 'a//x.ipynb' }, 'bad-path'],
    [{ path: 'a\\x.ipynb' }, 'bad-path'],
    [{ path: 'a\nx.ipynb' }, 'bad-path'],
    [{ path: 'a\0x.ipynb' }, 'bad-path'],
    [{ path: '\ud800.ipynb' }, 'bad-path'],
    [{ path: '.github/x.ipynb' }, 'hidden-folder'],
    [{ path: 'a/.x.ipynb' }, 'hidden-folder'],
    [{ path: 'a.ipynb/x.ipynb' }, 'notebook-folder'],
    [{ path: 'a.ipynb/' }, 'notebook-folder'],
    [{ targetPath: '.hidden' }, 'hidden-folder'],
    [{ targetPath: '../up' }, 'bad-path'],
    [{ targetPath: '' }, 'bad-path'],
    [{ targetPath: 'a ' }, 'bad-path'],
    [{ targetPath: 'a.ipynb' }, 'notebook-folder'],
    [{ app: 'jupyter' }, 'bad-app'],
    [{ app: 'https://evil.example/{path}' }, 'bad-app'],
    [{ app: '//evil.example/{path}' }, 'bad-app'],
    [{ app: '../{path}' }, 'bad-app'],
    [{ app: 'constructor' }, 'bad-app'],
    [{ hub: { ...jupyterHub, url: 'http://hub.example.org' } }, 'bad-hub'],
    [{ hub: { ...jupyterHub, url: 'https://a:b@hub.example.org' } }, 'credentials'],
    [{ hub: { ...jupyterHub, url: 'https://hub.example.org/?x' } }, 'bad-hub'],
    [{ hub: { ...jupyterHub, parentPath: '.x' } }, 'hidden-folder'],
    [{ serverName: '../x' }, 'bad-server-name'],
    [{ spawn: { values: {}, isPrefixed: true } }, 'bad-spawn-options'],
    [{ spawn: { values: { next: 'x' }, isPrefixed: true } }, 'bad-spawn-options'],
    [{ path: `${'é'.repeat(3_000)}.ipynb` }, 'too-long'],
    [{ hub: binderHub }, 'no-binder-repository'],
    [{ hub: binderHub, binder: { repository: 'https://github.com/org', ref: 'x' } }, 'bad-binder-repository'],
    [{ hub: binderHub, binder: { repository: 'git@github.com:org/env', ref: 'x' } }, 'ssh-address'],
    [{ hub: binderHub, binder: { repository: 'https://github.com/org/env', ref: 'a b' } }, 'bad-ref'],
    [
      {
        hub: binderHub,
        binder: { repository: 'https://github.com/org/env', ref: 'v1' },
        repository: 'git@github.com:org/course',
      },
      'ssh-address',
    ],
  ])('%j as %s', (change, code) => {
    const result = composeLaunch({ ...hubLaunch, ...change });
    expect(result).toMatchObject({ ok: false, failure: { code: `link/${code}` } });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});

test.each<[Partial<LaunchRequest>, string]>([
  [{ path: 'a#b.ipynb' }, 'names-guarded'],
  [{ app: 'rstudio' }, 'app-ignores-path'],
  [{ branch: 'deadbeef1' }, 'branch-like-commit'],
  [{ binder: { repository: 'https://codeberg.org/o/r', ref: 'main' } }, 'ambiguous-ref'],
  [{ hub: { ...binderHub, url: 'https://gke.mybinder.org' } }, 'retired-hub'],
  [{ hub: jupyterHub, serverName: 'gpu' }, 'named-server'],
  [{ hub: jupyterHub, repository: 'git@git.example.org:a/b' }, 'needs-ssh-key'],
])('%j composes with the warning %s', (change, code) => {
  const result = composeLaunch({ ...binderLaunch, ...change });
  expect(result.ok ? result.value.warnings.map((warning) => warning.code) : result).toEqual([`link/${code}`]);
});
