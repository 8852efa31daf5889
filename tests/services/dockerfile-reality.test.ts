import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import { formatImageReference, parseImageReference } from '../../src/core/images/reference.ts';
import { ok } from '../../src/core/result.ts';
import type { GitClient, TreeFile } from '../../src/io/git/types.ts';
import { createRepositories } from '../../src/tasks/night/night-repositories.ts';
import { observeBinder } from '../../src/tasks/night/observe-binder.ts';
import { BEGINNINGS, CONTEXT_FILES, DIFFERENCES, IMAGES, PARTS } from '../support/dockerfile-states.ts';
import type { CommitFile } from '../support/git-repository.ts';
import { createGitStandIn } from '../support/git-stand-in.ts';
import { observeNight, observeVersion, present } from '../support/observations.ts';
import { type Podman, startPodman } from '../support/podman.ts';
import { chooseSample } from '../support/sample.ts';
import { describeWith } from '../support/system-packages.ts';

/*
 * Generated Binder repositories, each built by a real podman and judged by a nightly check: nothing is said to work that is
 * not built, and nothing is said to fail that is.
 */

const NAME = 'Dockerfile';

/** Every beginning with every part; every second time with a further part, which changes from case to case. */
const CASES = BEGINNINGS.flatMap((beginning, row) =>
  PARTS.map((part, column) => {
    const other = (row + column) % 2 === 0 ? '' : PARTS[(row * 7 + column * 3 + 1) % PARTS.length];
    return `${beginning}${part}${other}`;
  }),
);

/** git that holds these files, links as what they are. */
function holdFiles(files: Readonly<Record<string, CommitFile>>): GitClient {
  const bytes = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      Buffer.from(
        content !== null && typeof content === 'object' && 'linkTo' in content
          ? content.linkTo
          : (content ?? ''),
      ),
    ]),
  );
  const isLink = (path: string) => {
    const content = files[path];
    return content !== null && typeof content === 'object' && 'linkTo' in content;
  };
  return {
    ...createGitStandIn(() => bytes),
    listFiles: async () =>
      ok(
        Object.keys(files).map(
          (path): TreeFile => ({ path, kind: isLink(path) ? 'symlink' : 'file', blobId: path }),
        ),
      ),
  };
}

async function judge(files: Readonly<Record<string, CommitFile>>) {
  const known = new Set<string>(IMAGES);
  const git = holdFiles(files);
  const binder = await observeBinder(
    {
      git,
      repositories: createRepositories(git),
      registry: {
        checkPresence: async (reference) =>
          known.has(formatImageReference(reference)) ? 'present' : 'missing',
      },
    },
    { repository: 'https://git.example.org/binder', ref: 'main' },
    { registry: 'localhost', repository: 'base', tag: 'v1' },
  );
  const from = binder.kind === 'dockerfile' ? parseImageReference(binder.from) : undefined;
  const isThere = from?.ok !== true || known.has(formatImageReference(from.value));
  const version = observeVersion({ binder, pinnedDigest: null, registry: { ...present, pin: 'none' } });
  const row = foldStatus(undefined, observeNight({ environments: [version] }), '2026-11-20T03:23:00.000Z');
  return { verdict: row.environments[0]?.verdict, reasons: row.environments[0]?.reasons, isThere };
}

describeWith(['podman', 'runc'], 'a Dockerfile', () => {
  let podman: Podman;
  beforeAll(async () => {
    podman = await startPodman(IMAGES);
  });
  afterAll(async () => {
    await podman.stop();
  });

  it.each(chooseSample('SLIPWAY_ALL_STATES', CASES, 10))(
    'is judged as podman builds it: %j',
    async (text) => {
      const files = { ...CONTEXT_FILES, [NAME]: text };
      const refusal = await podman.build(files, NAME);
      const { verdict, reasons } = await judge(files);
      const message = `podman: ${refusal ?? 'builds'}\nSlipway: ${JSON.stringify(reasons)}`;
      if (refusal === undefined) expect(['ok', 'stale'], message).toContain(verdict);
      else expect(verdict, message).toBe('failing');
    },
  );

  it.each(DIFFERENCES)(
    'is judged as BuildKit builds it, because $because',
    async ({ dockerfile, buildKit }) => {
      const files = { ...CONTEXT_FILES, [NAME]: dockerfile };
      expect((await podman.build(files, NAME)) === undefined).toBe(buildKit === 'refuses');
      expect((await judge(files)).verdict).toBe(buildKit === 'builds' ? 'ok' : 'failing');
    },
  );
});
