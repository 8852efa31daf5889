import { describe, expect, test } from 'vitest';
import { explainLink } from './explain.ts';
import type { Explanation } from './types.ts';

const ENV = 'https://mybinder.org/v2/gh/org/course/main';
const GIST = '0123456789abcdef0123456789abcdef';

function faultsOf({ faults }: Explanation): string[] {
  return faults.map(({ code }) => code.replace('link/', '')).sort();
}

/** The usual forms of Binder links without nbgitpuller, with application and path of each. */
const USUAL_FORMS: readonly (readonly [string, string | undefined, string])[] = [
  [ENV, undefined, ''],
  [`${ENV}/`, undefined, ''],
  ['https://mybinder.org/v2/gh/org/course/HEAD', undefined, ''],
  ['https://mybinder.org/v2/gh/org/course/feature/x', undefined, ''],
  ['https://mybinder.org/v2/gh/org/course/issue%2312?urlpath=lab', 'lab', ''],
  [`https://mybinder.org/v2/gh/org/course/${'0a'.repeat(20)}`, undefined, ''],
  ['https://mybinder.org/v2/gh/org/course.git/main', undefined, ''],
  [`${ENV}?urlpath=lab`, 'lab', ''],
  [`${ENV}?urlpath=lab/`, 'lab', ''],
  [`${ENV}?urlpath=tree`, 'notebook', ''],
  [`${ENV}?urlpath=/tree/`, 'notebook', ''],
  [`${ENV}?urlpath=rstudio`, 'rstudio', ''],
  [`${ENV}?urlpath=rstudio/`, 'rstudio', ''],
  [`${ENV}?urlpath=shiny/apps/bus/`, 'shiny', 'apps/bus'],
  [`${ENV}?urlpath=voila`, 'voila', ''],
  [`${ENV}?urlpath=voila%2Frender%2Fa%20b.ipynb`, 'voila', 'a b.ipynb'],
  [`${ENV}?urlpath=proxy/8501/`, 'proxy/8501/', ''],
  [`${ENV}?urlpath=desktop/`, 'desktop/', ''],
  [`${ENV}?urlpath=vscode/`, 'vscode/', ''],
  [`${ENV}?urlpath=code-server%2F%3Ffolder%3D%2Fhome%2Fjovyan`, 'code-server/?folder=/home/jovyan', ''],
  [`${ENV}?urlpath=lab/tree/week1/x.ipynb`, 'lab', 'week1/x.ipynb'],
  [`${ENV}?urlpath=lab%2Ftree%2Fweek1`, 'lab', 'week1'],
  [`${ENV}?urlpath=notebooks/x.ipynb`, 'notebook', 'x.ipynb'],
  [`${ENV}?urlpath=doc/tree/x.md`, 'doc/tree/{path}', 'x.md'],
  [`${ENV}?labpath=week1%2Fx.ipynb`, 'doc/tree/{path}', 'week1/x.ipynb'],
  [`${ENV}?filepath=x.ipynb`, 'notebook', 'x.ipynb'],
  [`${ENV}?filepath=week%201/`, 'notebook', 'week 1'],
  [`https://mybinder.org/v2/gist/someone/${GIST}`, undefined, ''],
  [`https://mybinder.org/v2/gist/someone/${GIST}/HEAD?filepath=x.ipynb`, 'notebook', 'x.ipynb'],
  ['https://mybinder.org/v2/gl/group%2Fsub%2Fcourse/main?urlpath=lab', 'lab', ''],
  ['https://mybinder.org/v2/git/https%3A%2F%2Fcodeberg.org%2Forg%2Fcourse/main', undefined, ''],
  ['https://mybinder.org/v2/zenodo/10.5281/zenodo.3242074/?urlpath=lab', 'lab', ''],
  ['https://mybinder.org/v2/figshare/10.26180/5df61fa7c0d9b', undefined, ''],
  ['https://mybinder.org/v2/hydroshare/b8f6eae9d89241cf8b5904033460af61/', undefined, ''],
  ['https://mybinder.org/v2/dataverse/10.5683/SP2/AB12CD/', undefined, ''],
  ['https://mybinder.org/v2/ckan/https%3A%2F%2Fdata.example.org%2Fdataset%2Fharbour/', undefined, ''],
];

describe('a usual link without nbgitpuller', () => {
  test('has one of at least 29 forms', () => expect(USUAL_FORMS.length).toBeGreaterThanOrEqual(29));

  test.each(USUAL_FORMS)('is sound, and kept where only its hub is at fault: %s', (link, app, path) => {
    const explanation = explainLink(link);
    expect(faultsOf(explanation)).toEqual([]);
    expect(explanation.corrected).toBeUndefined();
    expect([explanation.app, explanation.path]).toEqual([app, path]);

    for (const [wrong, fault] of [
      [link.replace('https:', 'http:'), 'not-https'],
      [link.replace('//mybinder.org', '//gke.mybinder.org'), 'retired-hub'],
      [link.replace('.org/v2', '.org//v2'), 'doubled-slash'],
    ] as const) {
      const { corrected, ...rest } = explainLink(wrong);
      expect(faultsOf(rest)).toEqual([fault]);
      // Without a slash that is no part of the name, as the hub reads it.
      expect(decode(corrected)).toBe(decode(link));
    }
  });
});

/** A link with the query decoded and without the slash that BinderHub strips. */
function decode(link: string | undefined): string {
  const url = new URL(link ?? 'https://nothing.invalid');
  const query = [...url.searchParams].map(
    ([name, value]) => `${name}=${decodeURIComponent(value).replace(/^\//, '')}`,
  );
  return [url.origin, url.pathname, ...query].join(' ');
}

describe('other links', () => {
  const HUB = 'https://hub.example.org';
  const PULL = `repo=https%3A%2F%2Fgithub.com%2Fo%2Fr&branch=main&urlpath=lab%2Ftree%2Fr%2Fa.ipynb`;
  const FORMS = '#fancy-forms-config=%7B%22profile%22%3A%22gpu%22%2C%22image%22%3A%22v1%22%7D';
  const SPAWN = `/hub/spawn?next=${encodeURIComponent(`/hub/user-redirect/git-pull?${PULL}`)}`;

  test.each<[string, string, readonly string[], string | undefined]>([
    [
      'the page of a file behind /v2/gh/',
      'https://mybinder.org/v2/gh/o/course/blob/master/week1/a%20b.ipynb',
      ['tree-address'],
      'https://mybinder.org/v2/gh/o/course/master?urlpath=lab%2Ftree%2Fweek1%2Fa%2520b.ipynb',
    ],
    [
      'the page of a branch behind /v2/gh/, with an application',
      'https://mybinder.org/v2/gh/o/course/tree/main?urlpath=rstudio',
      ['tree-address'],
      'https://mybinder.org/v2/gh/o/course/main?urlpath=rstudio',
    ],
    [
      'the page of a folder behind /v2/gh/, which may be part of the branch',
      'https://mybinder.org/v2/gh/o/course/tree/release/2024',
      ['tree-address'],
      undefined,
    ],
    [
      'the page of a file of a repository that is called repo',
      'https://github.com/org/repo/blob/main/notebooks/x.ipynb',
      ['not-a-launch'],
      undefined,
    ],
    [
      'a doubled slash behind the prefix of a hub',
      `${HUB}/jupyter//hub/user-redirect/git-pull?${PULL}`,
      ['doubled-slash'],
      `${HUB}/jupyter/hub/user-redirect/git-pull?${PULL}`,
    ],
    [
      'an application beside the repository',
      `http://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fo%2Fr&branch=main&urlpath=proxy%2F8501%2F`,
      ['not-https'],
      `${HUB}/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fo%2Fr&branch=main&urlpath=proxy%2F8501%2F`,
    ],
    [
      'a pull in an archive of figshare',
      `https://gke.mybinder.org/v2/figshare/10.26180/5df61fa7c0d9b?urlpath=${encodeURIComponent(`git-pull?${PULL}`)}`,
      ['retired-hub'],
      `https://mybinder.org/v2/figshare/10.26180/5df61fa7c0d9b?urlpath=${encodeURIComponent(`git-pull?${PULL}`)}`,
    ],
    [
      'a kind of repository that only the hub knows',
      'http://binder.example.org/v2/rdm/abc/main?urlpath=rstudio',
      ['not-https', 'unknown-provider'],
      'https://binder.example.org/v2/rdm/abc/main?urlpath=rstudio',
    ],
    [
      'choices of fancy-profiles',
      `http://hub.example.org${SPAWN}${FORMS}`,
      ['not-https'],
      `${HUB}${SPAWN}${FORMS}`,
    ],
    [
      'choices of fancy-profiles that are no JSON',
      `${HUB}${SPAWN}#fancy-forms-config=gpu`,
      ['bad-start-form'],
      `${HUB}/hub/user-redirect/git-pull?${PULL}`,
    ],
    ['choices of fancy-profiles alone', `${HUB}/hub/spawn${FORMS}`, [], undefined],
    [
      'choices of fancy-profiles behind the sign-in',
      `${HUB}/hub/login?next=${encodeURIComponent(`/hub/spawn${FORMS}`)}`,
      [],
      undefined,
    ],
    [
      "somebody's server of a JupyterHub",
      `${HUB}/user/ada/lab/tree/a%20b.ipynb`,
      ['personal-server'],
      `${HUB}/hub/user-redirect/lab/tree/a%20b.ipynb`,
    ],
    [
      "somebody's server of mybinder.org",
      'https://hub.mybinder.org/user/o-course-abcd1234/lab/tree/x.ipynb',
      ['personal-server'],
      undefined,
    ],
    [
      "a learning platform's own parameter",
      `${HUB}/hub/lti/launch?custom_next=${encodeURIComponent(`/hub/user-redirect/git-pull?${PULL}`)}`,
      [],
      undefined,
    ],
  ])('%s', (_, link, faults, corrected) => {
    const explanation = explainLink(link);
    expect(faultsOf(explanation)).toEqual(faults);
    expect(explanation.corrected).toBe(corrected);
    if (corrected !== undefined) {
      const errors = explainLink(corrected).faults.filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    }
  });

  test('say what the start page of fancy-profiles is to choose', () => {
    expect(explainLink(`${HUB}${SPAWN}${FORMS}`)).toMatchObject({
      kind: 'jupyterhub',
      path: 'a.ipynb',
      fancyForms: { profile: 'gpu', image: 'v1' },
    });
  });
});
