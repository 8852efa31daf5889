import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import { ENVIRONMENT_WORKFLOW } from '../../src/core/new-environment/environment-workflow.ts';
import { runHere } from '../support/command-line.ts';
import { createTestRepository, type TestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import type { Runner } from '../support/runner-machine.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { runWorkflow, type WorkflowRun, type WorkflowSetting } from '../support/workflow-run.ts';

/*
 * The steps of the workflow run as they are written, with real git, jq, curl and slipway and a real registry. What would
 * need the network has a stand-in: pip installs nothing, repo2docker builds nothing, and docker runs a command of the
 * image in the repository's folder. What it pushes is a small image that the registry has already.
 */
const PROGRAMS = {
  python3: `echo "python3 $*" >> "$CALLS"
case "$2" in
  venv) mkdir -p "$3/bin"; for name in pip repo2docker; do ln -s "$(command -v "$name")" "$3/bin/$name"; done ;;
  pip) echo '[{"name": "numpy", "version": "2.4.0"}]' ;;
esac`,
  pip: 'echo "pip $*" >> "$CALLS"',
  repo2docker: `echo "repo2docker $*" >> "$CALLS"
case "$*" in *"--ref $BROKEN "*) exit 1 ;; esac`,
  docker: `echo "docker $*" >> "$CALLS"
case "$1" in
  run) shift 3; "$@" ;;
  login) cat > /dev/null ;;
  push) skopeo --insecure-policy copy --quiet --src-tls-verify=false --dest-tls-verify=false "docker://$SEED" "docker://$3" ;;
esac`,
  jupyter: 'echo "jupyter $*"',
  python: 'exit "$CHECK"',
};

const FIRST = '20250101T0600';

describeWith(['docker-registry', 'git', 'jq', 'curl', 'skopeo'], 'the workflow of an environment', () => {
  let folder: TemporaryFolder;
  let registry: TestRegistry;
  let site: TestServer;
  let environment: TestRepository;
  let catalogue: TestRepository;
  let image: string;
  const place = (...parts: string[]) => join(folder.path, ...parts);

  beforeAll(async () => {
    folder = await createTemporaryFolder('environment');
    registry = await startRegistry();
    image = `${registry.host}/example/py`;
    await registry.push('seed', '1');
    const digest = await registry.push('example/py', FIRST);
    site = await startHttpServer((request, response) => {
      if (request.url !== '/book/status.json') return void response.writeHead(404).end();
      const tags = ['unknown', FIRST, '20250601T0600'];
      response.end(
        JSON.stringify({ environments: [...tags.map((tag) => ({ id: 'py', tag })), { id: 'r', tag: '1' }] }),
      );
    });
    await runHere(['new', 'environment', 'py', '--owner', 'example'], { workFolder: folder.path });
    const workflow = readFileSync(place('py', ENVIRONMENT_WORKFLOW), 'utf8');
    const files = {
      [ENVIRONMENT_WORKFLOW]: workflow.replaceAll('ghcr.io', registry.host),
      'binder/environment.yml': readFileSync(place('py/binder/environment.yml'), 'utf8'),
    };
    mkdirSync(place('served'));
    environment = createTestRepository(place('served'), 'py');
    environment.commit('main', files);
    catalogue = createTestRepository(place('served'), 'catalogue');
    catalogue.commit('main', {
      'package-lock.json': '{"lockfileVersion": 3}\n',
      'catalog.yaml': `version: 1
site: {title: Course, url: "https://course.example/"}
hubs:
  class: {type: jupyterhub, url: "https://hub.example.org", environments: [py]}
environments:
  py:
    image: ${image}
    tag: "${FIRST}"
    digest: ${digest}
content:
  course: {title: Course, repository: "https://git.example.org/course", branch: main, environment: py}
`,
    });
    for (const tag of [FIRST, '20250601T0600']) environment.git('tag', tag, 'main');
    for (const { path } of [environment, catalogue])
      execFileSync('git', ['clone', '--quiet', path, `${path}-clone`], { env: testGitEnvironment() });
    // The commit above has no permissions of files.
    cpSync(place('py/verify'), place('served/py-clone/verify'));
  });
  beforeEach(() => writeFileSync(place('calls'), ''));
  afterAll(async () => {
    await site?.stop();
    await registry?.stop();
    await folder?.remove();
  });

  const SETTING: WorkflowSetting = {
    file: ENVIRONMENT_WORKFLOW,
    vars: { CATALOGUE: 'me/catalogue', CATALOGUE_SITE: '' },
    secrets: { CATALOGUE_TOKEN: 'secret-1' },
    repositories: {},
  };
  const run = async (
    event: Parameters<typeof runWorkflow>[1],
    {
      setting = {},
      check = '0',
    }: { readonly setting?: Partial<WorkflowSetting>; readonly check?: string } = {},
  ) => {
    const settings = { CALLS: place('calls'), SEED: `${registry.host}/seed:1`, BROKEN: FIRST, CHECK: check };
    const git = Object.entries(testGitEnvironment()).flatMap(([name, value]) =>
      value === undefined || name === 'PATH' ? [] : [[name, value]],
    );
    const runner: Runner = {
      folder: place('runner'),
      publishedFolder: place('published'),
      environment: { ...Object.fromEntries(git), ...settings },
      programs: PROGRAMS,
    };
    const repositories = { 'me/catalogue': place('served/catalogue-clone') };
    const done = await runWorkflow(place('served/py-clone'), event, runner, {
      ...SETTING,
      repositories,
      ...setting,
    });
    return { ...done, calls: readFileSync(place('calls'), 'utf8').split('\n').slice(0, -1) };
  };
  const expectJobs = ({ jobs, commands }: WorkflowRun, expected: WorkflowRun['jobs']) =>
    expect(jobs, commands.map(({ command, output }) => `${command}\n${output}`).join('\n')).toEqual(expected);
  const listTags = async () => {
    const answer = await fetch(`http://${image.replace('/', '/v2/')}/tags/list`);
    return ((await answer.json()) as { tags: string[] }).tags;
  };

  test('builds, verifies, pushes under two tags, and opens a pull request on the catalogue', async () => {
    const done = await run('push');
    expectJobs(done, { image: 'success', bump: 'success', earlier: 'skipped', 'keep-enabled': 'skipped' });
    const [tag = ''] = (await listTags()).filter((each) => /^20\d{6}T\d{4}$/.test(each) && each !== FIRST);
    expect(done.calls.map((call) => call.replaceAll(tag, 'TAG').replaceAll(image, 'IMAGE'))).toEqual([
      expect.stringMatching(/^python3 -m venv /),
      expect.stringMatching(/^pip install --quiet jupyter-repo2docker==/),
      expect.stringMatching(/^repo2docker --no-run .*--image-name IMAGE:TAG .*image\.version=TAG \.$/),
      'docker run --rm IMAGE:TAG ./verify',
      'docker run --rm IMAGE:TAG python3 -m pip list --format json',
      'python3 -m pip list --format json',
      `docker login ${registry.host} --username example --password-stdin`,
      `docker tag IMAGE:TAG IMAGE:sha-${'0'.repeat(40)}`,
      'docker push --quiet IMAGE:TAG',
      `docker push --quiet IMAGE:sha-${'0'.repeat(40)}`,
      `docker logout ${registry.host}`,
    ]);
    expect(await listTags()).not.toContain('latest');
    expect(
      JSON.parse(readFileSync(place('runner/run/artifacts', `packages-${tag}`, 'packages.json'), 'utf8')),
    ).toEqual([{ name: 'numpy', version: '2.4.0' }]);
    expect(environment.git('rev-parse', `refs/tags/${tag}`)).toBe(environment.git('rev-parse', 'main'));
    const { catalog } = parseCatalog(catalogue.git('show', `bump-py-${tag}:catalog.yaml`), 'catalog.yaml');
    const [py] = catalog?.environments ?? [];
    expect([py?.current.tag, ...(py?.earlier ?? []).map((version) => version.tag)]).toEqual([tag, FIRST]);
    expect(done.commands.at(-1)?.output).toContain(
      `gh pr create --title py: take ${tag} --body-file changes.txt`,
    );
    expect(existsSync(place('runner/run/workspace/changes.txt'))).toBe(true);
  });

  test('pushes nothing that is not verified, and nothing of a pull request', async () => {
    const before = [await listTags(), environment.git('tag'), catalogue.git('branch')];
    const broken = await run('push', { check: '1' });
    expectJobs(broken, { image: 'failure', bump: 'skipped', earlier: 'skipped', 'keep-enabled': 'skipped' });
    const proposed = await run('pull_request');
    expectJobs(proposed, {
      image: 'success',
      bump: 'skipped',
      earlier: 'skipped',
      'keep-enabled': 'skipped',
    });
    expect([await listTags(), environment.git('tag'), catalogue.git('branch')]).toEqual(before);
    expect([...broken.calls, ...proposed.calls].filter((call) => /^docker (login|push)/.test(call))).toEqual(
      [],
    );
  });

  test('builds the versions again that the published status names, and writes down which still do', async () => {
    const schedule = '17 5 3 * *';
    const vars = { ...SETTING.vars, CATALOGUE_SITE: `${site.url.href}book/` };
    const done = await run('schedule', { setting: { schedule, vars } });
    expectJobs(done, { image: 'skipped', bump: 'skipped', earlier: 'success', 'keep-enabled': 'success' });
    const { builds } = JSON.parse(environment.git('show', 'builds:builds.json'));
    expect(builds).toEqual([
      { tag: FIRST, built_at: expect.stringMatching(/^20.*Z$/), ok: false },
      { tag: '20250601T0600', built_at: expect.stringMatching(/^20.*Z$/), ok: true },
    ]);
    // Again, without a history that would grow.
    rmSync(place('calls'));
    await run('schedule', { setting: { schedule, vars } });
    expect(environment.git('rev-list', '--count', 'builds')).toBe('1');
  });
});
