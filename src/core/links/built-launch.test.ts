import { describe, expect, it } from 'vitest';
import { NASTY_BRANCHES, NASTY_PATHS, NASTY_TAGS } from '../../../tests/support/nasty-names.ts';
import type { Hub } from '../catalog/types.ts';
import { composeLaunch } from './compose.ts';
import { openInBrowser, readBinderQuery } from './decode-chain.ts';
import { explainLink } from './explain/explain.ts';

const BINDER: Hub = {
  id: 'b',
  type: 'binderhub',
  url: 'https://binder.example.org/services/binder',
  title: 'B',
  signIn: false,
};
const COURSE = { pull: 'none', repository: 'https://github.com/org/course', branch: 'main' } as const;

function compose(change: { readonly path: string; readonly branch?: string; readonly app?: string }): string {
  const composed = composeLaunch({ hub: BINDER, ...COURSE, ...change });
  if (!composed.ok) throw new Error(composed.failure.message);
  return composed.value.url;
}

describe('a launch of notebooks that are in the image', () => {
  const paths = [...NASTY_PATHS.keys()].filter((path) => !/[\\\p{Cc}]/u.test(path));

  it.each(paths)('opens %j on hubs that decode once and on those that decode twice', (path) => {
    const url = compose({ path });
    for (const hasExtraDecoding of [true, false]) {
      const seen = readBinderQuery(new URL(url).search, hasExtraDecoding);
      expect(seen.kind).toBe('plain');
      expect(openInBrowser(seen.urlpath ?? '')).toEqual({
        path: `lab/tree/${path}`,
        search: '',
        fragment: '',
      });
    }
    expect(explainLink(url)).toMatchObject({ app: 'lab', path, faults: [] });
  });

  it.each([...NASTY_BRANCHES.keys(), ...NASTY_TAGS.keys()])('builds the ref %j', (branch) => {
    const url = compose({ path: 'a.ipynb', branch });
    expect(explainLink(url)).toMatchObject({
      hub: BINDER.url,
      environment: { repository: COURSE.repository, ref: branch },
      faults: [],
    });
  });

  it.each([
    ['notebook', 'a.ipynb', 'notebooks/a.ipynb'],
    ['voila', 'week 1/a.ipynb', 'voila/render/week%201/a.ipynb'],
    ['rstudio', 'a.Rmd', 'rstudio/'],
    ['lab', 'week1/', 'lab/tree/week1'],
    ['lab', '', 'lab/tree/'],
  ])('opens it with %s', (app, path, expected) => {
    expect(new URL(compose({ app, path })).searchParams.get('urlpath')).toBe(expected);
  });

  it('is refused on a JupyterHub', () => {
    const hub: Hub = { ...BINDER, type: 'jupyterhub', environments: [], parentPath: '' };
    expect(composeLaunch({ hub, ...COURSE, path: 'a.ipynb' })).toMatchObject({
      ok: false,
      failure: { code: 'link/needs-nbgitpuller' },
    });
  });
});
