import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandHere } from '../support/command-line.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { findRunnerCommands } from '../support/runner-commands.ts';
import type { CommandName, CommandResult } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** Words that a runner of GitHub Actions, a terminal or Markdown would obey, wherever strangers can write. */
const COMMANDS = ['##[error]stop', '::error::stop', 'x\r::add-mask::a', '\u001b[2Jx', '@octocat <img src=x>'];

/** Names of files; `/` is none of theirs. */
const NAMES = COMMANDS.map((words) => `${words.replaceAll('/', '')}.ipynb`);

describe('nothing that strangers write is a command where it is printed', () => {
  let folder: TemporaryFolder;
  let host: TestServer;

  beforeAll(async () => {
    folder = await createTemporaryFolder('printed');
    await mkdir(join(folder.path, 'content/notebooks'), { recursive: true });
    // Registry, hub and git host in one, each answering with commands.
    host = await startHttpServer((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errors: [{ code: COMMANDS[0], message: COMMANDS.join('\n') }] }));
    });
    const link = `http://${host.host}/v2/gh/org/env/?urlpath=git-pull`;
    for (const name of NAMES) {
      const cells = [
        { cell_type: 'markdown', metadata: {}, source: `# ${name}\n\n[launch](${link}##[error])` },
      ];
      const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
      await writeFile(join(folder.path, 'content/notebooks', name), JSON.stringify(notebook));
    }
    await writeFile(join(folder.path, 'content/notebooks/README.md'), `${link}##[error]\n::error::x`);
    await writeFile(join(folder.path, 'content/catalog.yaml'), writeManifest());
  });
  afterAll(async () => {
    await host?.stop();
    await folder?.remove();
  });

  const writeManifest = () => {
    const entries = NAMES.map((name) => `      ${JSON.stringify(`gone-${name}`)}: {title: x}`);
    return [
      'version: 1',
      'site: {title: "::error::Course", url: "https://example.org/"}',
      `hubs: {binder: {type: binderhub, url: "http://${host.host}/hub", title: "##[error]"}}`,
      `environments: {env: {title: "::error::E", image: "${host.host}/a/b", tag: v1, binder: {repository: "http://${host.host}/env", ref: main}}}`,
      'content:',
      '  course:',
      '    title: "##[error]"',
      `    repository: "http://${host.host}/course"`,
      '    branch: main',
      '    environment: env',
      '    directory: notebooks',
      '    notebooks:',
      ...entries.filter((entry) => !entry.includes('\\r') && !entry.includes('\\u001b')),
      '',
    ].join('\n');
  };
  const run = (name: CommandName, args: readonly string[], content = 'content') =>
    runCommandHere(name, args, {
      SLIPWAY_CONTENT: join(folder.path, content),
      SLIPWAY_CACHE: join(folder.path, 'cache'),
      DOCKER_CONFIG: folder.path,
      GITHUB_STEP_SUMMARY: join(folder.path, 'summary.md'),
    });
  /** The commands in both streams, without those that are ours. */
  const strangers = ({ stdout, stderr }: CommandResult) => {
    const lines = `${stdout}\n${stderr}`.split('\n');
    const others = lines.filter((line) => !/^::(?:error|warning) file=[^:]*,title=[^:]*::/.test(line));
    return { commands: findRunnerCommands(others.join('\n')), printed: lines.join('') };
  };

  it.each(['text', 'json', 'github'])('in a check as %s', async (format) => {
    const found = await run('check', ['--format', format]);
    const { commands, printed } = strangers(found);
    expect(printed).toContain('octocat');
    expect(commands).toEqual([]);
    expect(printed).not.toMatch(/\p{Cc}/u);
    if (format === 'json') expect(JSON.parse(found.stdout).diagnostics.length).toBeGreaterThan(3);
  });

  it.each(['text', 'json', 'github'])('in a night as %s, and in the summary of its job', async (format) => {
    await rm(join(folder.path, 'summary.md'), { force: true });
    const out = join(folder.path, 'status.json');
    const night = await run('nightly', ['--format', format, '--out', out, '--previous', out]);
    const { commands, printed } = strangers(night);
    expect(night.exitCode).toBe(0);
    expect(printed).toContain('octocat');
    expect(commands).toEqual([]);
    expect(printed).not.toMatch(/\p{Cc}/u);
    const summary = await readFile(join(folder.path, 'summary.md'), 'utf8');
    expect(summary).not.toMatch(/@octocat|<img|[^\P{Cc}\n]/u);
  });

  it.each(['text', 'json'])('in an explanation as %s', async (format) => {
    for (const words of COMMANDS.slice(0, 4)) {
      const link = `http://${host.host}/v2/gh/org/env/${words}?urlpath=git-pull%3Frepo%3D${words}%26branch=${words}`;
      const { commands, printed } = strangers(await run('explain', ['--format', format, link]));
      expect(commands).toEqual([]);
      expect(printed).not.toMatch(/\p{Cc}/u);
    }
  });

  it('in a build that a manifest stops', async () => {
    await mkdir(join(folder.path, 'broken'), { recursive: true });
    const lines = COMMANDS.map((words, index) => `? ${JSON.stringify(words)}\n: ${index}`);
    await writeFile(
      join(folder.path, 'broken/catalog.yaml'),
      `::error::a: ##[error]b\n${lines.join('\n')}\n`,
    );
    const { commands, printed } = strangers(
      await run('build', ['--outDir', join(folder.path, 'dist')], 'broken'),
    );
    expect(printed).toContain('octocat');
    expect(commands).toEqual([]);
    expect(printed).not.toMatch(/\p{Cc}/u);
  });
});
