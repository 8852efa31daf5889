import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPublisher, type Publisher } from '../support/course-term.ts';
import { createTestRepository, type TestRepository } from '../support/git-repository.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import { renderGitConfig, renderNotebook } from '../support/launch-cases.ts';
import { createLaunchVisitor, type LaunchVisitor } from '../support/launch-visitor.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/*
 * A term on a hub that keeps files, through a real JupyterHub: SLIPWAY_STUDENTS is how many take part. What twenty students do to
 * their files is in student-edits.test.ts.
 */

const STUDENT_COUNT = Number(process.env.SLIPWAY_STUDENTS ?? 1);
const FILE = 'Week 1/intro.ipynb';

interface Student {
  readonly name: string;
  readonly visitor: LaunchVisitor;
}

describeWith(JUPYTERHUB_PARTS, 'students who come back to a hub that keeps their files', () => {
  let content: TemporaryFolder;
  let repository: TestRepository;
  let hub: RunningJupyterHub;
  let students: readonly Student[];
  let publisher: Publisher;

  beforeAll(async () => {
    content = await createTemporaryFolder('term');
    repository = createTestRepository(content.path, 'org/course');
    repository.commit('main', { [FILE]: renderNotebook('Autumn'), 'data.txt': 'one\n' });
    hub = await startJupyterHub({ gitConfig: renderGitConfig(content.path) });
    publisher = createPublisher(hub.url, FILE);
    const names = Array.from({ length: STUDENT_COUNT }, (_, index) => `student${index}`);
    students = await Promise.all(
      names.map(async (name) => ({ name, visitor: await createLaunchVisitor(hub.url, name) })),
    );
  });
  afterAll(async () => {
    await hub?.stop();
    await content?.remove();
  });

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
    const autumn = publisher.publish([{ id: 'course', branch: 'main' }]).get('course');
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
    const both = publisher.publish([
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
    const spring = publisher.publish([{ id: 'course', branch: 'spring' }]).get('course');
    await everybody(async (student) => {
      await opens(student, spring, 'course-spring', 'Spring');
      await edit(student, 'course-spring');
    });

    // The repository is renamed, and its host answers the old name no more.
    await rename(repository.path, join(content.path, 'org/lessons'));
    const renamed = publisher
      .publish([{ id: 'course', repository: 'org/lessons', branch: 'spring' }])
      .get('course');
    await everybody((student) => opens(student, renamed, 'lessons', 'Spring'));

    // Its history is written anew, for which the manifest names a new folder.
    const lessons = createTestRepository(content.path, 'org/anew');
    lessons.commit('spring', { [FILE]: renderNotebook('Spring, anew') });
    lessons.git('push', '--quiet', '--force', join(content.path, 'org/lessons'), 'spring:spring');
    const anew = publisher
      .publish([{ id: 'course', repository: 'org/lessons', branch: 'spring', folder: 'lessons-anew' }])
      .get('course');
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
    publisher.forget();
    const first = publisher.publish([{ id: 'o', repository: 'org/other', branch: 'main' }]).get('o');
    await opens(student, first, 'other', 'One');
    // As if nothing were known of the first publication.
    publisher.forget();
    const second = publisher.publish([{ id: 'o', repository: 'org/other', branch: 'next' }]).get('o');
    await expect(student.visitor.follow(second ?? '')).rejects.toThrow(/origin\/next.*128/s);
  });
});
