import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignFolders } from '../../src/core/catalog/assign-folders.ts';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import type { FolderRecord, NotebookId } from '../../src/core/catalog/types.ts';
import { buildLaunches } from '../../src/core/site/launches.ts';
import { createTestRepository, type TestRepository } from '../support/git-repository.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import { HOST, renderGitConfig, renderNotebook } from '../support/launch-cases.ts';
import { createLaunchVisitor, type LaunchVisitor } from '../support/launch-visitor.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/*
 * A term on a hub that keeps files, played by the real nbgitpuller: SLIPWAY_STUDENTS is how many take part.
 */

const STUDENT_COUNT = Number(process.env.SLIPWAY_STUDENTS ?? 2);
const FILE = 'Week 1/intro.ipynb';

interface Course {
  readonly id: string;
  readonly repository?: string;
  readonly branch: string;
  readonly folder?: string;
}

interface Student {
  readonly name: string;
  readonly visitor: LaunchVisitor;
}

describeWith(JUPYTERHUB_PARTS, 'students who come back to a hub that keeps their files', () => {
  let content: TemporaryFolder;
  let repository: TestRepository;
  let hub: RunningJupyterHub;
  let students: readonly Student[];
  /** What the last publication recorded. */
  let records: readonly FolderRecord[] = [];

  beforeAll(async () => {
    content = await createTemporaryFolder('term');
    repository = createTestRepository(content.path, 'org/course');
    repository.commit('main', { [FILE]: renderNotebook('Autumn'), 'data.txt': 'one\n' });
    hub = await startJupyterHub({ gitConfig: renderGitConfig(content.path) });
    const names = Array.from({ length: STUDENT_COUNT }, (_, index) => `student${index}`);
    students = await Promise.all(
      names.map(async (name) => ({ name, visitor: await createLaunchVisitor(hub.url, name) })),
    );
  });
  afterAll(async () => {
    await hub?.stop();
    await content?.remove();
  });

  /** Publishes courses, as a build does. @returns the link of each */
  const publish = (courses: readonly Course[]): ReadonlyMap<string, string> => {
    const text = JSON.stringify({
      version: 1,
      site: { title: 'T', url: 'https://example.org/' },
      hubs: { class: { type: 'jupyterhub', url: hub.url, environments: ['python'], app: 'notebook' } },
      environments: { python: { image: 'quay.io/org/python', tag: '1' } },
      content: Object.fromEntries(
        courses.map(({ id, repository: name = 'org/course', ...rest }) => [
          id,
          { title: id, repository: HOST + name, environment: 'python', ...rest },
        ]),
      ),
    });
    const { catalog: parsed, diagnostics } = parseCatalog(text, 'catalog.yaml');
    expect(diagnostics).toEqual([]);
    if (parsed === undefined) throw new Error('the manifest of this test has to be sound');
    const catalog = assignFolders(parsed, records);
    records = catalog.folders;
    const [environment] = catalog.environments;
    if (environment === undefined) throw new Error('no environment');
    return new Map(
      catalog.contents.map((course) => {
        const place = { id: `${course.id}/intro` as NotebookId, path: FILE, content: course, environment };
        return [course.id, buildLaunches(catalog, place, null).launches[0]?.url ?? ''];
      }),
    );
  };
  const everybody = (play: (student: Student) => Promise<void>) => Promise.all(students.map(play));
  const fileOf = ({ name }: Student, folder: string) => join(hub.notebookDir(name), folder, FILE);
  const opens = async (student: Student, link: string | undefined, folder: string, heading: string) => {
    const landing = await student.visitor.follow(link ?? '');
    expect([landing.status, landing.notebookPath]).toEqual([200, `${folder}/${FILE}`]);
    expect(await readFile(fileOf(student, folder), 'utf8')).toContain(heading);
  };
  const edit = (student: Student, folder: string) =>
    writeFile(fileOf(student, folder), renderNotebook(`Work of ${student.name} in ${folder}`));
  const keeps = async (student: Student, folder: string) =>
    expect(await readFile(fileOf(student, folder), 'utf8')).toContain(`Work of ${student.name} in ${folder}`);

  it('open the right file in every part of a term, keep what they wrote, and see no error of git', async () => {
    const autumn = publish([{ id: 'course', branch: 'main' }]).get('course');
    await everybody(async (student) => {
      await opens(student, autumn, 'course', 'Autumn');
      await edit(student, 'course');
    });

    repository.commit('main', { [FILE]: renderNotebook('Autumn, mended'), 'data.txt': 'two\n' });
    await everybody(async (student) => {
      await opens(student, autumn, 'course', `Work of ${student.name}`);
      expect(await readFile(join(hub.notebookDir(student.name), 'course/data.txt'), 'utf8')).toBe('two\n');
    });

    // A second language in the same repository, beside the first.
    repository.commit('es', { [FILE]: renderNotebook('Otoño') });
    const both = publish([
      { id: 'course', branch: 'main' },
      { id: 'curso', branch: 'es' },
    ]);
    await everybody(async (student) => {
      await opens(student, both.get('curso'), 'course-es', 'Otoño');
      await edit(student, 'course-es');
      await opens(student, both.get('course'), 'course', `Work of ${student.name}`);
    });

    // Another branch for the next term.
    repository.commit('spring', { [FILE]: renderNotebook('Spring') });
    const spring = publish([{ id: 'course', branch: 'spring' }]).get('course');
    await everybody(async (student) => {
      await opens(student, spring, 'course-spring', 'Spring');
      await edit(student, 'course-spring');
    });

    // The repository is renamed, and its host answers the old name no more.
    await rename(repository.path, join(content.path, 'org/lessons'));
    const renamed = publish([{ id: 'course', repository: 'org/lessons', branch: 'spring' }]).get('course');
    await everybody((student) => opens(student, renamed, 'lessons', 'Spring'));

    // Its history is written anew, for which the manifest names a new folder.
    const lessons = createTestRepository(content.path, 'org/anew');
    lessons.commit('spring', { [FILE]: renderNotebook('Spring, anew') });
    lessons.git('push', '--quiet', '--force', join(content.path, 'org/lessons'), 'spring:spring');
    const anew = publish([
      { id: 'course', repository: 'org/lessons', branch: 'spring', folder: 'lessons-anew' },
    ]).get('course');
    await everybody((student) => opens(student, anew, 'lessons-anew', 'Spring, anew'));

    await everybody(async (student) => {
      for (const folder of ['course', 'course-es', 'course-spring']) await keeps(student, folder);
    });
  });

  it('would get an error of git from a link that pulls another branch into their folder', async () => {
    repository = createTestRepository(content.path, 'org/other');
    repository.commit('main', { [FILE]: renderNotebook('One') });
    repository.commit('next', { [FILE]: renderNotebook('Two') });
    const [student] = students;
    if (student === undefined) throw new Error('no student');
    records = [];
    const first = publish([{ id: 'o', repository: 'org/other', branch: 'main' }]).get('o');
    await opens(student, first, 'other', 'One');
    // As if nothing were known of the first publication.
    records = [];
    const second = publish([{ id: 'o', repository: 'org/other', branch: 'next' }]).get('o');
    await expect(student.visitor.follow(second ?? '')).rejects.toThrow(/origin\/next.*128/s);
  });
});
