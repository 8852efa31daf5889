import { describe, expect, it } from 'vitest';
import { runHere } from '../../tests/support/command-line.ts';

const run = (...args: string[]) => runHere(args);

const COMMANDS = [
  'build',
  'start',
  'dev',
  'check',
  'nightly',
  'nightly merge',
  'nightly plan',
  'pin',
  'outdated',
  'bump',
  'verify',
  'bisect',
  'binder-refs',
  'warm',
  'new environment',
  'archive',
  'restore',
  'explain',
] as const;

describe('a command line that cannot be understood', () => {
  it.each([
    ['bild', "Unknown command 'bild'. Did you mean build? See slipway --help."],
    ['xyz', "Unknown command 'xyz'. See slipway --help."],
    ['--verson', "Unknown option '--verson'. Did you mean --version? See slipway --help."],
    ['check --ofline', "Unknown option '--ofline'. Did you mean --offline? See slipway check --help."],
    ['build --outdir x', "Unknown option '--outdir'. Did you mean --outDir? See slipway build --help."],
    ['build --outDir', "Option '--outDir <dir>' argument missing. See slipway build --help."],
    ['build --site example.org', 'It takes an address such as https://example.org.'],
    ['check --format xml', 'Allowed choices are text, json, github. See slipway check --help.'],
    ['explain --format github x', 'Allowed choices are text, json. See slipway explain --help.'],
    ['nightly mrege', 'Unknown command \'mrege\'. Did you mean "merge"? See slipway nightly --help.'],
    ['nightly merge', "Missing required argument 'files'. See slipway nightly merge --help."],
    ['nightly merge a --otu b', "Unknown option '--otu'. Did you mean --out?"],
    ['nightly --fail-on bad', 'Allowed choices are stale, failing.'],
    ['nightly --concurrency many', 'It takes a number from 1 to 64.'],
    ['nightly --shard 1/2 --only python', 'give one of them.'],
    ['nightly --shard 3/2', '3/2'],
    ['bump python', "Missing required argument 'tag'. See slipway bump --help."],
    ['bump python v2 --edition-label x', 'give --edition, too.'],
    ['pin --updat python', "Unknown option '--updat'. Did you mean --update?"],
    ['archive', "Missing required argument 'dir'. See slipway archive --help."],
    ['restore x --port abc', 'It takes a number from 0 to 65535.'],
    ['bisect', "Missing required argument 'notebook'. See slipway bisect --help."],
    ['verify --engine lxc', 'Allowed choices are podman, docker. See slipway verify --help.'],
    ['verify --memory 2', 'It takes a size from 50m, such as 512m or 2g.'],
    ['verify --shard 3/2', '3/2'],
    ['verify --results a --shard 1/2', 'give it without --shard and names.'],
    ['start --port abc', 'It takes a number from 0 to 65535.'],
    ['dev --port 70000', 'It takes a number from 0 to 65535.'],
    ['check now', "Too many arguments for 'check'. Expected 0 arguments but got 1"],
    ['explain', "Missing required argument 'link'. See slipway explain --help."],
    ['help chekc', 'Unknown command \'chekc\'. Did you mean "check"? See slipway --help.'],
    ['help new catalog2', "Unknown command 'catalog2'. Did you mean"],
    ['new help bogus', "Unknown command 'bogus'. See slipway new --help."],
    ['nightly help mrege', 'Did you mean "merge"? See slipway nightly --help.'],
    ['check --content=', 'It takes a name. See slipway check --help.'],
    ['nightly --out=', 'It takes a name. See slipway nightly --help.'],
    ['verify --out=', 'It takes a name. See slipway verify --help.'],
    ['binder-refs --push --remote=', 'It takes a name. See slipway binder-refs --help.'],
    ['build --base a?b', 'It takes a path such as /notebooks/. See slipway build --help.'],
    ['build --base https://example.org/x', 'It takes a path such as /notebooks/. See slipway build --help.'],
    ['build --site https://example.org/?x', 'It takes an address such as https://example.org.'],
    ['build --site https://me:secret@example.org', 'It takes an address such as https://example.org.'],
  ])('%s: one sentence, and 2', async (line, expected) => {
    const { exitCode, stdout, stderr } = await run(...line.split(' '));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr).toMatch(/^[A-Z-][^\n]+\.\n$/);
  });

  it('is answered with the usage where it is empty', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: slipway /);
  });

  it.each([
    ['explain', '--token=hunter2'],
    ['explain', 'https://hub.example.org', 'hunter2'],
  ])('is not repeated where it may hold a password: %s %s', async (...args) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('may be one of the environment, too', async () => {
    expect(await runHere(['start'], { variables: { PORT: 'http' } })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'PORT takes a number from 0 to 65535, not "http".\n',
    });
  });
});

describe('help', () => {
  it.each(['', ...COMMANDS])('of slipway %s is the usage, and 0', async (name) => {
    const words = name.split(' ').filter(Boolean);
    for (const args of [
      [...words, '--help'],
      [...words, '-h'],
      ['help', ...words],
    ]) {
      const { exitCode, stdout, stderr } = await run(...args);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: ${['slipway', ...words].join(' ')} `);
    }
  });

  it('names every command', async () => {
    const { stdout } = await run('--help');
    for (const name of COMMANDS.filter((command) => !command.includes(' ')))
      expect(stdout).toContain(`  ${name} `);
  });
});

it.skipIf(process.platform === 'win32')('merges no device, which has no end', async () => {
  const { exitCode, stderr } = await run('nightly', 'merge', '/dev/zero', '--previous', 'none.json');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('/dev/zero is not a plain file.');
});

it('prints its version', async () => {
  const { exitCode, stdout } = await run('--version');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
});
