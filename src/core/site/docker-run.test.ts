import { describe, expect, it } from 'vitest';
import { buildLauncherPage } from '../launcher/page.ts';
import { readPullQuery } from '../links/decode-chain.ts';
import { en } from '../texts/en.ts';
import { buildDockerRun } from './docker-run.ts';
import { assembleHarbour, makeNight } from './harbour.fixture.ts';

const NIGHT = makeNight('failing', 'failing');

/** A nightly check that read of every image whether it starts a server on its own. */
const nightWith = (command: 'yes' | 'no' | 'unknown') => ({
  ...NIGHT,
  environments: NIGHT.environments.map((row) => ({
    ...row,
    preflight: { user: 'yes', entrypoint: 'yes', nbgitpuller: 'unknown', git: 'yes', command } as const,
  })),
});

describe('the line for docker', () => {
  const [row] = NIGHT.environments;
  const environment = { id: row?.id ?? '', image: 'quay.io/org/env' };
  const version = { tag: row?.tag ?? '' };
  const plain = `docker run --rm -p 8888:8888 quay.io/org/env:${version.tag}`;

  it.each([
    ['starts a server on its own', nightWith('yes'), plain],
    ['starts nothing on its own', nightWith('no'), `${plain} jupyter lab --ip 0.0.0.0`],
    ['does not say', nightWith('unknown'), plain],
    ['was read by an earlier check', NIGHT, plain],
    ['was never read', null, plain],
  ])('of an image that %s', (_, status, expected) => {
    expect(buildDockerRun(environment, version, status)).toBe(expected);
  });

  it('names the pinned bytes', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(buildDockerRun(environment, { tag: '1', digest }, null)).toMatch(/env:1@sha256:0{64}$/);
  });
});

describe('a launcher none of whose buttons works', () => {
  const model = assembleHarbour(nightWith('no'));
  const [notebook] = model.notebooks;
  if (notebook === undefined) throw new Error('no notebook');
  const { fallback } = buildLauncherPage(model, notebook, undefined, en);

  it('gives the line, and the address that brings the notebook', () => {
    expect(fallback?.dockerRun).toMatch(/ jupyter lab --ip 0\.0\.0\.0$/);
    const url = new URL(fallback?.localPullUrl ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('http://localhost:8888/git-pull');
    const content = model.contents.find(({ id }) => id === notebook.contentId);
    expect(readPullQuery(url.search)).toMatchObject({
      repository: content?.repository,
      branch: content?.branch,
    });
    expect(readPullQuery(url.search).urlpath).toMatch(new RegExp(`/${notebook.path}$`));
  });
});
