import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseStatusRows } from '../../src/core/health/parse-status.ts';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { buildCatalogDocument } from '../../src/core/site/documents.ts';
import { createDirectoryReader } from '../../src/io/directory/reader.ts';
import { createGitClient } from '../../src/io/git/client.ts';
import { fetchText } from '../../src/io/http/fetch-text.ts';
import { prepareFromFile } from '../../src/tasks/site/prepare-from-file.ts';
import { runHere } from '../support/command-line.ts';
import {
  createTestRepository,
  type TestRepository,
  testGitEnvironment,
  writeInsteadOfConfig,
} from '../support/git-repository.ts';
import { type HubStandIn, startBinderStandIn } from '../support/hub-stand-ins.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

type Document = ReturnType<typeof buildCatalogDocument>;

/** What a published link has to open. */
interface PublishedPromise {
  readonly lesson: number;
  /** Of the term; absent for a link that follows the course. */
  readonly term?: { readonly digest: string; readonly text: string };
}

const LESSONS = [1, 2, 3, 4, 5, 6];
/** Month of the push → the lessons that it renames. */
const RENAMES: Readonly<Record<number, readonly number[]>> = {
  2: [1, 2, 3],
  5: [2, 3, 4],
  10: [2, 6, 1, 5],
};
/** Month of the push after which a term ends → the edition that is kept of it, and the tag of the next term. */
const TERMS: Readonly<Record<number, readonly [string, string]>> = {
  3: ['autumn', '2025.2'],
  6: ['winter', '2026.1'],
  9: ['spring', '2026.2'],
};
const GIT_HOST = 'https://git.example.org';

describeWith(['docker-registry', 'git'], 'a year of a course', () => {
  let folder: TemporaryFolder;
  let registry: TestRegistry;
  let course: TestRepository;
  let catalogue: TestRepository;
  let hubs: readonly [HubStandIn, HubStandIn];
  let clone: string;
  let gitConfig: string;
  let publishedPlace: string;
  let branch = 'main';
  /** In the order of their tags. */
  const digests: string[] = [];
  const names = new Map(LESSONS.map((lesson) => [lesson, `lesson-${lesson}.ipynb`]));
  const nameOf = (lesson: number) => names.get(lesson) ?? '';
  const texts = new Map<number, string>();
  const promises = new Map<string, PublishedPromise>();
  const typed: string[] = [];

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    folder = await createTemporaryFolder('year');
    registry = await startRegistry();
    publishedPlace = join(folder.path, 'published.json');
    const served = join(folder.path, 'served');
    mkdirSync(served);
    // Where repositories are served costs most of a year; other tests read them over HTTP.
    gitConfig = writeInsteadOfConfig(join(folder.path, 'gitconfig'), `${GIT_HOST}/`, served);
    course = createTestRepository(served, 'course');
    catalogue = createTestRepository(served, 'catalogue');
    catalogue.commit('main', { README: 'A catalogue.\n' });
    hubs = [await startBinderStandIn(), await startBinderStandIn()];
    await pushImage('2025.1');
    clone = join(folder.path, 'clone');
    await promisify(execFile)('git', ['clone', '--quiet', catalogue.path, clone], {
      env: testGitEnvironment(gitConfig),
    });
    writeFileSync(
      join(clone, 'catalog.yaml'),
      `version: 1
site: {title: Course, url: "https://course.example/", repository: ${GIT_HOST}/catalogue}
hubs:
  first: {type: binderhub, url: "${hubs[0].url}"}
  second: {type: binderhub, url: "${hubs[1].url}"}
environments:
  py:
    image: ${registry.host}/py
    mirror: ${registry.host}/mirror/py
    tag: "2025.1"
    digest: ${digests[0]}
    binder: managed
content:
  course: {title: Course, repository: "${GIT_HOST}/course", branch: main, environment: py}
`,
    );
  });

  afterAll(async () => {
    vi.useRealTimers();
    await Promise.all(hubs.map((hub) => hub.stop()));
    await registry.stop();
    await folder.remove();
  });

  const setMonth = (month: number, day = 1) => vi.setSystemTime(new Date(Date.UTC(2025, 8 + month, day, 6)));
  const variables = () => ({
    ...testGitEnvironment(gitConfig),
    SLIPWAY_CACHE: join(folder.path, 'cache'),
    SLIPWAY_PUBLISHED: publishedPlace,
  });
  const run = async (...args: string[]) => {
    const done = await runHere(args, { workFolder: clone, variables: variables() });
    return { ...done, line: `slipway ${args.join(' ')}` };
  };
  /** In the registry and on its mirror. */
  const pushImage = async (tag: string) => {
    const content = { kind: 'image', image: { text: tag, created: new Date().toISOString() } } as const;
    digests.push(await registry.push('py', tag, content));
    await registry.push('mirror/py', tag, content);
  };

  /** What the instructor does at the end of a term, with the tag that Slipway names. */
  async function endTerm(term: string, tag: string) {
    course.git('tag', term, branch);
    await pushImage(tag);
    expect((await run('outdated')).stdout).toContain(`slipway bump py ${tag}\n`);
    const bumped = await run('bump', 'py', tag, '--edition', term, '--edition-branch', term);
    typed.push(bumped.line);
    expect(bumped.exitCode, bumped.stderr).toBe(0);
    expect((await run('binder-refs', '--push')).exitCode).toBe(0);
  }

  /** The course moves to another branch, and the instructor writes what the check names. */
  async function moveBranch() {
    course.git('branch', '-m', 'main', 'live');
    course.git('symbolic-ref', 'HEAD', 'refs/heads/live');
    branch = 'live';
    const checked = await run('check', '--format', 'json');
    expect(checked.stdout).toContain('"live\\"');
    const file = join(clone, 'catalog.yaml');
    const line = 'branch: live';
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('branch: main, environment', `${line}, environment`));
    typed.push(line);
  }

  /** Renames lessons, then changes what the month changes of them, and the data that all read. */
  function push(month: number) {
    const date = new Date().toISOString();
    const moves: Record<string, string | null> = {};
    const changes: Record<string, string> = { 'data.csv': `month\n${month}\n` };
    for (const lesson of RENAMES[month] ?? []) {
      const after = `part-${month}/lesson-${lesson}-${month}.ipynb`;
      moves[nameOf(lesson)] = null;
      moves[after] = texts.get(lesson) ?? '';
      names.set(lesson, after);
    }
    // Few notebooks change: each costs a rendering.
    for (const lesson of month === 0 ? LESSONS : (RENAMES[month] ?? [])) {
      texts.set(lesson, renderLesson(lesson, month));
      changes[nameOf(lesson)] = texts.get(lesson) ?? '';
    }
    course.commitAll(branch, [
      ...(Object.keys(moves).length > 0 ? [{ files: moves, date }] : []),
      { files: changes, date },
    ]);
  }

  /** What a build would publish, given what was published before. */
  async function publish(previous: Document | undefined): Promise<Document> {
    const cacheFolder = join(folder.path, 'cache');
    const prepared = await prepareFromFile(
      {
        contentFolder: clone,
        manifestFile: join(clone, 'catalog.yaml'),
        cacheFolder,
        siteFolder: join(folder.path, 'site'),
        ...(previous !== undefined && { publishedPlace }),
      },
      {
        git: createGitClient({ cacheDir: cacheFolder, env: variables() }),
        directories: createDirectoryReader({ env: variables() }),
        fetchText,
        now: () => new Date().toISOString(),
      },
    );
    const errors = prepared.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    if (prepared.site === undefined) throw new Error('nothing to publish');
    const document = buildCatalogDocument(prepared.site.model);
    writeFileSync(publishedPlace, JSON.stringify(document));
    return document;
  }

  /** The notebook and the image that a permanent link opens, by the files of git. */
  function open(document: Document, link: string) {
    const [, id = '', edition] = /^\/l\/([^@]+)\/(?:@([^/]+)\/)?$/.exec(link) ?? [];
    const present = document.former.find((former) => former.id === id)?.to ?? id;
    const notebook = document.notebooks.find((row) => row.id === present);
    const row = edition === undefined ? notebook : notebook?.editions.find((each) => each.id === edition);
    const url = row?.launches[0]?.url;
    if (url === undefined) throw new Error(`${link} opens nothing`);
    const { environment, content, path, hub } = explainLink(url);
    const from = catalogue.git('show', `${environment?.ref}:Dockerfile`);
    const text = course.git('show', `${content?.branch}:${path}`);
    const [, image, digest] = /^FROM (\S+):\S+@(sha256:[0-9a-f]{64})$/m.exec(from) ?? [];
    return { hub, image, text, digest };
  }

  function readFindings() {
    const read = parseStatusRows(readFileSync(join(clone, 'status.json'), 'utf8'));
    if (!read.ok) throw new Error(read.failure.message);
    const { hubs, environments, contents } = read.value.status;
    const rows = [
      ...contents.map((row) => [`course ${row.edition ?? 'today'}`, row] as const),
      ...hubs.map((row) => [`${row.id} hub`, row] as const),
      ...environments.map((row) => [`${row.id} ${row.tag}`, row] as const),
    ];
    return Object.fromEntries(rows.map(([name, { reasons }]) => [name, reasons.map(({ code }) => code)]));
  }

  /** Repositories of the registry from which an image can be pulled. */
  async function findServers(digest: string): Promise<readonly string[]> {
    const headers = { accept: 'application/vnd.oci.image.manifest.v1+json' };
    const found: string[] = [];
    for (const name of ['py', 'mirror/py']) {
      const answer = await fetch(`http://${registry.host}/v2/${name}/manifests/${digest}`, { headers });
      if (answer.status === 200) found.push(name);
    }
    return found;
  }

  test('keeps every link that was ever published', async () => {
    let document: Document | undefined;
    for (let month = 0; month < 12; month += 1) {
      setMonth(month);
      if (month === 8) await moveBranch();
      push(month);
      const term = TERMS[month];
      if (term !== undefined) await endTerm(...term);
      if (month === 0) expect((await run('binder-refs', '--push')).exitCode).toBe(0);
      // A build in a month that renames nothing and ends no term publishes the same links again.
      const isNews = month === 0 || RENAMES[month] !== undefined || term !== undefined;
      if (!isNews) continue;
      document = await publish(document);
      for (const { permalink, path, editions } of document.notebooks) {
        const lesson = LESSONS.find((each) => nameOf(each) === path);
        if (lesson === undefined) throw new Error(`${path} is no lesson`);
        promises.set(permalink, { lesson });
        const kept = editions.find(({ id }) => id === term?.[0]);
        if (kept === undefined) continue;
        const taught = { digest: digests.at(-2) ?? '', text: texts.get(lesson) ?? '' };
        promises.set(kept.permalink, { lesson, term: taught });
      }
    }

    // A tag is pushed over, an image is deleted, and a hub closes.
    await registry.push('py', '2025.2', {
      kind: 'image',
      image: { text: 'something else', created: new Date().toISOString() },
    });
    await registry.remove('py', digests[0] ?? '');
    await hubs[0].stop();
    for (const day of [2, 3]) {
      setMonth(11, day);
      expect((await run('nightly')).exitCode).toBe(0);
    }
    expect(readFindings()).toEqual({
      // Renamed since, their notebooks are where they were.
      'course autumn': [],
      'course winter': [],
      'course spring': [],
      'course today': [],
      'first hub': ['hub/unreachable'],
      'second hub': [],
      'py 2025.1': ['image/missing', 'image/on-mirror'],
      'py 2025.2': ['image/tag-moved'],
      'py 2026.1': [],
      'py 2026.2': [],
    });
    const final = await publish(document);

    expect(final.notebooks).toHaveLength(LESSONS.length);
    // Six lessons, ten names after the first ones, three terms.
    expect(promises.size).toBe(6 + 10 + 3 * 6);
    for (const [link, { lesson, term }] of promises) {
      const { hub, image, ...opened } = open(final, link);
      expect(opened, link).toEqual(term ?? { digest: digests[3], text: texts.get(lesson) });
      const name = opened.digest === digests[0] ? 'mirror/py' : 'py';
      expect(image, link).toBe(`${registry.host}/${name}`);
      // The other one is closed.
      expect(hub, link).toBe(hubs[1].url);
    }
    const served = await Promise.all(digests.map(findServers));
    expect(served).toEqual([['mirror/py'], ['py', 'mirror/py'], ['py', 'mirror/py'], ['py', 'mirror/py']]);
    expect(typed).toEqual([
      'slipway bump py 2025.2 --edition autumn --edition-branch autumn',
      'slipway bump py 2026.1 --edition winter --edition-branch winter',
      'branch: live',
      'slipway bump py 2026.2 --edition spring --edition-branch spring',
    ]);
  });
});

function renderLesson(lesson: number, month: number): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      { cell_type: 'markdown', id: 'a', metadata: {}, source: `# Lesson ${lesson}\n\nAs of month ${month}.` },
    ],
  });
}
