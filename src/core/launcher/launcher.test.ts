import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NASTY_PATHS } from '../../../tests/support/nasty-names.ts';
import type { Hub } from '../catalog/types.ts';
import { composeLaunch } from '../links/compose.ts';
import { readBinderQuery } from '../links/decode-chain.ts';
import { en } from '../texts/en.ts';
import { composeReport, listReportTexts } from './answered-report.ts';
import { parseBinderLaunch } from './binder-launch.ts';
import { findNearestNotebooks } from './nearest.ts';
import { composeOwnLaunch, guessOwnHubType } from './own-hub.ts';
import { buildReportUrl } from './report-url.ts';

const HUB: Hub = {
  id: 'b',
  type: 'binderhub',
  url: 'https://b.example/binder',
  title: 'B',
  signIn: false,
};
const CONTENT = { repository: 'https://github.com/example/tides', branch: 'main', path: 'Week 1/a#b.ipynb' };

function compose(path: string, ref = 'v1') {
  return composeLaunch({
    hub: HUB,
    binder: { repository: 'https://github.com/org/env', ref },
    repository: CONTENT.repository,
    branch: 'main',
    path,
  });
}

describe('a Binder link that is followed here', () => {
  it('gives what the hub is asked for', () => {
    const link = compose('a.ipynb', 'feature/x');
    expect(link.ok && parseBinderLaunch(link.value.url, HUB.url)).toEqual({
      buildEndpoint: 'https://b.example/binder/build/',
      spec: 'gh/org/env/feature/x',
      urlpath:
        'git-pull?repo=https%3A%2F%2Fgithub.com%2Fexample%2Ftides&branch=main&urlpath=lab%2Ftree%2Ftides%2Fa.ipynb',
    });
  });

  const names = [...NASTY_PATHS.keys()].filter((path) => compose(path).ok);
  it.each(names)('means the same file as on a hub that decodes once: %s', (path) => {
    const link = compose(path);
    if (!link.ok) throw new Error(link.failure.message);
    const launch = parseBinderLaunch(link.value.url, HUB.url);
    const { search } = new URL(link.value.url);
    const seen = readBinderQuery(search, false);
    const here = readBinderQuery(`?urlpath=${encodeURIComponent(launch?.urlpath ?? '')}`, false);
    expect(here).toEqual(seen);
    expect(launch?.urlpath).toMatch(/^git-pull\?/);
  });

  it.each(['https://other.example/v2/gh/a/b/c', 'https://b.example/binder/v2/', 'javascript:alert(1)', ''])(
    'is not %s',
    (link) => {
      expect(parseBinderLaunch(link, HUB.url)).toBeUndefined();
    },
  );
});

describe("the reader's own hub", () => {
  it.each([
    ['https://hub.example.edu', 'https://hub.example.edu'],
    [' hub.example.edu/ ', 'https://hub.example.edu'],
    ['https://hub.example.edu/jupyter/hub/home', 'https://hub.example.edu/jupyter'],
    ['https://hub.example.edu/user/me/lab/tree/a.ipynb?reset#x', 'https://hub.example.edu'],
    ['hub.example.edu:8443/hub', 'https://hub.example.edu:8443'],
    ['http://127.0.0.1:8000/hub/spawn', 'http://127.0.0.1:8000'],
  ])('is found in %j', (text, hubUrl) => {
    const launch = composeOwnLaunch(text, CONTENT);
    expect(launch).toMatchObject({ ok: true, value: { hubUrl, title: new URL(hubUrl).host } });
    expect(launch.ok && launch.value.link).toBe(
      `${hubUrl}/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fexample%2Ftides&branch=main&urlpath=lab%2Ftree%2Ftides%2FWeek%25201%2Fa%2523b.ipynb`,
    );
  });

  it.each([
    ['https://hub.example.edu/hub/home', 'jupyterhub'],
    ['hub.example.edu/jupyter/user/me/lab', 'jupyterhub'],
    ['https://hub.example.org/v2/gh/a/b/main?urlpath=lab', 'binderhub'],
    ['https://hub.example.org/services/binder/build/gh/a/b/main', 'binderhub'],
    ['binder.example.org', 'binderhub'],
    ['https://notebooks.gesis.org/binder/', undefined],
    ['https://gesis.mybinder.org', 'binderhub'],
    ['https://bookbinders.example.org', undefined],
    ['https://hub.example.edu', undefined],
    ['not a hub', undefined],
    ['', undefined],
  ])('shows in %j that it is a %s', (text, type) => {
    expect(guessOwnHubType(text)).toBe(type);
  });

  it('may be a BinderHub where the version has a Binder repository', () => {
    const binder = { repository: 'https://github.com/example/binder', ref: 'v1' };
    const launch = composeOwnLaunch(
      'hub.example.org/binder/v2/gh/x/y/z',
      { ...CONTENT, binder },
      'binderhub',
    );
    expect(launch).toMatchObject({
      ok: true,
      value: { hubUrl: 'https://hub.example.org/binder', type: 'binderhub' },
    });
    expect(launch.ok && launch.value.link).toContain(
      'https://hub.example.org/binder/v2/gh/example/binder/v1?urlpath=git-pull%3Frepo%3D',
    );
    expect(composeOwnLaunch('hub.example.org', CONTENT, 'binderhub')).toMatchObject({
      ok: false,
      failure: { code: 'link/no-binder-repository' },
    });
  });

  it.each([
    ['', 'link/bad-hub'],
    ['   ', 'link/bad-hub'],
    ['http://hub.example.edu', 'link/bad-hub'],
    ['javascript:alert(1)', 'link/bad-hub'],
    ['data:text/html,x', 'link/bad-hub'],
    ['https://me:secret@hub.example.edu', 'link/credentials'],
    ['https://', 'link/bad-hub'],
    ['not a hub', 'link/bad-hub'],
  ])('is refused in %j', (text, code) => {
    expect(composeOwnLaunch(text, CONTENT)).toMatchObject({ ok: false, failure: { code } });
  });

  it('never leads elsewhere than to an https address or to this machine', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(
            fc.constantFrom('', 'https://', 'http://', 'javascript:', 'data:,', '//', 'ftp://', ' '),
            fc.constantFrom('hub.example', 'localhost:8000', '127.0.0.1', 'a@b', ''),
            fc.string(),
          )
          .map((parts) => parts.join('')),
        (text) => {
          const launch = composeOwnLaunch(text, CONTENT);
          if (launch.ok)
            expect(launch.value.link).toMatch(/^(https:\/\/|http:\/\/(localhost|127\.|\[::1\]))/);
        },
      ),
    );
  });
});

const REPORT_TEXTS = listReportTexts(en);

describe('a report', () => {
  const report = { title: 'A & B', body: 'Line 1\nLine #2' };
  it.each([
    [
      'https://github.com/a/b.git',
      'https://github.com/a/b/issues/new?title=A%20%26%20B&body=Line%201%0ALine%20%232',
    ],
    [
      'https://gitlab.example.org/a/sub/b/',
      'https://gitlab.example.org/a/sub/b/-/issues/new?issue%5Btitle%5D=A%20%26%20B&issue%5Bdescription%5D=Line%201%0ALine%20%232',
    ],
    [
      'https://codeberg.org/a/b',
      'https://codeberg.org/a/b/issues/new?title=A%20%26%20B&body=Line%201%0ALine%20%232',
    ],
    ['https://git.example.org/a/b', 'https://git.example.org/a/b'],
    ['git@github.com:a/b', undefined],
    ['javascript:alert(1)', undefined],
    [undefined, undefined],
  ])('for %s goes to %s', (repository, address) => {
    expect(buildReportUrl({ repository }, report)).toBe(address);
  });
  it.each([
    [
      { contact: 'teach@example.edu' },
      'mailto:teach@example.edu?subject=A%20%26%20B&body=Line%201%0D%0ALine%20%232',
    ],
    [
      { repository: 'https://git.example.org/a/b', contact: 'teach@example.edu' },
      'mailto:teach@example.edu?subject=A%20%26%20B&body=Line%201%0D%0ALine%20%232',
    ],
    [
      { repository: 'https://git.example.org/a/b', contact: 'https://example.edu/help' },
      'https://example.edu/help',
    ],
    [
      { repository: 'https://github.com/a/b', contact: 'teach@example.edu' },
      'https://github.com/a/b/issues/new?title=A%20%26%20B&body=Line%201%0ALine%20%232',
    ],
  ])(
    'of a catalogue with %j is addressed to its tracker, otherwise to its contact',
    (destination, address) => {
      expect(buildReportUrl(destination, report)).toBe(address);
    },
  );
  it('of a reader has the answers and what the page showed, and no token', () => {
    const { title, body } = composeReport(
      {
        hub: { title: 'Class hub', verdict: 'Works' },
        happened: 'A 404 at https://hub.example.edu/user/ada/lab?token=0123456789abcdef and\nnothing else',
        since: 'Today',
      },
      {
        page: 'https://example.org/l/tides/a/',
        notebook: 'Tides',
        version: 'Python 2',
        checkedAt: '2026-11-23T03:23:41Z',
      },
      REPORT_TEXTS,
      '2026-11-23T10:05:59.123Z',
    );
    expect(title).toBe('“Tides” does not start');
    expect(body).toBe(
      `https://example.org/l/tides/a/

Which hub was it?: Class hub
What happened?: A 404 at https://hub.example.edu/user/ada/lab?token=… and
nothing else
Since when?: Today
This page said: Works
Version: Python 2
Checked: 2026-11-23 03:23 UTC
Written: 2026-11-23 10:05 UTC`,
    );
  });
  it('stays short enough for an address', () => {
    const url = buildReportUrl(
      { repository: 'https://github.com/a/b' },
      { title: 'x', body: '🌊'.repeat(10_000) },
    );
    expect(url?.length).toBeLessThan(5_000);
    expect(() => decodeURIComponent(url ?? '')).not.toThrow();
  });
});

describe('an id that does not exist', () => {
  const notebooks = ['tides/welcome', 'tides/tide-gauge', 'harbours/tide-gauge-2', 'r/giant-tides'].map(
    (id) => ({ id }),
  );
  const nearest = (id: string) => findNearestNotebooks(id, notebooks).map((notebook) => notebook.id);
  it.each([
    ['tides/welcom', ['tides/welcome']],
    ['tide/welcome', ['tides/welcome']],
    ['old-course/welcome', ['tides/welcome']],
    ['tides/01-welcome', ['tides/welcome']],
    ['TIDES/Welcome.ipynb', ['tides/welcome']],
    ['tides/tide_gauge', ['tides/tide-gauge', 'harbours/tide-gauge-2']],
    ['zzz/qqqqqqqqqqqq', []],
    ['', []],
    ['/', []],
  ])('%j is like %j', (id, expected) => {
    expect(nearest(id).slice(0, 2)).toEqual(expected);
  });
  it('is most like the collection of a like name where many have a notebook of that name', () => {
    const ids = ['autumn', 'class', 'dead', 'full', 'half', 'healthy', 'many'].map((id) => ({
      id: `${id}/a`,
    }));
    expect(findNearestNotebooks('helthy/a', ids)[0]).toEqual({ id: 'healthy/a' });
  });
  it('may be enormous', () => {
    expect(nearest('x'.repeat(1_000_000))).toEqual([]);
  });
});
