import { describe, expect, it } from 'vitest';
import { OTHER, observeNight, observeVersion, PINNED, present } from '../../../tests/support/observations.ts';
import { detailOf } from '../details.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { parseImageReference } from '../images/reference.ts';
import { chooseDockerfile } from './binder-layout.ts';
import { matchBinderImage } from './binder-match.ts';
import { foldStatus } from './fold.ts';
import { judgeBinder } from './judge-binder.ts';
import { findNewerTag } from './newer-tag.ts';
import type { BinderDockerfile, VersionObservation } from './observations.ts';

function parse(text: string) {
  const reference = parseImageReference(text);
  if (!reference.ok) throw new Error(text);
  return reference.value;
}

describe('the Dockerfile that repo2docker takes', () => {
  const file = (path: string, kind = 'file') => ({ path, kind });
  const choose = (paths: string[], links: Record<string, string> = {}) =>
    chooseDockerfile(
      [...paths.map((path) => file(path)), ...Object.keys(links).map((path) => file(path, 'symlink'))],
      new Map(Object.entries(links)),
    );

  it.each<[string[], Record<string, string>, string | undefined]>([
    [['Dockerfile', 'README.md'], {}, 'Dockerfile'],
    [['binder/Dockerfile', 'Dockerfile'], {}, 'binder/Dockerfile'],
    [['.binder/Dockerfile', 'Dockerfile'], {}, '.binder/Dockerfile'],
    [['binder/environment.yml', 'Dockerfile'], {}, undefined],
    [['binder/Dockerfile', '.binder/Dockerfile'], {}, undefined],
    [['dockerfile'], {}, undefined],
    [['docker/Dockerfile'], {}, undefined],
    [[], {}, undefined],
    [['docker/Dockerfile'], { Dockerfile: 'docker/Dockerfile' }, 'docker/Dockerfile'],
    [['docker/Dockerfile'], { binder: './docker' }, 'docker/Dockerfile'],
    [['docker/Dockerfile', 'Dockerfile'], { binder: 'nowhere' }, 'Dockerfile'],
    [['binder/x', 'env/Dockerfile'], { 'binder/Dockerfile': '../env/Dockerfile' }, 'env/Dockerfile'],
    [[], { Dockerfile: '/etc/passwd' }, undefined],
    [[], { Dockerfile: '../../etc/passwd' }, undefined],
    [[], { Dockerfile: 'Dockerfile' }, undefined],
  ])('of %j with links %j is %s', (paths, links, expected) => {
    const choice = choose(paths, links);
    expect(choice.kind === 'found' ? choice.path : undefined).toBe(expected);
  });

  it('cannot be told where its folder is a submodule', () => {
    expect(chooseDockerfile([file('binder', 'submodule'), file('Dockerfile')], new Map()).kind).toBe(
      'not-told',
    );
  });
});

describe('the image of a Binder repository', () => {
  it.each([
    // [FROM, catalogue, result]
    ['ghcr.io/org/env:v1', 'ghcr.io/org/env:v1', 'same'],
    ['ghcr.io/org/env:v1', `ghcr.io/org/env:v1@${PINNED}`, 'same'],
    [`ghcr.io/org/env:v1@${PINNED}`, `ghcr.io/org/env:v1@${PINNED}`, 'same-by-digest'],
    [`ghcr.io/org/env@${PINNED}`, `ghcr.io/org/env:v1@${PINNED}`, 'same-by-digest'],
    [`ghcr.io/org/env:v0@${PINNED}`, `ghcr.io/org/env:v1@${PINNED}`, 'same-by-digest'],
    [`ghcr.io/org/env:v1@${OTHER}`, `ghcr.io/org/env:v1@${PINNED}`, 'differs'],
    ['ghcr.io/org/env:v2', 'ghcr.io/org/env:v1', 'differs'],
    ['ghcr.io/org/other:v1', 'ghcr.io/org/env:v1', 'differs'],
    ['quay.io/org/env:v1', 'ghcr.io/org/env:v1', 'differs'],
    ['ghcr.io/org/env', 'ghcr.io/org/env:v1', 'unpinned'],
    ['ghcr.io/org/env:latest', 'ghcr.io/org/env:v1', 'unpinned'],
    ['node:22', 'docker.io/library/node:22', 'same'],
    ['index.docker.io/org/env:v1', 'org/env:v1', 'same'],
  ] as const)('%s against %s is %s', (from, wanted, expected) => {
    expect(matchBinderImage(parse(from), parse(wanted))).toBe(expected);
  });

  const dockerfile: BinderDockerfile = {
    kind: 'dockerfile',
    repository: 'https://git.example.org/b',
    ref: 'main',
    commit: 'c',
    path: 'Dockerfile',
    from: 'x',
    match: 'differs',
  };
  const judge = (version: Partial<VersionObservation>, binder: Partial<BinderDockerfile>) =>
    judgeBinder(observeVersion({ ...version, binder: { ...dockerfile, ...binder } })).map(({ code }) => code);

  it('may be named by the digest that the tag has', () => {
    expect(judge({ registry: { ...present, pin: 'platform' } }, { fromDigest: PINNED })).toEqual([]);
    expect(judge({ registry: { ...present, pin: 'served' } }, { fromDigest: PINNED })).toEqual([
      'binder/pin-differs',
    ]);
    const unpinned = { pinnedDigest: null, registry: { ...present, pin: 'none' } } as const;
    expect(judge(unpinned, { match: 'same-by-digest', fromDigest: PINNED })).toEqual([]);
    expect(judge(unpinned, { match: 'same-by-digest', fromDigest: OTHER })).toEqual(['binder/pin-differs']);
  });

  it('fails for a platform that hubs do not run, and where it is gone', () => {
    expect(judge({}, { match: 'same', platform: 'linux/arm64' })).toEqual(['image/wrong-platform']);
    expect(judge({}, { match: 'same', platform: 'linux/amd64' })).toEqual([]);
    expect(judge({}, { match: 'same-by-digest', fromDigest: PINNED, fromImage: 'missing' })).toEqual([
      'image/missing',
    ]);
  });
});

it('needs the images of its other stages too', () => {
  const [lost, unknown] = judgeBinder(
    observeVersion({
      binder: {
        kind: 'dockerfile',
        repository: 'https://git.example.org/b',
        ref: 'main',
        commit: 'c',
        path: 'Dockerfile',
        from: 'x',
        match: 'same',
        otherImages: [
          { image: 'node:20', presence: 'missing' },
          { image: 'node:21', presence: 'missing' },
          { image: 'r:4', presence: 'not-told' },
        ],
      },
    }),
  );
  expect(lost).toMatchObject({
    code: 'image/missing',
    message: 'The image node:20, which Dockerfile of git.example.org/b at main needs as well, is gone.',
  });
  expect(unknown).toMatchObject({ code: 'registry/unreachable' });
});

it('does not know whether a Dockerfile is built that Docker reads otherwise than it is meant', () => {
  const plan = parseDockerfile('FROM o/e:v1\nRUN cat <<- EOF > /x\n\thello\n\tEOF');
  if (!plan.ok || plan.value.doubt === undefined) throw new Error('no doubt');
  const version = observeVersion({
    binder: {
      kind: 'dockerfile',
      repository: 'https://git.example.org/b',
      ref: 'main',
      commit: 'c',
      path: 'Dockerfile',
      from: 'x',
      match: 'same',
      doubt: detailOf('dockerfile-line', { path: 'Dockerfile', ...plan.value.doubt }),
    },
  });
  const [reason, ...others] = judgeBinder(version);
  expect(others).toEqual([]);
  expect(reason).toMatchObject({
    code: 'binder/unreachable',
    message:
      'Couldn’t tell whether Dockerfile of the Binder repository git.example.org/b at main can be built: Dockerfile, line 2: Docker does not yet open a here-document where a space follows <<-; write <<-EOF.',
  });
  const { environments } = foldStatus(
    undefined,
    observeNight({ environments: [version] }),
    '2026-11-20T03:23:00Z',
  );
  expect(environments[0]?.verdict).toBe('unknown');
});

describe('a newer tag', () => {
  it.each([
    ['v1.5.3', ['v1.5.2', 'v1.5.10', 'v1.6.0rc1', 'latest'], 'v1.5.10'],
    [
      '20230310T1959-latest',
      ['20220101T0000-latest', '20240214T0706-latest', '2024-latest'],
      '20240214T0706-latest',
    ],
    ['2026-06-01', ['2026-06-01', '2026-05-30'], undefined],
    ['3f4ff3c9a1b2', ['9f4ff3c9a1b2'], undefined],
    ['stable', ['latest'], undefined],
    ['v09', ['v9', 'v10'], 'v10'],
  ])('than %s among %j is %s', (tag, tags, expected) => {
    expect(findNewerTag(tag, tags)).toBe(expected);
  });
});
