import { describe, expect, test } from 'vitest';
import { buildSourceUrls } from '../../src/core/addresses/source-urls.ts';
import { checkRepositoryUrl } from '../../src/core/catalog/fields/urls.ts';
import { composeLaunch } from '../../src/core/links/compose.ts';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { parseNotebookAddress } from '../../src/core/links/notebook-address.ts';
import { checkFetchable } from '../../src/io/git/fetchable-address.ts';

/** What an address is: a repository itself, a page about another address, or neither. */
type Answer = 'repository' | 'neither' | { readonly pageOf: string };

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const REPOSITORIES: readonly string[] = [
  'https://github.com/org/course',
  'https://github.com/org/course.git',
  'https://github.com/org/course/',
  'https://github.com:443/org/course',
  'https://www.github.com/org/course',
  'https://github.com/tree/blob',
  'https://github.com/org/course.wiki.git',
  'https://gitlab.com/group/course',
  'https://gitlab.com/group/sub/deeper/course.git',
  'https://gitlab.com/group/raw/course',
  'https://www.gitlab.com/group/course',
  'https://gitlab.example.org/group/edit/course',
  'https://codeberg.org/org/course',
  'https://codeberg.org/src/raw.git',
  'https://bitbucket.org/team/course',
  'https://bitbucket.org/src/raw',
  'https://bitbucket.example.org/scm/edu/course.git',
  'https://gist.github.com/name/0123456789abcdef0123456789abcdef',
  'https://huggingface.co/spaces/org/course',
  'https://huggingface.co/org/tree',
  'https://git.sr.ht/~name/course',
  'https://dev.azure.com/org/project/_git/course',
  'https://git.example.org/course',
  'https://git.example.org/group/course.git',
  'https://git.example.org:8443/group/sub/course',
  'https://git.example.org/group/raw/course',
  'https://git.example.org/group/tree/course',
  'https://git.example.org/group/edit/course',
  'https://git.example.org/group/blob/course.git',
  'https://git.example.org/group/commits/course',
  'https://git.example.org/group/sub/raw/course',
  'https://git.example.org/group/sub/edit/deeper/course.git',
  'https://git.example.org/group/sub/deeper/tree/course',
  'https://git.example.org/group/src/branch/course',
  'https://git.example.org/gr%C3%BCn/kurs',
  'http://localhost:3000/group/course',
  'http://git.localhost/group/course',
  'http://127.0.0.1:3000/course.git',
  'http://[::1]:3000/group/course',
];

const PAGES: readonly (readonly [address: string, pageOf: string, branch?: string, path?: string])[] = [
  ['https://github.com/org/course/tree/main', 'https://github.com/org/course', 'main'],
  ['https://github.com/org/course/tree/main/unit', 'https://github.com/org/course', 'main', 'unit/'],
  ['https://github.com/org/course/blob/main/a.ipynb', 'https://github.com/org/course', 'main', 'a.ipynb'],
  ['https://github.com/org/course/edit/main/a.ipynb', 'https://github.com/org/course', 'main', 'a.ipynb'],
  ['https://www.github.com/org/course/blob/main/a.ipynb', 'https://github.com/org/course', 'main', 'a.ipynb'],
  [`https://github.com/org/course/commit/${COMMIT}`, 'https://github.com/org/course', COMMIT],
  [
    'https://github.com/org/course/blob/main/src/branch/x/a.py',
    'https://github.com/org/course',
    'main',
    'src/branch/x/a.py',
  ],
  ['https://github.com/org/course/wiki', 'https://github.com/org/course'],
  ['https://github.com/org/course/issues/3', 'https://github.com/org/course'],
  ['https://github.com/org/course/issues?q=is%3Aopen', 'https://github.com/org/course'],
  ['https://github.com/org/course?tab=readme-ov-file', 'https://github.com/org/course'],
  ['https://github.com/org/course#readme', 'https://github.com/org/course'],
  [
    'https://raw.githubusercontent.com/org/course/main/a.ipynb',
    'https://github.com/org/course',
    'main',
    'a.ipynb',
  ],
  [
    'https://nbviewer.org/github/org/course/blob/main/a.ipynb',
    'https://github.com/org/course',
    'main',
    'a.ipynb',
  ],
  ['https://github.dev/org/course/blob/main/a.ipynb', 'https://github.com/org/course', 'main', 'a.ipynb'],
  ['https://nbviewer.org/gist/name/0123456789abcdef', 'https://gist.github.com/name/0123456789abcdef'],
  [
    `https://gist.githubusercontent.com/name/0123456789abcdef/raw/${COMMIT}/a.ipynb`,
    'https://gist.github.com/name/0123456789abcdef',
    COMMIT,
    'a.ipynb',
  ],
  [
    `https://gist.github.com/name/0123456789abcdef/${COMMIT}`,
    'https://gist.github.com/name/0123456789abcdef',
    COMMIT,
  ],
  ['https://gitlab.com/g/s/course/-/tree/main', 'https://gitlab.com/g/s/course', 'main'],
  [
    'https://gitlab.com/g/course/-/blob/main/a.ipynb?ref_type=heads',
    'https://gitlab.com/g/course',
    'main',
    'a.ipynb',
  ],
  ['https://gitlab.com/g/course/-/issues', 'https://gitlab.com/g/course'],
  ['https://gitlab.com/g/course/-/wikis/home', 'https://gitlab.com/g/course'],
  [
    'https://codeberg.org/org/course/src/branch/main/a.ipynb',
    'https://codeberg.org/org/course',
    'main',
    'a.ipynb',
  ],
  ['https://codeberg.org/org/course/wiki/Home', 'https://codeberg.org/org/course'],
  [
    'https://bitbucket.org/team/course/src/main/a.ipynb',
    'https://bitbucket.org/team/course',
    'main',
    'a.ipynb',
  ],
  ['https://bit.example.org/projects/EDU/repos/course/', 'https://bit.example.org/scm/edu/course.git'],
  [
    'https://bit.example.org/users/name/repos/course/browse/a.ipynb?at=refs%2Fheads%2Fmain',
    'https://bit.example.org/scm/~name/course.git',
    'main',
    'a.ipynb',
  ],
  [
    `https://bit.example.org/projects/EDU/repos/course/commits/${COMMIT}`,
    'https://bit.example.org/scm/edu/course.git',
    COMMIT,
  ],
  ['https://huggingface.co/spaces/org/course/tree/main', 'https://huggingface.co/spaces/org/course', 'main'],
  [
    'https://git.sr.ht/~name/course/tree/main/item/a.ipynb',
    'https://git.sr.ht/~name/course',
    'main',
    'a.ipynb',
  ],
  [
    'https://dev.azure.com/org/project/_git/course?path=/a.ipynb&version=GBmain',
    'https://dev.azure.com/org/project/_git/course',
    'main',
    'a.ipynb',
  ],
  [
    'https://git.example.org/course.git/tree/a.ipynb?h=main',
    'https://git.example.org/course.git',
    'main',
    'a.ipynb',
  ],
  ['https://git.example.org/org/course/tree/main', 'https://git.example.org/org/course', 'main'],
  [
    'https://git.example.org/org/course/raw/main/a.ipynb',
    'https://git.example.org/org/course',
    'main',
    'a.ipynb',
  ],
  [
    'https://git.example.org/git/org/course/src/tag/v1/a.ipynb',
    'https://git.example.org/git/org/course',
    'v1',
    'a.ipynb',
  ],
];

const NEITHER: readonly string[] = [
  'https://github.com',
  'https://github.com/',
  'https://github.com/org',
  'https://codeberg.org/org/',
  'https://git.example.org/',
  'http://git.example.org/org/course',
  'https://me@git.example.org/org/course',
  'https://git.example.org/org/a course',
  'file:///srv/course',
  'ext::sh',
  '../course',
];

const HUB = {
  id: 'hub',
  title: 'Hub',
  type: 'jupyterhub',
  url: 'https://hub.example.edu',
  environments: [],
  parentPath: '',
  signIn: true,
} as const;

function askManifest(address: string): Answer {
  const problem = checkRepositoryUrl(address, 'branch');
  if (problem === undefined) return 'repository';
  const isAboutPage = /more parts|"\?" or "#"|a page/.test(problem.message);
  return isAboutPage ? { pageOf: problem.replacement ?? '' } : 'neither';
}

function askComposer(address: string): Answer {
  const composed = composeLaunch({ hub: HUB, repository: address, branch: 'main', path: '' });
  if (composed.ok) return 'repository';
  if (!/page about|"\?" or "#"/.test(composed.failure.message)) return 'neither';
  // The composer names the repository of a page; the builder below is asked for that of a query.
  const named = /write (https?:\S+) and/.exec(composed.failure.message)?.[1];
  return { pageOf: named ?? address.replace(/[?#].*$/, '') };
}

function askBuilder(address: string): Answer {
  const parsed = parseNotebookAddress(address);
  if (!parsed.ok) return 'neither';
  const { repository, branch, path } = parsed.value;
  const { repository: itself } = parseRepository(address);
  return branch === undefined && path === '' && repository === itself ? 'repository' : { pageOf: repository };
}

/** The address as links write it, where it is a repository's. */
function parseRepository(address: string): { repository?: string } {
  const composed = composeLaunch({ hub: HUB, repository: address, branch: 'main', path: '' });
  const repository = composed.ok ? new URL(composed.value.url).searchParams.get('repo') : null;
  return repository === null ? {} : { repository };
}

function askExplain(address: string): Answer {
  const query = new URLSearchParams({ repo: address, branch: 'main', urlpath: 'lab/tree/course' });
  const explained = explainLink(`https://hub.example.edu/hub/user-redirect/git-pull?${query}`);
  const fault = explained.faults.find(({ code }) =>
    ['link/bad-repository', 'link/tree-address', 'link/credentials'].includes(code),
  );
  if (fault === undefined) return 'repository';
  const corrected =
    explained.corrected === undefined ? null : new URL(explained.corrected).searchParams.get('repo');
  if (corrected !== null) return { pageOf: corrected };
  // A page with a path of its own gives no link: what follows the branch may belong to it.
  return fault.code === 'link/tree-address' || /"\?"/.test(fault.message) ? { pageOf: '' } : 'neither';
}

function askGit(address: string): Answer {
  const checked = checkFetchable(address);
  if (checked.ok) return 'repository';
  const page = /is a page about a repository; write (\S+)\.$/.exec(checked.failure.message)?.[1];
  if (page !== undefined) return { pageOf: page };
  return /must not have a "\?"/.test(checked.failure.message)
    ? { pageOf: address.replace(/[?#].*$/, '') }
    : 'neither';
}

describe('the address of a repository', () => {
  test.each(REPOSITORIES)('%s is one for all', (address) => {
    for (const ask of [askManifest, askComposer, askBuilder, askExplain, askGit]) {
      expect(ask(address), ask.name).toBe('repository');
    }
  });

  test.each(PAGES.map(([address, pageOf, branch, path = '']) => ({ address, pageOf, branch, path })))(
    '$address is a page about it for all',
    ({ address, pageOf, branch, path }) => {
      for (const ask of [askManifest, askComposer, askBuilder, askGit]) {
        expect(ask(address), ask.name).toEqual({ pageOf });
      }
      expect([{ pageOf }, { pageOf: '' }]).toContainEqual(askExplain(address));
      const read = parseNotebookAddress(address);
      expect(read.ok && [read.value.branch, read.value.path]).toEqual([branch, path]);
      expect(buildSourceUrls(address, 'main', 'a.ipynb')).toBeUndefined();
    },
  );

  test.each(NEITHER)('%s is none for all', (address) => {
    for (const ask of [askManifest, askComposer, askExplain, askGit]) {
      expect(ask(address), ask.name).toBe('neither');
    }
    expect(buildSourceUrls(address, 'main', 'a.ipynb')).toBeUndefined();
  });

  test.each(REPOSITORIES)('links to sources of %s begin with what the link names', (address) => {
    const { repository } = parseRepository(address);
    const page = buildSourceUrls(address, 'main', 'a.ipynb')?.page;
    if (page !== undefined) expect(page.startsWith(`${repository?.replace(/\.git$/, '')}/`)).toBe(true);
    const isKnown = /\/\/(?:www\.)?(?:github\.com|gitlab\.|codeberg\.org|bitbucket\.org)/.test(address);
    expect(page !== undefined).toBe(isKnown);
  });
});

describe('on purpose the answers differ', () => {
  test('of ssh addresses, which a JupyterHub with keys can pull and nobody else', () => {
    for (const address of [
      'git@git.example.org:group/course.git',
      'ssh://git@git.example.org/group/course',
    ]) {
      expect(askComposer(address)).toBe('repository');
      expect(askBuilder(address)).toBe('repository');
      expect(askExplain(address)).toBe('repository');
      expect(checkRepositoryUrl(address)?.code).toBe('manifest/url-ssh');
      expect(checkFetchable(address).ok).toBe(false);
    }
  });

  test('of addresses that people paste without a scheme or with spaces, which the link builder completes', () => {
    const builder = parseNotebookAddress('github.com/org/course/blob/main/a b.ipynb');
    expect(builder).toMatchObject({
      ok: true,
      value: { repository: 'https://github.com/org/course', path: 'a b.ipynb' },
    });
    expect(askManifest('github.com/org/course')).toBe('neither');
    expect(askComposer('github.com/org/course')).toBe('neither');
    expect(askGit('github.com/org/course')).toBe('neither');
  });
});
