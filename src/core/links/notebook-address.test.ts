import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSourceUrls } from '../addresses/source-urls.ts';
import { parseNotebookAddress } from './notebook-address.ts';

const A = 'Week 1/a#b.ipynb';
const ENCODED = 'Week%201/a%23b.ipynb';

describe('parseNotebookAddress', () => {
  it.each([
    [
      'https://github.com/org/course/blob/main/Week%201/a%23b.ipynb',
      'https://github.com/org/course',
      'main',
      A,
    ],
    ['github.com/org/course/blob/main/a.ipynb', 'https://github.com/org/course', 'main', 'a.ipynb'],
    [
      'https://github.com/org/course/blob/main/a.ipynb?plain=1#L3',
      'https://github.com/org/course',
      'main',
      'a.ipynb',
    ],
    ['https://github.com/org/course/tree/main/Week%201', 'https://github.com/org/course', 'main', 'Week 1/'],
    ['https://github.com/org/course/tree/main', 'https://github.com/org/course', 'main', ''],
    [
      'https://github.com/org/course/raw/refs/heads/main/a.ipynb',
      'https://github.com/org/course',
      'main',
      'a.ipynb',
    ],
    [
      'https://github.com/org/blob/blob/main/blob/a.ipynb',
      'https://github.com/org/blob',
      'main',
      'blob/a.ipynb',
    ],
    ['https://github.com/org/course/issues/3', 'https://github.com/org/course', undefined, ''],
    ['https://github.com/org/course.git', 'https://github.com/org/course', undefined, ''],
    [
      `https://raw.githubusercontent.com/org/course/main/${ENCODED}`,
      'https://github.com/org/course',
      'main',
      A,
    ],
    [
      'https://raw.githubusercontent.com/org/course/refs/tags/v1/a.ipynb',
      'https://github.com/org/course',
      'v1',
      'a.ipynb',
    ],
    [
      `https://nbviewer.org/github/org/course/blob/main/${ENCODED}`,
      'https://github.com/org/course',
      'main',
      A,
    ],
    [
      `https://colab.research.google.com/github/org/course/blob/main/${ENCODED}`,
      'https://github.com/org/course',
      'main',
      A,
    ],
    [
      `https://gitlab.com/group/sub/course/-/blob/main/${ENCODED}`,
      'https://gitlab.com/group/sub/course',
      'main',
      A,
    ],
    [
      'https://gitlab.com/group/sub/course/-/tree/main/x?ref_type=heads',
      'https://gitlab.com/group/sub/course',
      'main',
      'x/',
    ],
    [
      'https://gitlab.example.org/g/s/t/course/-/raw/v1/a.ipynb?inline=false',
      'https://gitlab.example.org/g/s/t/course',
      'v1',
      'a.ipynb',
    ],
    ['https://gitlab.com/group/course/-/issues', 'https://gitlab.com/group/course', undefined, ''],
    [
      `https://codeberg.org/org/course/src/branch/main/${ENCODED}`,
      'https://codeberg.org/org/course',
      'main',
      A,
    ],
    [
      'https://codeberg.org/org/course/raw/tag/v1/a.ipynb',
      'https://codeberg.org/org/course',
      'v1',
      'a.ipynb',
    ],
    [
      'https://example.org/git/org/course/src/branch/main/a.ipynb',
      'https://example.org/git/org/course',
      'main',
      'a.ipynb',
    ],
    [
      'https://bitbucket.org/team/course/src/main/a.ipynb',
      'https://bitbucket.org/team/course',
      'main',
      'a.ipynb',
    ],
    ['https://bitbucket.org/team/course/src/main/x/', 'https://bitbucket.org/team/course', 'main', 'x/'],
    [
      'https://bit.example.org/projects/EDU/repos/course/browse/x/a.ipynb?at=refs%2Fheads%2Ff%2F1',
      'https://bit.example.org/scm/edu/course.git',
      'f/1',
      'x/a.ipynb',
    ],
    [
      'https://git.sr.ht/~name/course/tree/main/item/x/a.ipynb',
      'https://git.sr.ht/~name/course',
      'main',
      'x/a.ipynb',
    ],
    [
      'https://dev.azure.com/org/project/_git/course?path=/x/a%20b.ipynb&version=GBf/1',
      'https://dev.azure.com/org/project/_git/course',
      'f/1',
      'x/a b.ipynb',
    ],
    [
      'https://git.example.org/course.git/tree/x/a.ipynb?h=main',
      'https://git.example.org/course.git',
      'main',
      'x/a.ipynb',
    ],
    ['https://git.example.org/group/course.git', 'https://git.example.org/group/course.git', undefined, ''],
    ['  <https://git.example.org/group/course>  ', 'https://git.example.org/group/course', undefined, ''],
    ['git@git.example.org:group/course.git', 'git@git.example.org:group/course.git', undefined, ''],
    [
      'https://huggingface.co/spaces/org/course/blob/main/a.ipynb',
      'https://huggingface.co/spaces/org/course',
      'main',
      'a.ipynb',
    ],
  ])('reads %s', (address, repository, branch, path) => {
    const parsed = parseNotebookAddress(address);
    if (!parsed.ok) throw new Error(parsed.failure.message);
    expect([parsed.value.repository, parsed.value.branch, parsed.value.path]).toEqual([
      repository,
      branch,
      path,
    ]);
  });

  it('says when a branch could be longer', () => {
    const read = (address: string) => {
      const parsed = parseNotebookAddress(address);
      return parsed.ok && parsed.value.isBranchGuessed;
    };
    expect(read('https://github.com/org/course/blob/feature/x/a.ipynb')).toBe(true);
    expect(read('https://github.com/org/course/blob/main/a.ipynb')).toBe(false);
    expect(read('https://github.com/org/course/tree/release/2024')).toBe(true);
    expect(read('https://gitlab.com/group/sub/course/-/tree/release/2024')).toBe(true);
    expect(read('https://github.com/org/course/tree/main')).toBe(false);
    expect(read('https://git.sr.ht/~name/course/tree/main/item/x/a.ipynb')).toBe(false);
  });

  it.each([
    ['', 'link/bad-repository'],
    ['a notebook', 'link/bad-repository'],
    ['javascript:alert(1)', 'link/bad-repository'],
    ['https://github.com', 'link/bad-repository'],
    ['http://git.example.org/org/course', 'link/bad-repository'],
    ['https://github.com/org/course/blob/main/100%.ipynb', 'link/bad-path'],
    [`https://github.com/org/course/blob/main/${'x'.repeat(8_000)}`, 'link/bad-repository'],
    ['https://SECRET@github.com/org/course', 'link/credentials'],
    ['https://user:SECRET@git.example.org/org/course/src/branch/main/a.ipynb', 'link/credentials'],
    ['https://raw.githubusercontent.com/org/course/main/a.ipynb?token=SECRET', 'link/credentials'],
    ['https://gitlab.com/g/c/-/raw/main/a.ipynb?private_token=SECRET', 'link/credentials'],
    ['ssh://user:SECRET@git.example.org/org/course', 'link/credentials'],
  ])('refuses %s', (address, code) => {
    const parsed = parseNotebookAddress(address);
    expect(parsed).toMatchObject({ ok: false, failure: { code } });
    expect(JSON.stringify(parsed)).not.toContain('SECRET');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })),
        (text) => {
          expect(() => parseNotebookAddress(text)).not.toThrow();
        },
      ),
    );
  });

  it('reads back the addresses that the site itself links to', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((text) => /^[^/.]+$/u.test(text));
    const hosts = ['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org'];
    fc.assert(
      fc.property(
        fc.constantFrom(...hosts),
        fc.array(segment, { minLength: 1, maxLength: 3 }),
        (host, segments) => {
          const repository = `https://${host}/org/course`;
          const path = `${segments.join('/')}.ipynb`;
          const urls = buildSourceUrls(repository, 'main', path);
          for (const address of [urls?.page ?? '', urls?.raw ?? '']) {
            expect(parseNotebookAddress(address)).toMatchObject({
              ok: true,
              value: { repository, branch: 'main', path },
            });
          }
        },
      ),
    );
  });
});
