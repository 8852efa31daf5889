import { describe, expect, test } from 'vitest';
import { createGitEnvironment } from './environment.ts';
import { describeFailure } from './failures.ts';

const attempt = {
  repository: 'https://example.org/a/b',
  ref: 'main',
  timeoutMs: 90_000,
  maxTotalBytes: 1_000_000_000,
};
const exitWith = (stderr: string) =>
  describeFailure({ kind: 'exited', status: 128, stdout: Buffer.alloc(0), stderr }, attempt);

// Words of git 2.39 and 2.47, curl 7.88 and 8, and OpenSSH, as hosts provoke them.
describe('what git says', () => {
  test.each([
    [
      "remote: Repository not found.\nfatal: repository 'https://example.org/a/b/' not found",
      'git/repository-missing',
    ],
    [
      "fatal: could not read Username for 'https://example.org': terminal prompts disabled",
      'git/repository-missing',
    ],
    [
      "remote: HTTP Basic: Access denied.\nfatal: Authentication failed for 'https://example.org/a/b/'",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': The requested URL returned error: 403",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': The requested URL returned error: 503",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': The requested URL returned error: 429",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': Could not resolve host: example.org",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': Failed to connect to example.org port 443 after 5 ms: Couldn't connect to server",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': SSL certificate problem: self-signed certificate",
      'git/unreachable',
    ],
    [
      "fatal: unable to access 'https://example.org/a/b/': gnutls_handshake() failed: Error in the pull function.",
      'git/unreachable',
    ],
    [
      'error: RPC failed; curl 92 HTTP/2 stream 0 was not closed cleanly\nfatal: early EOF',
      'git/unreachable',
    ],
    ['fatal: the remote end hung up unexpectedly', 'git/unreachable'],
    [
      "fatal: '/srv/a/b' does not appear to be a git repository\nfatal: Could not read from remote repository.",
      'git/repository-missing',
    ],
    [
      'git@example.org: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      'git/unreachable',
    ],
    [
      'ssh: Could not resolve hostname example.org: Name or service not known\nfatal: Could not read from remote repository.',
      'git/unreachable',
    ],
    ["fatal: couldn't find remote ref refs/heads/main", 'git/ref-missing'],
    ['fatal: remote error: upload-pack: not our ref 1111', 'git/ref-missing'],
    // The commit may well be there: this server gives out the ends of branches only.
    ['error: Server does not allow request for unadvertised object 1111', 'git/failed'],
    // Of this machine, whatever git makes of it.
    ['fatal: write error: No space left on device\nfatal: the remote end hung up unexpectedly', 'git/failed'],
    [
      'error: unable to create temporary file: Permission denied\nfatal: failed to write object\nerror: https://example.org/a/b did not send all necessary objects',
      'git/failed',
    ],
    ["fatal: cannot open '/cache/FETCH_HEAD': Permission denied", 'git/failed'],
    ['fatal: remote did not send all necessary objects', 'git/failed'],
    ['error: git-remote-https died of signal 9', 'git/failed'],
    ['fatal: cannot fork() for remote-https: Resource temporarily unavailable', 'git/failed'],
    ['error: cannot open .git/objects: Too many open files', 'git/failed'],
    ['fatal: Out of memory, malloc failed', 'git/failed'],
    ["fatal: transport 'file' not allowed", 'git/refused'],
    ['fatal: https://example.org/a/b/info/refs not valid: is this a git repository?', 'git/unreachable'],
    ['fatal: bad object HEAD', 'git/failed'],
    ['', 'git/failed'],
  ])('%j is %s', (stderr, code) => {
    const failure = exitWith(stderr);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^[^\n]*https:\/\/example\.org\/a\/b[^\n]*\.$/u);
  });

  test('traces neither decide nor are repeated', () => {
    const trace =
      "01:02:03.456789 run-command.c:655  trace: run_command: git remote-https x 'not found' SSL\n";
    expect(exitWith(`${trace}fatal: bad object`)).toMatchObject({ code: 'git/failed' });
    expect(exitWith(trace).message).not.toContain('trace');
  });

  test('no credentials, no control characters, no end', () => {
    const { message } = exitWith(`fatal: strange https://user:s3cret@host/ \u001b[31m${'x'.repeat(5000)}`);
    expect(message).not.toContain('s3cret');
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(500);
  });

  test('other ends', () => {
    expect(describeFailure({ kind: 'timed-out' }, attempt)).toMatchObject({
      code: 'git/unreachable',
      message: expect.stringContaining('90 s'),
    });
    expect(describeFailure({ kind: 'killed' }, attempt)).toMatchObject({ code: 'git/failed' });
    expect(describeFailure({ kind: 'aborted' }, attempt)).toMatchObject({ code: 'git/too-large' });
    expect(describeFailure({ kind: 'not-installed' }, attempt)).toMatchObject({ code: 'git/not-installed' });
  });
});

test("the environment keeps a user's set-up of git and drops what belongs to another repository", () => {
  const environment = createGitEnvironment({
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy',
    SSH_AUTH_SOCK: '/agent',
    GIT_CONFIG_GLOBAL: '/my/config',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'a.b',
    GIT_CONFIG_VALUE_0: 'c',
    GIT_SSL_CAINFO: '/ca',
    GIT_DIR: '/other',
    GIT_INDEX_FILE: '/other/index',
    GIT_TRACE: '1',
    GIT_ASKPASS: '/usr/bin/window',
    GIT_TERMINAL_PROMPT: '1',
    LC_ALL: 'de_DE.UTF-8',
    LC_MESSAGES: 'de_DE.UTF-8',
    LANGUAGE: 'de',
  });
  expect(environment).toMatchObject({
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy',
    SSH_AUTH_SOCK: '/agent',
    GIT_CONFIG_GLOBAL: '/my/config',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'a.b',
    GIT_CONFIG_VALUE_0: 'c',
    GIT_SSL_CAINFO: '/ca',
    GIT_ASKPASS: '',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  });
  for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_TRACE', 'LC_MESSAGES', 'LANGUAGE']) {
    expect(environment).not.toHaveProperty(name);
  }
});
