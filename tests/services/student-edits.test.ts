import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Course, createPublisher } from '../support/course-term.ts';
import { createTestRepository, type TestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { renderGitConfig } from '../support/launch-cases.ts';
import { chooseSample } from '../support/sample.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/*
 * Twenty students who treat their files in twenty ways, through a term. nbgitpuller's own code pulls for all of them in
 * one process; student-folders.test.ts plays the same term through a real JupyterHub.
 */

const SCRIPT = join(import.meta.dirname, '../support/pull-for-students.py');
const HUB = 'http://127.0.0.1:8000';
const FILE = 'Week 1/intro.ipynb';

/** As Jupyter saves it: one line for each line of a cell, so that git can merge cells. */
function renderCells(cells: readonly string[], indent = 1): string {
  return `${JSON.stringify(
    {
      cells: cells.map((text, index) => ({
        cell_type: 'markdown',
        id: `cell-${index}`,
        metadata: {},
        source: [`${text}\n`, 'and more'],
      })),
      metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    indent,
  )}\n`;
}

const AUTUMN = ['# Autumn', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Last'];
const MENDED = ['# Autumn', 'First, mended', 'Second', 'Third', 'Fourth', 'Fifth', 'Last'];
const LINES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const lines = (...changes: readonly (readonly [number, string])[]) =>
  `${LINES.map((line, index) => new Map(changes).get(index) ?? line).join('\n')}\n`;

const files = (cells: readonly string[]) => ({
  [FILE]: renderCells(cells),
  'data.txt': lines(),
  'helper.py': 'print("help")\n'.repeat(20),
  'Week 2/later.ipynb': renderCells(['# Later']),
});

interface Student {
  readonly name: string;
  /** What the student does in a folder that was just pulled. */
  act(folder: string): Promise<unknown>;
  /** Path → text that has to be there after the next launch; null where nothing has to be. */
  readonly has: Readonly<Record<string, string | null>>;
}

const write = (path: string, text: string) => (folder: string) => writeFile(join(folder, path), text);
const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', args, { cwd: folder, env: testGitEnvironment(), stdio: 'pipe' });
const edited = (index: number, text: string, cells = AUTUMN) =>
  renderCells(cells.map((cell, at) => (at === index ? text : cell)));

const HELPER = 'print("help")\n'.repeat(20);
const MENDED_DATA = lines([1, 'two, mended']);
/** The course as everybody has it after it was mended, where they did nothing themselves. */
const MENDED_FILES = {
  [FILE]: renderCells(MENDED),
  'data.txt': MENDED_DATA,
  'Week 1/extra.ipynb': renderCells(['# Extra']),
  'Week 2/later.ipynb': renderCells(['# Later']),
  'lib/helper.py': HELPER,
  'helper.py': null,
};

const remove = (path: string) => (folder: string) => rm(join(folder, path), { recursive: true });
const editOwnCell = write(FILE, edited(5, 'My fifth'));

const STUDENTS: readonly Student[] = [
  { name: 'only reads', act: async () => {}, has: {} },
  { name: 'edits a cell', act: editOwnCell, has: { [FILE]: edited(5, 'My fifth', MENDED) } },
  {
    name: 'edits the cell that is mended',
    act: write(FILE, edited(1, 'My first')),
    has: { [FILE]: edited(1, 'My first') },
  },
  {
    name: 'adds a cell at the end',
    act: write(FILE, renderCells([...AUTUMN, 'My own'])),
    has: { [FILE]: renderCells([...MENDED, 'My own']) },
  },
  {
    name: 'removes a cell',
    act: write(FILE, renderCells(AUTUMN.slice(0, -1))),
    has: { [FILE]: renderCells(MENDED.slice(0, -1)) },
  },
  {
    name: 'saves with another indentation',
    act: write(FILE, renderCells(AUTUMN, 2)),
    has: { [FILE]: renderCells(AUTUMN, 2) },
  },
  {
    name: 'saves without indentation',
    act: write(FILE, renderCells(AUTUMN, 0)),
    has: { [FILE]: renderCells(AUTUMN, 0) },
  },
  { name: 'empties the notebook', act: write(FILE, ''), has: { [FILE]: '' } },
  {
    name: 'writes a new file',
    act: write('Week 1/mine.ipynb', 'mine'),
    has: { 'Week 1/mine.ipynb': 'mine' },
  },
  // nbgitpuller renames it, with the time of the launch.
  {
    name: 'writes a file that the course gets later',
    act: write('Week 1/extra.ipynb', 'my extra'),
    has: { 'Week 1/extra__TIME.ipynb': 'my extra' },
  },
  { name: 'removes the notebook', act: remove(FILE), has: {} },
  { name: 'removes a file that is mended', act: remove('data.txt'), has: {} },
  { name: 'removes the folder of a week', act: remove('Week 2'), has: {} },
  { name: 'removes everything', act: remove('.'), has: {} },
  {
    name: 'renames the notebook',
    act: (folder) => rename(join(folder, FILE), join(folder, 'Week 1/mine.ipynb')),
    has: { 'Week 1/mine.ipynb': renderCells(AUTUMN) },
  },
  {
    name: 'copies a week',
    act: (folder) => cp(join(folder, 'Week 1'), join(folder, 'Week 1 mine'), { recursive: true }),
    has: { 'Week 1 mine/intro.ipynb': renderCells(AUTUMN) },
  },
  {
    name: 'edits other lines of a file that is mended',
    act: write('data.txt', lines([6, 'my seven'])),
    has: { 'data.txt': lines([1, 'two, mended'], [6, 'my seven']) },
  },
  {
    name: 'commits by themselves',
    act: async (folder) => {
      await editOwnCell(folder);
      git(folder, 'commit', '--quiet', '--all', '--message=mine');
    },
    has: { [FILE]: edited(5, 'My fifth', MENDED) },
  },
  {
    name: 'edits the file that the course moves',
    act: write('helper.py', `${HELPER}mine\n`),
    has: { 'lib/helper.py': `${HELPER}mine\n` },
  },
  {
    name: 'makes files executable, and links to them',
    act: async (folder) => {
      await chmod(join(folder, FILE), 0o755);
      await mkdir(join(folder, '.ipynb_checkpoints'));
      await symlink('data.txt', join(folder, 'link.txt'));
    },
    has: { 'link.txt': MENDED_DATA },
  },
];
/** Who plays the whole term; all of them with `SLIPWAY_TEST_ALL`. */
const REGULARS = chooseSample('SLIPWAY_TEST_ALL', STUDENTS, 2);

describeWith(
  ['nbgitpuller', 'git'],
  'twenty students with files of their own (all: SLIPWAY_TEST_ALL)',
  () => {
    let folder: TemporaryFolder;
    let repository: TestRepository;
    const publisher = createPublisher(HUB, FILE);
    const publish = (course: Omit<Course, 'id'>, rewritten: readonly string[] = []) =>
      publisher.publish([{ id: 'course', ...course }], rewritten).get('course');
    beforeAll(async () => {
      folder = await createTemporaryFolder('students');
      repository = createTestRepository(folder.path, 'repositories/org/course');
      repository.commit('main', files(AUTUMN));
      await writeFile(
        join(folder.path, 'gitconfig'),
        // Without housekeeping: it would be half of the processes.
        `${renderGitConfig(join(folder.path, 'repositories'))}[maintenance]\n\tauto = false\n[gc]\n\tauto = 0\n`,
      );
    });
    afterAll(() => folder?.remove());

    const rootOf = ({ name }: Student) => join(folder.path, 'students', name);
    const fileOf = (student: Student, path: string) =>
      readFile(join(rootOf(student), path), 'utf8').catch(() => null);

    /** Everybody follows a link. @returns the path that it opens, and what nbgitpuller told each who met an error */
    const follow = (link: string | undefined, students = REGULARS) => {
      const query = new URL(link ?? '').searchParams;
      const repo = query.get('repo') ?? '';
      const clone = query.get('targetPath') ?? repo.slice(repo.lastIndexOf('/') + 1);
      const jobs = students.map((student) => ({
        root: rootOf(student),
        repo,
        branch: query.get('branch'),
        folder: clone,
      }));
      const errors: readonly (string | null)[] = JSON.parse(
        execFileSync('/usr/bin/python3', [SCRIPT], {
          input: JSON.stringify(jobs),
          stdio: ['pipe', 'pipe', 'ignore'],
          env: testGitEnvironment(join(folder.path, 'gitconfig')),
        }).toString(),
      );
      const opened = decodeURIComponent(new URL(query.get('urlpath') ?? '', HUB).pathname);
      return { opened: opened.replace('/notebooks/', ''), errors: errors.filter((error) => error !== null) };
    };
    const opensForAll = async (
      link: string | undefined,
      clone: string,
      heading: string,
      students = REGULARS,
    ) => {
      expect(follow(link, students)).toEqual({ opened: `${clone}/${FILE}`, errors: [] });
      for (const student of students)
        expect(await fileOf(student, `${clone}/${FILE}`), student.name).toContain(heading);
    };
    const act = (clone: string, students = REGULARS) =>
      Promise.all(students.map((student) => student.act(join(rootOf(student), clone))));

    /** What a student has, with the time in names that nbgitpuller made. */
    const listFiles = async (student: Student, clone: string) => {
      const root = join(rootOf(student), clone);
      const names = await readdir(root, { recursive: true, withFileTypes: true });
      const paths = names
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)))
        .filter((path) => !path.startsWith('.git/'));
      const texts = await Promise.all(
        paths.map(async (path) => [
          path.replace(/__\d{14}/, '__TIME'),
          await readFile(join(root, path), 'utf8'),
        ]),
      );
      return Object.fromEntries(texts);
    };
    const keepMended = async (clone: string, students: readonly Student[]) => {
      for (const student of students) {
        const expected = Object.entries({ ...MENDED_FILES, ...student.has }).filter(
          ([, text]) => text !== null,
        );
        expect(await listFiles(student, clone), student.name).toEqual(Object.fromEntries(expected));
      }
    };

    it('keep what they did in a folder, and get what was mended', async () => {
      const autumn = publish({ branch: 'main' });
      expect(follow(autumn, STUDENTS)).toEqual({ opened: `course/${FILE}`, errors: [] });
      await act('course', STUDENTS);
      repository.commit('main', MENDED_FILES);
      expect(follow(autumn, STUDENTS)).toEqual({ opened: `course/${FILE}`, errors: [] });
      await keepMended('course', STUDENTS);
    });

    it('keep it all through a term', async () => {
      repository.commit('spring', files(AUTUMN));
      const both = publisher.publish([
        { id: 'course', branch: 'main' },
        { id: 'curso', branch: 'spring' },
      ]);
      await opensForAll(both.get('curso'), 'course-spring', 'Autumn');
      await act('course-spring');
      repository.commit('spring', MENDED_FILES);
      await opensForAll(publish({ branch: 'spring' }), 'course-spring', '');
      for (const clone of ['course', 'course-spring']) await keepMended(clone, REGULARS);

      await rename(repository.path, join(folder.path, 'repositories/org/lessons'));
      await opensForAll(publish({ repository: 'org/lessons', branch: 'spring' }), 'lessons', 'First, mended');
      await act('lessons');

      const anew = createTestRepository(folder.path, 'repositories/org/anew');
      anew.commit('spring', files(['# Anew']));
      anew.git('push', '--quiet', '--force', join(folder.path, 'repositories/org/lessons'), 'spring:spring');
      const lessons = { repository: 'org/lessons', branch: 'spring' };
      expect(follow(publish(lessons)).errors).toEqual(
        REGULARS.map(() => expect.stringMatching(/'merge'.*128/)),
      );
      const written = await Promise.all(REGULARS.map((student) => listFiles(student, 'lessons')));
      const forced = publish(lessons, ['course']);
      await opensForAll(forced, 'lessons-spring', '# Anew');
      expect(follow(publish(lessons))).toEqual({ opened: `lessons-spring/${FILE}`, errors: [] });
      for (const clone of ['course', 'course-spring']) await keepMended(clone, REGULARS);
      expect(await Promise.all(REGULARS.map((student) => listFiles(student, 'lessons')))).toEqual(written);
    });

    it('can open a tag once only, as check warns', () => {
      const tagged = createTestRepository(folder.path, 'repositories/org/tagged');
      tagged.git('tag', 'v1', tagged.commit('main', files(AUTUMN)));
      const link = publish({ repository: 'org/tagged', branch: 'v1' });
      const [student] = REGULARS;
      if (student === undefined) throw new Error('no student');
      expect(follow(link, [student]).errors).toEqual([]);
      expect(follow(link, [student]).errors).toEqual([expect.stringMatching(/origin\/v1.*128/)]);
    });
  },
);
