// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub look like template placeholders.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { writeGithubWorkflow } from './workflow-github.ts';
import { writeGitlabPipeline } from './workflow-gitlab.ts';

const JobSchema = z.looseObject({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write'])),
  'timeout-minutes': z.number(),
  env: z.record(z.string(), z.string()).optional(),
  steps: z.array(
    z.looseObject({
      uses: z.string().optional(),
      run: z.string().optional(),
      if: z.string().optional(),
      with: z.record(z.string(), z.unknown()).optional(),
      env: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const WorkflowSchema = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.string() }),
  jobs: z.record(z.string(), JobSchema),
});

const text = writeGithubWorkflow();
const workflow = WorkflowSchema.parse(parse(text));
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const commandsOf = (job: string) => workflow.jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];

describe("a catalogue's workflow on GitHub", () => {
  test('grants nothing at the top, and to each job only what it needs', () => {
    const writes = Object.entries(workflow.jobs).flatMap(([job, { permissions }]) =>
      Object.entries(permissions).flatMap(([scope, access]) =>
        access === 'write' ? [`${job} ${scope}`] : [],
      ),
    );

    expect(workflow.permissions).toEqual({});
    expect(writes).toEqual([
      'binder-refs contents',
      'deploy pages',
      'deploy id-token',
      'keep-enabled actions',
    ]);
  });

  test('runs the command, and official actions only', () => {
    for (const { uses, run } of steps) {
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
      else
        expect(run).toMatch(
          /^(?:npm ci(?: --ignore-scripts)?|npx slipway [^|&;]+|gh api --method PUT [^|&;]+)$/,
        );
    }
  });

  test('puts no expression into a shell script, where a value could become a command', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('leaves no token in the clone, and makes no commit', () => {
    const { 'binder-refs': pushing, ...others } = workflow.jobs;
    for (const { uses = '', with: inputs } of Object.values(others).flatMap((job) => job.steps))
      if (uses.startsWith('actions/checkout@'))
        expect(inputs).toMatchObject({ 'persist-credentials': false });
    // The one job that pushes runs nothing that a package brings along, but the command.
    expect(pushing?.steps.flatMap(({ run }) => run ?? [])).toEqual([
      'npm ci --ignore-scripts',
      'npx slipway binder-refs --push',
    ]);
    expect(text).not.toMatch(/git (commit|push)/);
  });

  test('runs the night at a minute at which GitHub is not busy', () => {
    const [schedule] = z.array(z.object({ cron: z.string() })).parse(workflow.on.schedule);

    expect(schedule?.cron).toMatch(/^\d+ \d+ \* \* \*$/);
    expect(Number(schedule?.cron.split(' ')[0]) % 5).not.toBe(0);
  });

  test('publishes one at a time, and cuts only checks of pull requests off', () => {
    expect(workflow.concurrency.group).toContain("|| 'pages'");
    expect(workflow.concurrency['cancel-in-progress']).toBe("${{ github.event_name == 'pull_request' }}");
  });

  test('carries the published status and ids over, and checks before it publishes a push', () => {
    const site = workflow.jobs.site;
    const build = site?.steps.find(({ run }) => run === 'npx slipway build');

    expect(site?.env).toEqual({ SLIPWAY_PUBLISHED: 'auto' });
    expect(build?.env?.SLIPWAY_STATUS).toBe("${{ github.event_name == 'push' && 'auto' || 'night.json' }}");
    expect(
      site?.steps.find(({ run }) => run?.startsWith('npx slipway check --publishing --previous auto'))?.if,
    ).toBe("github.event_name == 'push'");
    expect(commandsOf('check')).toContain('npx slipway check --previous auto --format github');
  });

  test('deploys though jobs before were skipped, and never what failed', () => {
    expect(workflow.jobs.site?.if).toContain("!cancelled() && github.event_name != 'pull_request'");
    expect(workflow.jobs.site?.if).toContain("needs.plan.result != 'failure'");
    expect(workflow.jobs.deploy?.if).toContain("!cancelled() && needs.site.result == 'success'");
  });

  test('divides a large catalogue, whose shards alone read no status of the night before', () => {
    const [walk = ''] = commandsOf('shard').filter((run) => run.includes('nightly'));
    const upload = workflow.jobs.shard?.steps.find(({ uses }) =>
      uses?.startsWith('actions/upload-artifact@'),
    );
    const download = workflow.jobs.site?.steps.find(({ uses }) =>
      uses?.startsWith('actions/download-artifact@'),
    );

    expect(workflow.jobs.shard?.if).toBe("needs.plan.outputs.count != '1'");
    expect(workflow.jobs.shard?.strategy).toMatchObject({ 'fail-fast': false, 'max-parallel': 4 });
    expect(walk).toContain('--shard "$SHARD"');
    expect(walk).not.toContain('--previous');
    expect(upload?.with).toMatchObject({ path: 'shard-*.json' });
    expect(download?.with).toMatchObject({ pattern: 'shard-*', path: 'shards' });
    expect(commandsOf('site')).toContainEqual(
      expect.stringMatching(/^npx slipway nightly merge shards\/\*\.json /),
    );
  });

  test('keeps issues only where somebody switches that on', () => {
    expect(text).toContain('# issues: write');
    expect(Object.values(workflow.jobs).some(({ permissions }) => 'issues' in permissions)).toBe(false);
  });
});

describe("a catalogue's pipeline on GitLab", () => {
  const pipeline = z
    .looseObject({
      pages: z.looseObject({ script: z.array(z.string()), resource_group: z.string() }),
      night: z.looseObject({ script: z.array(z.string()), resource_group: z.string() }),
      check: z.looseObject({ script: z.array(z.string()) }),
      cache: z.object({ key: z.string(), paths: z.array(z.string()) }),
    })
    .parse(parse(writeGitlabPipeline()));

  test('does the same by the same commands', () => {
    expect(pipeline.check.script).toEqual(['npx slipway check --previous auto']);
    expect(pipeline.pages.script).toContain('SLIPWAY_STATUS=auto npx slipway build');
    expect(pipeline.night.script).toEqual([
      'npx slipway nightly --previous auto --out night.json',
      'SLIPWAY_STATUS=night.json npx slipway build',
    ]);
    expect(pipeline.pages.resource_group).toBe(pipeline.night.resource_group);
  });
});
