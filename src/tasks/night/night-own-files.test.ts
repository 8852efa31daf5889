import { describe, expect, test } from 'vitest';
import { detailOf } from '../../core/details.ts';
import type { HubCheck } from '../../core/health/observations.ts';
import { fail, ok } from '../../core/result.ts';
import { parseSound } from '../../core/site/harbour.fixture.ts';
import { checkOwnFiles } from './night-own-files.ts';

const manifest = (lite = '', content = '') => `version: 1
site: {title: Harbour, url: "https://example.org/", language: en}
hubs:
  lite: {type: jupyterlite, url: "https://lite.example.org"${lite}}
  binder: {type: binderhub, url: "https://mybinder.org"}
environments:
  python: {image: quay.io/course/python, tag: "2", binder: {repository: "https://github.com/course/binder", ref: v2}}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
${content}`;

const FILES: Readonly<Record<string, readonly string[]>> = {
  'https://github.com/course/tides': ['a.ipynb', 'Week 1/b.ipynb'],
  'https://github.com/course/moon': ['a.ipynb'],
};

/** The answer of a night, and what the site was asked for. */
async function ask(text: string, answer: (files: readonly string[]) => HubCheck) {
  const catalog = parseSound(text);
  const hub = catalog.hubs.find(({ id }) => id === 'lite');
  if (hub === undefined) throw new Error('no site of its own');
  const asked: string[] = [];
  const check = await checkOwnFiles(
    {
      repositories: {
        read: async (repository) => {
          const paths = FILES[repository];
          const commit = 'c'.repeat(40);
          return paths === undefined
            ? fail({ kind: 'unreachable', detail: detailOf('refused', { host: 'github.com' }) })
            : ok({
                snapshot: { repository, ref: 'main', commit, gitDir: '', isFromCache: false },
                files: paths.map((path) => ({ path, kind: 'file', blobId: path })),
              });
        },
      },
      listNotebooks: async (_content, files) => files.map(({ path }) => path),
      hubs: {
        checkHub: async (_hub, files = []) => {
          asked.push(...files);
          return answer(files);
        },
      },
    },
    catalog,
    hub,
  );
  return { check, asked };
}

const lacks =
  (...missing: readonly string[]) =>
  (files: readonly string[]): HubCheck => ({
    kind: 'healthy',
    missing: files.filter((file) => missing.includes(file)),
  });

const MOON = `  moon: {title: Moon, repository: "https://github.com/course/moon", branch: main, environment: python}
`;

describe('a site with files of its own', () => {
  test('is asked for each notebook, and those that it lacks are named by their contents', async () => {
    const { check, asked } = await ask(manifest(), lacks('Week 1/b.ipynb'));
    expect(asked).toEqual(['a.ipynb', 'Week 1/b.ipynb']);
    expect(check).toEqual({ kind: 'healthy', missing: ['tides/Week 1/b.ipynb'] });
  });

  test('is asked below its folder, and once for a file that two contents have', async () => {
    const { check, asked } = await ask(manifest(', parent_path: course', MOON), lacks('course/a.ipynb'));
    expect(asked).toEqual(['course/a.ipynb', 'course/Week 1/b.ipynb']);
    expect(check).toEqual({ kind: 'healthy', missing: ['tides/a.ipynb', 'moon/a.ipynb'] });
  });

  test.each([
    ['the content', '    hubs: [binder]\n', []],
    ['a notebook', '    notebooks: {a.ipynb: {hubs: [binder]}}\n', ['Week 1/b.ipynb']],
    ['all notebooks but one', '    hubs: [binder]\n    notebooks: {a.ipynb: {hubs: [lite]}}\n', ['a.ipynb']],
  ])('is not asked for what it does not offer: %s has other hubs', async (_name, content, expected) => {
    const { check, asked } = await ask(manifest('', content), lacks());
    expect(asked).toEqual(expected);
    expect(check).toEqual({ kind: 'healthy', missing: [] });
  });

  test('is asked for the notebooks that the manifest names where their repository is away', async () => {
    const away = manifest('', '    notebooks: {a.ipynb: {title: A}}\n').replace(
      'course/tides',
      'course/gone',
    );
    const { check, asked } = await ask(away, lacks('a.ipynb'));
    expect(asked).toEqual(['a.ipynb']);
    expect(check).toEqual({ kind: 'healthy', missing: ['tides/a.ipynb'] });
  });

  test.each<HubCheck>([
    { kind: 'unreachable', detail: detailOf('refused', { host: 'lite.example.org' }) },
    { kind: 'unhealthy', detail: detailOf('refused', { host: 'lite.example.org' }) },
    { kind: 'healthy' },
  ])('tells what it answers otherwise as it is: %j', async (answer) => {
    expect((await ask(manifest(), () => answer)).check).toEqual(answer);
  });
});
