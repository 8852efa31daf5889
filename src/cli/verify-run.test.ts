import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../../tests/support/command-line.ts';
import { startHttpServer } from '../../tests/support/http-server.ts';
import { createTemporaryFolder } from '../../tests/support/temporary.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const NOTEBOOK = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] });

interface Fault {
  /** Of the environment, instead of image, tag and digest. */
  readonly version?: (host: string) => string;
  /** Shell code of a stand-in for podman, in a `case` of its first argument; absent: no engine. */
  readonly podman?: string;
  readonly exitCode: 1 | 2;
  readonly sentence: RegExp;
}

/** What an engine answers that has no image yet, and fails to pull it. */
const failsPull = (words: string) => `image) exit 1;; pull) echo 'Error: ${words}' >&2; exit 125;;`;
const PINNED = (host: string) => `image: ${host}/py, tag: v1, digest: "${DIGEST}"`;

const FAULTS: Readonly<Record<string, Fault>> = {
  'no engine': {
    exitCode: 2,
    sentence:
      /^Nothing could be verified, and no status was written: Neither podman nor docker works on this machine; install one/,
  },
  'no room for the image': {
    podman: failsPull('writing blob: write /var/tmp/x: no space left on device'),
    exitCode: 1,
    sentence: /^There is no room for the image \S+; free some, such as with podman image prune\.$/m,
  },
  'no room to run it': {
    podman: `image) exit 0;; run) echo 'Error: mkdir /var/x: no space left on device' >&2; exit 125;;`,
    exitCode: 1,
    sentence: /There is no room to run /,
  },
  'a registry that dies during the pull': {
    podman: failsPull('reading blob: read tcp 10.0.0.1:5000: unexpected EOF'),
    exitCode: 1,
    sentence: /because its registry stopped answering \(.*unexpected EOF\); try again later\.$/m,
  },
  'a tag that exists in no registry': {
    version: (host) => `image: ${host}/py, tag: v9`,
    podman: '',
    exitCode: 1,
    sentence: /\/py:v9/,
  },
  'a mirror that has another image': {
    version: (host) => `image: ${host}/py, mirror: ${host}/mirror, tag: v1, digest: "${DIGEST}"`,
    podman: failsPull('reading manifest: manifest unknown'),
    exitCode: 1,
    sentence:
      /The image \S+\/py@\S+ could not be pulled .* The image \S+\/mirror@\S+ could not be pulled because its registry does not give it/,
  },
};

test.each(Object.entries(FAULTS))(
  '%s is said in a sentence, and a status stays as it was',
  async (_, fault) => {
    const { version = PINNED, podman, exitCode, sentence } = fault;
    await using folder = await createTemporaryFolder('verify-faults');
    await using registry = await startHttpServer((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"errors": [{"code": "MANIFEST_UNKNOWN"}]}');
    });
    const place = (path: string) => join(folder.path, path);
    for (const name of ['programs', 'notebooks']) mkdirSync(place(name));
    writeFileSync(place('notebooks/a.ipynb'), NOTEBOOK);
    writeFileSync(
      place('catalog.yaml'),
      `version: 1
site: {title: Course, url: "https://course.example/"}
hubs: {class: {type: jupyterhub, url: "https://hub.example.org", environments: [py]}}
environments: {py: {${version(registry.host)}}}
content:
  course: {title: Course, repository: "https://git.example.org/course", branch: main, environment: py, directory: ./notebooks}
`,
    );
    if (podman !== undefined) {
      writeFileSync(
        place('programs/podman'),
        `#!/bin/sh\ncase "$1" in version) echo 4.3.1;; ${podman} esac\n`,
      );
      chmodSync(place('programs/podman'), 0o755);
    }
    writeFileSync(place('status.json'), BEFORE);
    const variables = { PATH: place('programs'), SLIPWAY_CACHE: place('cache'), TMPDIR: folder.path };
    const run = await runHere(['verify'], { workFolder: folder.path, variables });
    expect(`${run.stderr}${run.stdout}`).toMatch(sentence);
    expect(`${run.stderr}${run.stdout}`).not.toMatch(/^\s+at /m);
    expect(run.exitCode).toBe(exitCode);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('status'))).toEqual(['status.json']);
    const { contents, checked_at } = JSON.parse(readFileSync(place('status.json'), 'utf8'));
    expect(checked_at).toBe(JSON.parse(BEFORE).checked_at);
    // What could not be run changes no verdict.
    expect(contents[0].verdict).toBe('ok');
  },
);

const AT = '2026-11-23T03:23:00Z';
const BEFORE = JSON.stringify({
  version: 1,
  checked_at: AT,
  duration_ms: 1,
  environments: [],
  contents: [
    {
      id: 'course',
      verdict: 'ok',
      since: AT,
      last_ok_at: AT,
      reasons: [],
      history: [],
      commit: null,
      missing: [],
    },
  ],
  hubs: [],
});
