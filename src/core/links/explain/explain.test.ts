import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hub } from '../../catalog/types.ts';
import { composeLaunch } from '../compose.ts';
import type { LaunchRequest } from '../types.ts';
import { explainLink } from './explain.ts';
import type { Explanation } from './types.ts';

const HUB = 'https://hub.example.org/hub/user-redirect/git-pull';
const REPO = 'repo=https%3A%2F%2Fgithub.com%2Forg%2Fcourse';
const BINDER = 'https://mybinder.org/v2/gh/org/env/v1.0?urlpath=git-pull%3Frepo%3D';
const INNER = 'https%253A%252F%252Fgithub.com%252Forg%252Fcourse';

/** Codes of the faults, without the area that they share. */
function faultsOf(explanation: Explanation): string[] {
  return explanation.faults.map(({ code }) => code.replace('link/', '')).sort();
}

describe("links of nbgitpuller's generator that work", () => {
  test.each<[string, string, Partial<Explanation>]>([
    [
      'H1',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&branch=main`,
      { app: 'lab', path: 'index.ipynb' },
    ],
    [
      'H2',
      `https://example.org/jupyter/hub/user-redirect/git-pull?${REPO}&urlpath=tree%2Fcourse%2Fweek1%2Fintro.ipynb&branch=release%2F2026`,
      { hub: 'https://example.org/jupyter', app: 'notebook', path: 'week1/intro.ipynb' },
    ],
    [
      'H3',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2FWeek+1%2FMy+Notebook.ipynb&branch=main`,
      { path: 'Week 1/My Notebook.ipynb' },
    ],
    [
      'H4',
      `${HUB}?repo=https%3A%2F%2Fgithub.com%2Forg%2Fkurs&urlpath=lab%2Ftree%2Fkurs%2F%C3%9Cbung%2F%E6%97%A5%E6%9C%AC.ipynb&branch=main`,
      { path: 'Übung/日本.ipynb' },
    ],
    [
      'H6',
      `${HUB}?repo=https%3A%2F%2Fgitlab.example.edu%2Fgrp%2Fsub%2Fcourse.git&urlpath=lab%2Ftree%2Fcourse.git%2Findex.ipynb&branch=main`,
      { path: 'index.ipynb', opens: 'lab/tree/course.git/index.ipynb' },
    ],
    [
      'H8',
      `${HUB}?repo=git%40git.example.org%3Agrp%2Fcourse.git&urlpath=lab%2Ftree%2Fcourse.git%2Findex.ipynb&branch=main`,
      { path: 'index.ipynb' },
    ],
    ['H10', `${HUB}?${REPO}&urlpath=rstudio%2F&branch=main`, { app: 'rstudio', path: '' }],
    [
      'H11',
      `${HUB}?${REPO}&urlpath=shiny%2Fcourse%2Fapps%2Fbus%2F&branch=main`,
      { app: 'shiny', path: 'apps/bus/' },
    ],
    ['H12', `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Fweek1&branch=main`, { path: 'week1' }],
    ['H13', `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2F&branch=main`, { path: '' }],
    [
      'H16',
      `https://hub.example.org/hub/user-redirect/gpu/git-pull?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Fa.ipynb&branch=main`,
      { serverName: 'gpu', path: 'a.ipynb' },
    ],
    ['H17', `${HUB}?${REPO}&urlpath=notebooks%2Fcourse%2Findex.ipynb&branch=main`, { app: 'notebook' }],
    [
      'B1',
      `${BINDER}${INNER}%26urlpath%3Dlab%252Ftree%252Fcourse%252Findex.ipynb%26branch%3Dmain`,
      {
        hub: 'https://mybinder.org',
        environment: { provider: 'gh', repository: 'https://github.com/org/env', ref: 'v1.0' },
        content: { repository: 'https://github.com/org/course', branch: 'main' },
        app: 'lab',
        path: 'index.ipynb',
      },
    ],
    [
      'B2',
      `https://mybinder.org/v2/gh/org/env/env/2026.1?urlpath=git-pull%3Frepo%3D${INNER}%26urlpath%3Dlab%252Ftree%252Fcourse%252FWeek%2B1%252FMy%2BNotebook.ipynb%26branch%3Dfeature%252Fx`,
      {
        environment: { provider: 'gh', repository: 'https://github.com/org/env', ref: 'env/2026.1' },
        path: 'Week 1/My Notebook.ipynb',
      },
    ],
    ['B5', `${BINDER}${INNER}%26urlpath%3Drstudio%252F%26branch%3Dmain`, { app: 'rstudio' }],
    [
      'B9',
      `${BINDER}https%253A%252F%252Fgithub.com%252Forg%252Fkurs%26urlpath%3Dlab%252Ftree%252Fkurs%252F%25C3%259Cbung%252F%25E6%2597%25A5%25E6%259C%25AC.ipynb%26branch%3Dmain`,
      { path: 'Übung/日本.ipynb', opens: 'lab/tree/kurs/Übung/日本.ipynb' },
    ],
    [
      'C1',
      'https://hub.example.org/hub/lti/launch?next=%2Fhub%2Fuser-redirect%2Fgit-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26urlpath%3Dlab%252Ftree%252Fcourse%252FWeek%2B1%252Findex.ipynb%26branch%3Dmain',
      { isLtiLaunch: true, path: 'Week 1/index.ipynb' },
    ],
    [
      'of a real course',
      'https://mybinder.org/v2/gh/OGGM/binder/stable?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252FOGGM%252Ftutorials%26urlpath%3Dlab%252Ftree%252Ftutorials%252Fnotebooks%252Fwelcome.ipynb%26branch%3Dstable',
      { path: 'notebooks/welcome.ipynb' },
    ],
    [
      'encoded once less, which is enough for easy names',
      'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull%3Frepo%3Dhttps%3A%2F%2Fgithub.com%2Forg%2Fcourse%26branch%3Dmain%26urlpath%3Dlab%2Ftree%2Fcourse%2Findex.ipynb',
      { path: 'index.ipynb' },
    ],
    [
      'without nbgitpuller',
      'https://mybinder.org/v2/gh/org/course/HEAD?labpath=a%2Fb.ipynb',
      { path: 'a/b.ipynb', opens: 'doc/tree/a/b.ipynb' },
    ],
    ['filepath', 'https://mybinder.org/v2/gh/org/course/HEAD?filepath=a.ipynb', { path: 'a.ipynb' }],
    ['an environment alone', 'https://mybinder.org/v2/gh/org/course/HEAD', { path: '' }],
    [
      'Zenodo',
      'https://mybinder.org/v2/zenodo/10.5281/zenodo.3242074/',
      { environment: { provider: 'zenodo', repository: 'https://doi.org/10.5281/zenodo.3242074' } },
    ],
    [
      'a heading',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb%3F%23Heading&branch=main`,
      { path: 'index.ipynb' },
    ],
  ])('%s', (_name, link, expected) => {
    const explanation = explainLink(link);
    expect(faultsOf(explanation)).toEqual([]);
    expect(explanation).toMatchObject(expected);
    expect(explanation.corrected).toBeUndefined();
  });
});

describe('faulty links', () => {
  const inner = (urlpath: string, rest = '%26branch%3Dmain') =>
    `${BINDER}${INNER}%26urlpath%3D${urlpath}${rest}`;

  test.each<[string, string, string[], Partial<LaunchRequest>]>([
    [
      'H5',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Fa%23b+50%25%26c%2Bd%3F.ipynb&branch=main`,
      ['unencoded-path'],
      { path: 'a#b 50%&c+d?.ipynb' },
    ],
    ['H7', `${HUB}?${REPO}%2F&urlpath=lab%2Ftree%2F%2Findex.ipynb&branch=main`, ['wrong-folder'], {}],
    [
      'H9',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&branch=main&targetPath=courses%2F2026%2Fcourse`,
      ['wrong-folder'],
      { targetPath: 'courses/2026/course' },
    ],
    [
      'H14',
      `${HUB}?${REPO}&urlpath=retro%2Ftree%2Fcourse%2Findex.ipynb&branch=main`,
      ['retired-app'],
      { app: 'notebook' },
    ],
    [
      'C2',
      `https://example.org/jupyter/hub/lti/launch?next=%2Fhub%2Fuser-redirect%2Fgit-pull%3F${encodeURIComponent(`${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&branch=main`)}`,
      ['lti-without-prefix'],
      { isLtiLaunch: true, hub: { ...jupyterHub(), url: 'https://example.org/jupyter' } },
    ],
    [
      'a personal server',
      `https://hub.example.org/user/someone/git-pull?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&branch=main`,
      ['personal-server'],
      {},
    ],
    [
      'git-sync',
      `https://hub.example.org/hub/user-redirect/git-sync?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb&branch=main`,
      ['legacy-endpoint'],
      {},
    ],
    [
      'interact',
      'https://hub.example.org/hub/user-redirect/interact?account=org&repo=course&branch=main&path=index.ipynb',
      ['deprecated-parameter', 'legacy-endpoint'],
      { app: 'notebook' },
    ],
    [
      'app and subPath',
      `${HUB}?${REPO}&branch=main&app=lab&subPath=index.ipynb`,
      ['deprecated-parameter'],
      {},
    ],
    [
      'autodecode',
      `${HUB}?${REPO}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb%3Fautodecode`,
      ['autodecode'],
      {},
    ],
    [
      'a slash in front',
      `${HUB}?${REPO}&branch=main&urlpath=%2Flab%2Ftree%2Fcourse%2Findex.ipynb`,
      ['leading-slash'],
      {},
    ],
    [
      'a plus sign in the branch',
      `${HUB}?${REPO}&branch=c++&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
      ['plus-became-space'],
      { branch: 'c++' },
    ],
    [
      'encoded twice',
      `${HUB}?repo=https%253A%252F%252Fgithub.com%252Forg%252Fcourse&branch=main&urlpath=lab%252Ftree%252Fcourse%252Findex.ipynb`,
      ['double-encoded'],
      {},
    ],
    [
      'the folder forgotten',
      `${HUB}?${REPO}&branch=main&urlpath=lab%2Ftree%2Findex.ipynb`,
      ['wrong-folder'],
      {},
    ],
    [
      'a page as repository',
      `${HUB}?${REPO}%2Ftree%2Fmain&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
      ['missing-branch', 'tree-address', 'wrong-folder'],
      {},
    ],
    [
      'HTML source',
      `${HUB}?${REPO}&amp;branch=main&amp;urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
      ['html-escaped'],
      {},
    ],
    [
      'spaces as they are',
      `${HUB}?${REPO}&branch=main&urlpath=lab/tree/course/My Notebook.ipynb`,
      ['raw-characters'],
      { path: 'My Notebook.ipynb' },
    ],
    [
      'http',
      `http://hub.example.org/hub/user-redirect/git-pull?${REPO}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
      ['not-https'],
      {},
    ],
    [
      '/user-redirect without /hub',
      `https://hub.example.org/user-redirect/git-pull?${REPO}&branch=main&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`,
      ['legacy-route'],
      {},
    ],
    [
      'H9 on a hub with a parent path',
      `${HUB}?${REPO}.git&branch=main&urlpath=lab%2Ftree%2Fclasses%2Fcourse.git%2Findex.ipynb&app=lab&x=&urlPath=y&token=1`,
      ['token'],
      { hub: { ...jupyterHub(), parentPath: 'classes' } },
    ],
  ])('%s', (_name, link, faults, change) => {
    expectCorrected(link, faults, { ...hubLaunch(), ...change });
  });

  test.each<[string, string, string[], Partial<LaunchRequest>]>([
    [
      'B3',
      inner('lab%252Ftree%252Fcourse%252Fa%2523b%2B50%2525%2526c%252Bd%253F.ipynb').replace(
        '/v1.0',
        '/issue%2312',
      ),
      ['decoded-twice', 'unencoded-path'],
      { path: 'a#b 50%&c+d?.ipynb', binder: { repository: 'https://github.com/org/env', ref: 'issue#12' } },
    ],
    [
      'B4',
      `${BINDER}https%253A%252F%252Fgit.example.org%252Fgrp%252Fsub%252Fcourse.git%26urlpath%3Dlab%252Ftree%252Fcourse%252Findex.ipynb%26branch%3Dmain`,
      ['wrong-folder'],
      { repository: 'https://git.example.org/grp/sub/course.git' },
    ],
    [
      'B10',
      inner('lab%252Ftree%252Fcourse%252Findex.ipynb', '%26branch%3Dmain%26targetPath%3Dwork%252Fcourse'),
      ['wrong-folder'],
      { targetPath: 'work/course' },
    ],
    [
      'a branch with #',
      inner('lab%252Ftree%252Fcourse%252Findex.ipynb', '%26branch%3Dissue%252312'),
      ['decoded-twice'],
      { branch: 'issue#12' },
    ],
    [
      'HTML inside, as on a real site',
      `https://mybinder.org/v2/gh/org/env/v1.0?urlpath=git-pull?repo=https%253A%252F%252Fgithub.com%252Forg%252Fcourse%26amp%3Bbranch=main%26amp%3Burlpath=lab%252Ftree%252Fcourse%252Findex.ipynb`,
      ['html-escaped'],
      {},
    ],
    [
      'a retired host',
      inner('lab%252Ftree%252Fcourse%252Findex.ipynb').replace('mybinder.org', 'gke.mybinder.org'),
      ['retired-hub'],
      {},
    ],
    [
      'not encoded at all',
      'https://mybinder.org/v2/gh/org/env/v1.0?urlpath=git-pull?repo=https://github.com/org/course&branch=main&urlpath=lab/tree/course/index.ipynb',
      ['unencoded-query'],
      {},
    ],
    [
      'git with open slashes, as a book theme writes it',
      `https://mybinder.org/v2/git/https://codeberg.org/org/env/main?urlpath=git-pull%3Frepo%3D${INNER}%26branch%3Dmain%26urlpath%3Dlab%252Ftree%252Fcourse%252Findex.ipynb`,
      ['unencoded-repository'],
      { binder: { repository: 'https://codeberg.org/org/env', ref: 'main' } },
    ],
    [
      'gl with open slashes, as another theme writes it',
      `https://mybinder.org/v2/gl/org/env/main?urlpath=git-pull%3Frepo%3D${INNER}%26branch%3Dmain%26urlpath%3Dlab%252Ftree%252Fcourse%252Findex.ipynb`,
      ['unencoded-repository'],
      { binder: { repository: 'https://gitlab.com/org/env', ref: 'main' } },
    ],
    [
      'no ref',
      inner('lab%252Ftree%252Fcourse%252Findex.ipynb').replace('/v1.0', ''),
      ['missing-ref'],
      { binder: { repository: 'https://github.com/org/env', ref: 'HEAD' } },
    ],
  ])('%s', (_name, link, faults, change) => {
    expectCorrected(link, faults, { ...binderLaunch(), ...change });
  });

  test.each<[string, string, string[]]>([
    ['H15: no branch', `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Findex.ipynb`, ['missing-branch']],
    [
      'B8: undefined',
      `https://mybinder.org/v2/gh/org/undefined/v1.0?urlpath=git-pull%3Frepo%3D${INNER}%26urlpath%3Dlab%252Ftree%252Fcourse%252Fa.ipynb%26branch%3Dmain`,
      ['undefined-repository'],
    ],
    [
      'a commit',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Fa.ipynb&branch=${'a1'.repeat(20)}`,
      ['commit-as-branch'],
    ],
    [
      'credentials',
      `${HUB}?repo=https%3A%2F%2Fme%3Ahunter2%40github.com%2Forg%2Fcourse&urlpath=lab%2Ftree%2Fcourse%2Fa.ipynb&branch=main`,
      ['credentials'],
    ],
    [
      'credentials with a slash',
      `${HUB}?repo=https%3A%2F%2Fme%3Aab%2Fhunter2%40github.com%2Forg%2Fcourse&urlpath=lab%2Ftree%2Fcourse%2Fa.ipynb&branch=main`,
      ['bad-repository'],
    ],
    ['credentials of the hub', 'https://me:hunter2@hub.example.org/hub/', ['credentials', 'not-a-launch']],
    [
      'a hidden folder',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2F.github%2Fa.ipynb&branch=main`,
      ['hidden-folder'],
    ],
    [
      'another folder',
      `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fold-name%2Fa.ipynb&branch=main`,
      ['wrong-folder'],
    ],
    ['no repository', `${HUB}?branch=main`, ['missing-repository']],
    [
      'another host',
      'https://hub.example.org/hub/login?next=https%3A%2F%2Fevil.example%2Fhub%2Fuser-redirect%2Fgit-pull',
      ['foreign-next'],
    ],
    ['a provider of an extension', 'https://binder.example.org/v2/rdm/x/main', ['unknown-provider']],
    ['a web page', 'https://example.org/', ['not-a-launch']],
    ['no address', 'hello', ['not-a-link']],
    ['nothing', '', ['not-a-link']],
    ['an address without its beginning', 'mybinder.org/v2/gh/a/b/main', ['not-a-link']],
    ['a script', 'javascript:alert(1)', ['not-a-link']],
    ['a long text', `https://mybinder.org/v2/gh/${'x'.repeat(30_000)}`, ['not-a-link']],
  ])('%s has no correction', (_name, link, faults) => {
    const explanation = explainLink(link);
    expect(faultsOf(explanation)).toEqual(faults);
    expect(explanation.corrected).toBeUndefined();
    expect(JSON.stringify(explanation)).not.toContain('hunter2');
  });

  test.each<[string, string, string]>([
    [
      'labpath with #',
      'https://mybinder.org/v2/gh/org/course/main?labpath=a%23b.ipynb',
      'https://mybinder.org/v2/gh/org/course/main?urlpath=doc%2Ftree%2Fa%2523b.ipynb&_=%FF',
    ],
    [
      '/repo/',
      'https://mybinder.org/repo/org/course/notebooks/a.ipynb',
      'https://mybinder.org/v2/gh/org/course/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2Fa.ipynb',
    ],
    [
      'a retired host',
      'https://ovh.mybinder.org/v2/gh/org/course/main?urlpath=lab/tree/a.ipynb',
      'https://mybinder.org/v2/gh/org/course/main?urlpath=lab%2Ftree%2Fa.ipynb',
    ],
  ])('%s without nbgitpuller', (_name, link, corrected) => {
    const explanation = explainLink(link);
    expect(explanation.faults).not.toEqual([]);
    expect(explanation.corrected).toBe(corrected);
    expect(faultsOf(explainLink(corrected))).toEqual([]);
  });

  test('says what really opens', () => {
    const link = `${HUB}?${REPO}&urlpath=lab%2Ftree%2Fcourse%2Fa%23b.ipynb&branch=main`;
    expect(explainLink(link)).toMatchObject({ path: 'a#b.ipynb', opens: 'lab/tree/course/a' });
  });
});

test.each([
  ['Markdown', (link: string) => `[![Binder](https://mybinder.org/badge_logo.svg)](${link})`],
  ['HTML', (link: string) => `<a class="x" href="${link.replaceAll('&', '&amp;')}">Launch</a>`],
  ['angle brackets', (link: string) => ` <${link}>\n`],
  ['reStructuredText', (link: string) => `.. image:: https://mybinder.org/badge_logo.svg\n :target: ${link}`],
])('finds the link in %s', (_name, wrap) => {
  const link = 'https://mybinder.org/v2/gh/org/course/main?urlpath=lab%2Ftree%2Fa.ipynb&x=1';
  expect(explainLink(wrap(link))).toMatchObject({ path: 'a.ipynb', hub: 'https://mybinder.org' });
});

describe('explaining what was composed', () => {
  const character = fc.oneof(
    fc.constantFrom(
      ...' #?%+&=;:,@$!*\'"`()[]{}<>|^~-_aZ09',
      '%20',
      '%2F',
      '%23',
      '&amp;',
      'ä',
      'e\u0301',
      '🧊',
      'שלום',
      '日本',
      '\u00a0',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  const name = fc
    .array(character, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''))
    .filter((text) => !/^\.|[\\/\p{Cc}]|\.ipynb$/iu.test(text) && text.isWellFormed());
  const path = fc
    .tuple(fc.array(name, { maxLength: 2 }), name)
    .map(([folders, file]) => [...folders, `${file}.ipynb`].join('/'));
  const branch = fc
    .array(fc.constantFrom(...'/#+%&=;,@$!\'"()<>|-_.aZ09', 'ä', '🧊', '%20'), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''))
    .filter((text) => !/^[-/]|\/$|\/\/|\.\.|@\{|(?:^|\/)\.|\.$|\.lock(?:\/|$)|^@$/.test(text));
  const launch = fc.record({
    repository: fc.constantFrom(
      'https://github.com/org/course',
      'https://git.example.org/grp/sub/course.git',
    ),
    path,
    branch,
    app: fc.constantFrom(
      'lab',
      'notebook',
      'classic',
      'voila',
      'doc/tree/{path}',
      'vscode/?file=/srv/{path}',
      'vscode/?file=/srv/{path}&x=1',
      'my-app/{path}?mode=a#b',
    ),
    targetPath: fc.constantFrom(undefined, 'a#b/c d', 'work'),
    hub: fc.constantFrom<Hub>(binderHub(), jupyterHub(), {
      ...jupyterHub(),
      url: 'https://example.org/a/b',
      parentPath: 'my classes/x#1',
    }),
    binder: fc.constantFrom(
      { repository: 'https://github.com/org/env', ref: 'v1/x#2' },
      { repository: 'https://gitlab.com/grp/sub/env', ref: 'main' },
      { repository: 'https://codeberg.org/org/env', ref: 'refs/heads/main' },
    ),
    isLtiLaunch: fc.boolean(),
  });

  test('gives back every part, and no fault', () => {
    fc.assert(
      fc.property(launch, ({ targetPath, ...rest }) => {
        const request = { ...rest, ...(targetPath === undefined ? {} : { targetPath }) };
        const composed = composeLaunch(request);
        if (!composed.ok) throw new Error(composed.failure.message);
        const explanation = explainLink(composed.value.url);
        expect(explanation.faults).toEqual([]);
        expect(explanation).toMatchObject({
          kind: request.hub.type,
          hub: request.hub.url,
          path: request.path,
          content: { branch: request.branch, repository: request.repository },
        });
        const parentPath = request.hub.type === 'jupyterhub' ? request.hub.parentPath : '';
        // A template is any text, so it is unknown where it ends and a parent path begins.
        const isUnknownApp = /[?]/.test(request.app);
        if (!isUnknownApp || parentPath === '') {
          expect(explanation.app).toBe(request.app);
          expect(explanation.content?.parentPath ?? '').toBe(parentPath);
        }
        if (request.hub.type === 'binderhub') {
          expect(explanation.environment).toMatchObject(request.binder);
        } else {
          expect(explanation.isLtiLaunch === true).toBe(request.isLtiLaunch);
        }
        if (targetPath !== undefined) expect(explanation.content?.targetPath).toBe(targetPath);
      }),
      { numRuns: 500 },
    );
  });

  test('never throws, and its corrections have no errors', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https://mybinder.org',
        '/v2/',
        'gh/',
        'gl/',
        'git/',
        'org/env',
        '/main',
        '?urlpath=',
        'git-pull',
        '%3F',
        '?',
        'repo=',
        'https://github.com/org/course',
        'https%3A%2F%2Fgithub.com%2Forg%2Fcourse',
        '&',
        '%26',
        'branch=',
        'branch%3D',
        'urlpath%3D',
        'lab/tree/',
        'lab%2Ftree%2F',
        'course',
        '/a.ipynb',
        '#',
        '%23',
        '%FF',
        '%',
        '+',
        '/hub/user-redirect/',
        '/hub/lti/launch?next=',
        'https://hub.example.org',
        '&amp;',
        '..',
        '@',
        ':',
      ),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (parts) => {
        const { corrected } = explainLink(parts.join(''));
        if (corrected === undefined) return;
        expect(explainLink(corrected).faults.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

function expectCorrected(link: string, faults: string[], request: LaunchRequest): void {
  const explanation = explainLink(link);
  const composed = composeLaunch(request);
  expect(faultsOf(explanation)).toEqual(faults);
  expect(explanation.corrected).toBe(composed.ok ? composed.value.url : composed.failure.message);
  expect(faultsOf(explainLink(explanation.corrected ?? ''))).toEqual([]);
}

function jupyterHub(): Hub {
  return {
    id: 'h',
    type: 'jupyterhub',
    url: 'https://hub.example.org',
    title: 'h',
    environments: [],
    parentPath: '',
    signIn: true,
  };
}

function binderHub(): Hub {
  return { id: 'b', type: 'binderhub', url: 'https://mybinder.org', title: 'b', signIn: false };
}

function hubLaunch(): LaunchRequest {
  return {
    hub: jupyterHub(),
    repository: 'https://github.com/org/course',
    branch: 'main',
    path: 'index.ipynb',
  };
}

function binderLaunch(): LaunchRequest {
  return {
    ...hubLaunch(),
    hub: binderHub(),
    binder: { repository: 'https://github.com/org/env', ref: 'v1.0' },
  };
}

test('a link that was copied without https:// is called that', () => {
  expect(explainLink('mybinder.org/v2/gh/a/b/main').faults[0]?.message).toContain('write https:// in front');
});
