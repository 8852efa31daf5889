import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignFolders, isSameClone } from './assign-folders.ts';
import type { Content, FolderRecord } from './types.ts';

const HOST = 'https://github.com';

function makeContent(
  id: string,
  repository: string,
  branch: string,
  rest: { folder?: string; editions?: readonly string[] } = {},
): Content {
  return {
    id,
    title: id,
    repository: `${HOST}/${repository}`,
    branch,
    environment: 'e',
    language: 'en',
    tags: [],
    include: ['**'],
    exclude: [],
    repositoryPath: '',
    notebooks: [],
    editions: (rest.editions ?? []).map((name) => ({ id: name, label: name, branch: name, tag: '1' })),
    ...(rest.folder === undefined ? {} : { folder: rest.folder }),
  };
}

const record = (repository: string, branch: string, folder: string): FolderRecord => ({
  repository: `${HOST}/${repository}`,
  branch,
  folder,
});

/** Folder of each content, then of each edition as `content@edition`. */
function assign(contents: readonly Content[], records: readonly FolderRecord[] = []): Record<string, string> {
  return Object.fromEntries(
    assignFolders({ contents }, records).contents.flatMap(({ id, repository, folder, editions }) => [
      [id, folder ?? repository.slice(repository.lastIndexOf('/') + 1)],
      ...editions.map((edition) => [`${id}@${edition.id}`, edition.folder ?? '']),
    ]),
  );
}

const MAIN = makeContent('en', 'a/course', 'main');
const SPANISH = makeContent('es', 'a/course', 'es');

describe('the folder of a content', () => {
  it.each<[string, readonly Content[], readonly FolderRecord[], Record<string, string>]>([
    ['is the name of the repository', [MAIN], [], { en: 'course' }],
    [
      'has the branch where two share a repository',
      [MAIN, SPANISH],
      [],
      { en: 'course-main', es: 'course-es' },
    ],
    [
      'stays for students who have it when a second language comes',
      [MAIN, SPANISH],
      [record('a/course', 'main', 'course')],
      { en: 'course', es: 'course-es' },
    ],
    [
      'is one for two contents of one branch',
      [MAIN, makeContent('more', 'a/course', 'main')],
      [],
      { en: 'course', more: 'course' },
    ],
    [
      'has the owner where two repositories have one name',
      [MAIN, makeContent('b', 'b/Course', 'main')],
      [],
      { en: 'a-course', b: 'b-Course' },
    ],
    [
      'is another one when the branch changes',
      [makeContent('en', 'a/course', 'fall/2026')],
      [record('a/course', 'main', 'course')],
      { en: 'course-fall-2026-f882728b' },
    ],
    [
      'is the former one when the branch changes back',
      [MAIN],
      [record('a/course', 'main', 'course'), record('a/course', '2026', 'course-2026')],
      { en: 'course' },
    ],
    [
      'is another one when the repository moves to another owner',
      [makeContent('en', 'b/course', 'main')],
      [record('a/course', 'main', 'course')],
      { en: 'b-course' },
    ],
    [
      'is that of the new name when the repository is renamed',
      [makeContent('en', 'a/course-2027', 'main')],
      [record('a/course', 'main', 'course')],
      { en: 'course-2027' },
    ],
    [
      'is the one that the manifest names, whatever was before',
      [makeContent('en', 'a/course', 'main', { folder: 'lessons', editions: ['v1'] })],
      [record('a/course', 'main', 'course')],
      { en: 'lessons', 'en@v1': 'lessons-v1' },
    ],
    [
      'leaves a named one alone',
      [makeContent('named', 'b/x', 'main', { folder: 'Course' }), MAIN],
      [],
      { named: 'Course', en: 'a-course' },
    ],
    [
      'is that of its branch for each edition, and shared with a content that teaches that branch',
      [makeContent('en', 'a/course', 'main', { editions: ['es', 'main', 'v1'] }), SPANISH],
      [],
      {
        en: 'course-main',
        'en@es': 'course-es',
        'en@main': 'course-main',
        'en@v1': 'course-v1',
        es: 'course-es',
      },
    ],
    [
      'is the same for a repository written in another way',
      [{ ...MAIN, repository: 'https://GitHub.com/A/course.git/' }],
      [record('a/course', 'main', 'lessons')],
      { en: 'lessons' },
    ],
  ])('%s', (_, contents, records, expected) => {
    expect(assign(contents, records)).toEqual(expected);
  });

  it('is one that nothing was ever pulled into where the branch was pushed by force, for all who take it', () => {
    const contents = [
      MAIN,
      makeContent('more', 'a/course', 'main'),
      makeContent('named', 'a/course', 'main', { folder: 'mine' }),
    ];
    const push = (records: readonly FolderRecord[]) => assignFolders({ contents }, records, new Set(['en']));
    const foldersOf = (assigned: ReturnType<typeof push>) => assigned.contents.map(({ folder }) => folder);
    const first = push([record('a/course', 'main', 'course')]);
    expect(foldersOf(first)).toEqual(['course-main', 'course-main', 'mine']);
    const second = push(first.folders);
    expect(foldersOf(second)).toEqual(['course-main-2', 'course-main-2', 'mine']);
    expect(foldersOf(assignFolders({ contents }, second.folders))).toEqual(foldersOf(second));
  });

  const name = fc.constantFrom('course', 'Course', 'course-main', 'a-course', 'lab', 'x');
  const branch = fc.constantFrom('main', 'es', 'Main', 'fall/2026', 'fall-2026', 'v1', 'course');
  const repository = fc.tuple(fc.constantFrom('a', 'b', 'c'), name).map((parts) => parts.join('/'));
  const publication = fc.array(fc.tuple(repository, branch, fc.array(branch, { maxLength: 2 })), {
    maxLength: 5,
  });
  const build = (rows: readonly (readonly [string, string, readonly string[]])[]) =>
    rows.map(([where, ref, editions], index) =>
      makeContent(`c${index}`, where, ref, { editions: [...new Set(editions)] }),
    );

  it('never holds two things, over a term of publications, and stays while its branch is offered', () => {
    fc.assert(
      fc.property(fc.array(publication, { minLength: 1, maxLength: 4 }), (terms) => {
        let records: readonly FolderRecord[] = [];
        for (const rows of terms) {
          const before = records;
          const assigned = assignFolders({ contents: build(rows) }, before);
          records = assigned.folders;
          for (const kept of before) {
            const again = assigned.contents.find((content) => isSameClone(content, kept));
            if (again === undefined) continue;
            const last = before.findLast((candidate) => isSameClone(candidate, kept));
            expect(again.folder ?? again.repository.split('/').at(-1)).toBe(last?.folder);
          }
        }
        for (const left of records) {
          for (const right of records) {
            if (left.folder.toLowerCase() === right.folder.toLowerCase())
              expect(isSameClone(left, right), `${left.folder} ${right.folder}`).toBe(true);
          }
        }
      }),
    );
  });

  it('does not depend on the order of the contents', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(repository, branch), { maxLength: 5 }), (rows) => {
        const contents = rows.map(([where, ref], index) => makeContent(`c${index}`, where, ref));
        expect(assign(contents.toReversed())).toEqual(assign(contents));
      }),
    );
  });
});
