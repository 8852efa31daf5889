import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMAND } from '../support/site.ts';

const root = new URL('../../', import.meta.url);
const folder = new URL('.github/workflows/', root);

const permissionsSchema = z.record(z.string(), z.enum(['read', 'write', 'none']));
const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.unknown()).optional(),
});
const jobSchema = z.looseObject({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  outputs: z.record(z.string(), z.string()).optional(),
  strategy: z
    .object({
      'fail-fast': z.boolean(),
      'max-parallel': z.number().optional(),
      matrix: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    })
    .optional(),
  permissions: permissionsSchema,
  'timeout-minutes': z.number(),
  steps: z.array(stepSchema),
});
const workflowSchema = z.looseObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: permissionsSchema,
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(z.string(), jobSchema),
});

const packageScripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))).scripts;

const workflows = readdirSync(folder).map((file) => ({
  file,
  workflow: workflowSchema.parse(parse(readFileSync(new URL(file, folder), 'utf8'))),
}));
const workflowOf = (file: string) => {
  const found = workflows.find((candidate) => candidate.file === file);
  if (found === undefined) throw new Error(`no workflow ${file}`);
  return found.workflow;
};
const stepsOf = (file: string) => Object.values(workflowOf(file).jobs).flatMap((job) => job.steps);

/** The most that a job may ask for; anything else is refused to it. */
const ALLOWED_WRITES: Readonly<Record<string, readonly string[]>> = {
  'ci.yml': [],
  'release.yml': ['publish id-token'],
  'publish.yml': ['deploy pages', 'deploy id-token'],
  'nightly.yml': ['deploy pages', 'deploy id-token', 'keep-enabled actions'],
};

describe('workflows', () => {
  it('are those that are described, and no others', () => {
    const names = ['ci.yml', 'nightly.yml', 'publish.yml', 'release.yml'];
    expect(workflows.map(({ file }) => file).toSorted()).toEqual(names);
  });

  describe.each(workflows)('$file', ({ file, workflow }) => {
    it('grants nothing at the top, and to each job only what it needs', () => {
      expect(workflow.permissions).toEqual({});
      const writes = Object.entries(workflow.jobs).flatMap(([job, { permissions }]) =>
        Object.entries(permissions)
          .filter(([, access]) => access === 'write')
          .map(([scope]) => `${job} ${scope}`),
      );
      expect(writes).toEqual(ALLOWED_WRITES[file]);
    });

    it('runs only npm scripts that package.json has', () => {
      const commands = Object.values(workflow.jobs)
        .flatMap(({ steps }) => steps)
        .flatMap(({ run = '' }) =>
          [...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name),
        );
      for (const name of commands) expect(packageScripts).toHaveProperty(name);
    });

    it('puts no expression into a shell script, where a value could become a command', () => {
      for (const { run = '' } of Object.values(workflow.jobs).flatMap(({ steps }) => steps))
        expect(run).not.toContain('${{');
    });

    it('leaves no token in the clone', () => {
      const checkouts = Object.values(workflow.jobs)
        .flatMap(({ steps }) => steps)
        .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
      for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
    });

    it('uses actions of GitHub itself, by version, and local ones that exist', () => {
      for (const { uses } of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
        if (uses === undefined) continue;
        if (uses.startsWith('./'))
          expect(() => readFileSync(new URL(`${uses}/action.yml`, root), 'utf8')).not.toThrow();
        else expect(uses).toMatch(/^actions\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
      }
    });
  });

  it('run the night at a minute at which GitHub is not busy', () => {
    const [schedule] = z.array(z.object({ cron: z.string() })).parse(workflowOf('nightly.yml').on.schedule);
    const minute = Number(schedule?.cron.split(' ')[0]);
    expect(minute % 5).not.toBe(0);
    expect(schedule?.cron).toMatch(/^\d+ \d+ \* \* \*$/);
  });

  it('publish one at a time, and never cut a deployment off', () => {
    for (const file of ['publish.yml', 'nightly.yml'])
      expect(workflowOf(file).concurrency).toEqual({ group: 'pages', 'cancel-in-progress': false });
  });

  it.each(['publish.yml', 'nightly.yml'])('carry over what the site has published (%s)', (file) => {
    const steps = stepsOf(file);
    const build = steps.find(({ run = '' }) => run.includes('npm run build'));
    expect(build?.env).toMatchObject({ SLIPWAY_PUBLISHED: 'auto' });
    const night = steps.find(({ run = '' }) => run.includes('nightly:merge'));
    if (file === 'publish.yml') expect(build?.env).toMatchObject({ SLIPWAY_STATUS: 'auto' });
    else expect(night?.run).toContain('--previous auto --site "$SITE"');
    const job = Object.values(workflowOf(file).jobs).find(
      ({ steps }) => build !== undefined && steps.includes(build),
    );
    expect(job?.env).toHaveProperty('SLIPWAY_BEGIN_ANEW', `\${{ vars.SLIPWAY_BEGIN_ANEW }}`);
  });

  describe('the shards of a night', () => {
    const { plan, shard, night, deploy } = workflowOf('nightly.yml').jobs;
    const commands = (job: z.infer<typeof jobSchema> | undefined) =>
      job?.steps.map(({ run = '' }) => run).join('\n') ?? '';

    it('are as many as the plan says, in the form that --shard takes', () => {
      expect(commands(plan)).toContain('npm run --silent nightly:plan');
      expect(shard?.strategy?.matrix).toEqual({ shard: `\${{ fromJSON(needs.plan.outputs.shards) }}` });
      const printed = spawnSync(process.execPath, [COMMAND, 'nightly', 'plan'], {
        cwd: fileURLToPath(root),
        env: { ...process.env, SLIPWAY_CONTENT: 'content' },
        encoding: 'utf8',
      }).stdout;
      expect(printed).toMatch(/^\{.*\}\n$/);
      expect(JSON.parse(printed)).toMatchObject({ count: 1, shards: ['1/1'] });
      expect(plan?.outputs).toMatchObject({
        count: expect.stringContaining('.count'),
        shards: expect.stringContaining('.shards'),
      });
    });

    it('exist for a large catalogue only, and a small one is published without them', () => {
      expect(shard?.if).toBe("needs.plan.outputs.count != '1'");
      // A skipped job skips all that come after it, unless they say otherwise.
      expect(night?.if).toContain("!cancelled() && needs.plan.result == 'success'");
      expect(deploy?.if).toContain("!cancelled() && needs.night.result == 'success'");
    });

    it('cost the others nothing when one fails, and are few at a time', () => {
      expect(shard?.strategy).toMatchObject({ 'fail-fast': false });
      expect(shard?.strategy?.['max-parallel']).toBeLessThanOrEqual(4);
    });

    it('hand what they saw to the merge, which alone reads the status of the night before', () => {
      expect(commands(shard)).toMatch(
        /nightly -- --shard "\$SHARD" .*--out "\$RUNNER_TEMP\/shard-\$NUMBER\.json"/,
      );
      expect(commands(shard)).not.toContain('--previous');
      const upload = shard?.steps.find(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'));
      const download = night?.steps.find(({ uses = '' }) => uses.startsWith('actions/download-artifact@'));
      expect(upload?.with).toMatchObject({ name: expect.stringMatching(/^shard-/) });
      expect(download?.with).toMatchObject({ pattern: 'shard-*', 'merge-multiple': true });
      expect(commands(night)).toMatch(/nightly:merge -- "\$RUNNER_TEMP"\/shards\/\*\.json/);
    });
  });

  it('keep issues of what fails only where somebody switched that on, with what the night needs for it', () => {
    const text = readFileSync(new URL('nightly.yml', folder), 'utf8');
    const isWriter = (job: z.infer<typeof jobSchema>) => job.permissions.issues === 'write';
    expect(Object.values(workflowOf('nightly.yml').jobs).filter(isWriter)).toEqual([]);
    const switched = workflowSchema.parse(
      parse(text.replace(/^( +)# (issues: write|ISSUES: |GITHUB_TOKEN: )/gm, '$1$2')),
    );
    const [night, ...others] = Object.values(switched.jobs).filter(isWriter);
    expect(others).toEqual([]);
    const step = night?.steps.find(({ run = '' }) => run.includes('nightly:merge'));
    expect(step?.env).toMatchObject({ ISSUES: '--issues', GITHUB_TOKEN: `\${{ github.token }}` });
    expect(step?.run).toContain(`\${ISSUES:-}`);
  });

  it('publish nothing that lets a published address vanish', () => {
    const steps = stepsOf('publish.yml');
    const checked = steps.findIndex(({ run = '' }) => run.includes('npm run check -- --publishing'));
    expect(steps[checked]?.run).toContain('--previous auto --site "$SITE"');
    expect(steps[checked]?.run).not.toContain('--offline');
    expect(checked).toBeLessThan(steps.findIndex(({ run = '' }) => run.includes('npm run build')));
    expect(stepsOf('ci.yml').map(({ run }) => run)).toContainEqual(
      expect.stringMatching(/npm run check .*--previous .*catalog\.json/),
    );
  });

  it('make no commits', () => {
    for (const { file } of workflows) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      expect(text).not.toMatch(/git (commit|push)/);
    }
  });

  it('run in CI the script that everybody can run', () => {
    expect(stepsOf('ci.yml').map(({ run }) => run)).toContain('.ci/run');
    expect(readFileSync(fileURLToPath(new URL('.ci/run', root)), 'utf8')).toMatch(/^set -euo pipefail$/m);
  });
});
