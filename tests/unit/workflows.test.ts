import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

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
};

describe('workflows', () => {
  it('are those that are described, and no others', () => {
    const names = ['ci.yml', 'release.yml'];
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

    it('uses actions of GitHub itself, each pinned to a commit', () => {
      for (const { uses } of Object.values(workflow.jobs).flatMap(({ steps }) => steps))
        if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    });
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
