import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hub } from '../catalog/types.ts';
import { composeLaunch } from './compose.ts';
import { decodeWithWouter, openInBrowser, readBinderQuery } from './decode-chain.ts';
import type { LaunchRequest } from './types.ts';

/**
 * The links are decoded here by the programs that decode them in earnest, where they are on npm: the
 * router of BinderHub's page (wouter) and its client library. What follows in Python (tornado,
 * nbgitpuller) is a form decoding, done here by the platform's `URLSearchParams`.
 */
const { sanitizeSearch } = await loadWouter();
const { LaunchSpec } = await loadBinderHubClient();

const SERVER = 'https://hub.example.org/user/someone/';

/** Fields a nasty but legal name is made of. */
const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...' #?%+&=;:,@$!*\'"`()[]{}<>|^~-_.aZ09') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('%20', '%2F', '%23', '%25', '%FF', '%', '&amp;', '..', 'ä', 'e\u0301'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('🧊', '👩🏽‍🔬', 'שלום', 'مرحبا', '日本', '\u00a0', '\u3000', '\u2028', '𝒳'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }) },
);
const name = fc
  .array(character, { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => !/^\.|[\\/\p{Cc}]|\.ipynb$/iu.test(text) && text.isWellFormed());
const path = fc
  .tuple(fc.array(name, { maxLength: 3 }), name, fc.constantFrom('.ipynb', '.md', '', '.ipynb ', '%'))
  .map(([folders, file, extension]) => [...folders, file + extension].join('/'));
const branch = fc
  .array(fc.constantFrom(...'/#+%&=;,@$!\'"()]{}<>|-_.aZ09', 'ä', '🧊', '%20', '日'), {
    minLength: 1,
    maxLength: 10,
  })
  .map((parts) => parts.join(''))
  .filter((text) => !/^[-/]|\/$|\/\/|\.\.|@\{|(?:^|\/)\.|\.$|\.lock(?:\/|$)|^@$/.test(text));
const targetPath = fc.option(
  fc
    .array(name, { minLength: 1, maxLength: 2 })
    .map((parts) => parts.join('/'))
    .filter((text) => text === text.trim()),
  { nil: undefined },
);
const repository = fc.constantFrom(
  'https://github.com/org/course',
  'https://git.example.org/grp/sub/course.git',
  'https://git.example.org/a+b%20c/my%20course',
);
const request = fc
  .record({ path, branch, targetPath, repository })
  .map(({ targetPath: folder, ...rest }) => ({
    ...rest,
    ...(folder === undefined ? {} : { targetPath: folder }),
  }));

const binderHub: Hub = {
  id: 'b',
  type: 'binderhub',
  url: 'https://binder.example.org/services/binder',
  title: 'b',
  signIn: false,
};
const jupyterHub: Hub = {
  id: 'h',
  type: 'jupyterhub',
  url: 'https://hub.example.org/jupyter',
  title: 'h',
  environments: [],
  parentPath: 'my classes/50% #1',
  signIn: true,
};
const binder = { repository: 'https://github.com/org/env', ref: 'v1' };

describe('every legal name arrives as it is', () => {
  test('through the page and the client of BinderHub', () => {
    fc.assert(
      fc.property(request, (values) => {
        const link = compose({ ...values, hub: binderHub, binder });
        const search = new URL(link).search;
        for (const decoded of [sanitizeSearch(search), search]) {
          const spec = LaunchSpec.fromSearchParams(new URLSearchParams(decoded));
          const redirect = spec.getJupyterServerRedirectUrl(new URL(SERVER), 'secret');
          expect(redirect.pathname).toBe('/user/someone/git-pull');
          expectOpened(redirect.searchParams, values, '');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('through the redirects of a JupyterHub', () => {
    fc.assert(
      fc.property(request, (values) => {
        const link = new URL(compose({ ...values, hub: jupyterHub }));
        expect(link.pathname).toBe('/jupyter/hub/user-redirect/git-pull');
        expectOpened(redirectLikeJupyterHub(link.searchParams), values, jupyterHub.parentPath ?? '');
      }),
      { numRuns: 1_000 },
    );
  });

  test('through LTI and the start page, one inside the other', () => {
    fc.assert(
      fc.property(request, (values) => {
        const spawn = { values: { profile: 'gpu 1&2' }, isPrefixed: true };
        const link = composeLaunch({ ...values, hub: jupyterHub, isLtiLaunch: true, spawn });
        if (!link.ok) return expect(link.failure.code).toBe('link/too-long');
        const start = new URL(new URL(link.value.url).searchParams.get('next') ?? '', SERVER);
        expect(start.pathname).toBe('/jupyter/hub/spawn');
        expect(start.searchParams.get('opt-profile')).toBe('gpu 1&2');
        const pull = new URL(start.searchParams.get('next') ?? '', SERVER);
        expect(pull.pathname).toBe('/jupyter/hub/user-redirect/git-pull');
        return expectOpened(pull.searchParams, values, jupyterHub.parentPath ?? '');
      }),
    );
  });

  test('links have no character that Markdown, HTML, shells or chats would touch', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(binderHub, jupyterHub), (values, hub) => {
        const link = compose({ ...values, hub, binder });
        expect(link).toMatch(/^[\w.~:/?&=%-]+$/);
        expect(compose({ ...values, hub, binder })).toBe(link);
      }),
    );
  });
});

test('the simulated decoding is that of the installed router and client', () => {
  const query = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'urlpath=',
          'git-pull%3F',
          'labpath=',
          'filepath=',
          '&',
          '%25',
          '%2',
          '%FF',
          '%26',
          '+',
          '?',
        ),
        character,
      ),
    )
    .map((parts) => `?${encodeURI(parts.join('').toWellFormed()).replaceAll('%25', '%')}`);
  fc.assert(
    fc.property(query, (search) => {
      expect(decodeWithWouter(search)).toBe(sanitizeSearch(search));
      const spec = LaunchSpec.fromSearchParams(new URLSearchParams(sanitizeSearch(search)));
      const seen = readBinderQuery(search, true);
      if (seen.kind === 'plain') expect(seen.urlpath).toBe(spec.urlPath);
    }),
    { numRuns: 1_000 },
  );
});

function compose(launch: LaunchRequest): string {
  const result = composeLaunch(launch);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value.url;
}

function expectOpened(query: URLSearchParams, values: Omit<LaunchRequest, 'hub'>, parentPath: string): void {
  const received = (parameter: string) => query.get(parameter)?.trim();
  expect(received('repo')).toBe(values.repository);
  expect(received('branch')).toBe(values.branch);
  const folderOnDisk =
    received('targetPath') ?? values.repository.slice(values.repository.lastIndexOf('/') + 1);
  if (values.targetPath !== undefined) expect(folderOnDisk).toBe(values.targetPath);
  const landing = openInBrowser(received('urlpath') ?? '');
  const place = [parentPath, folderOnDisk, values.path].filter((part) => part !== '').join('/');
  expect(landing).toEqual({ path: `lab/tree/${place}`, search: '', fragment: '' });
}

/** `parse_qsl` without empty values, then `urlencode`, as `UserRedirectHandler` passes the query on. */
function redirectLikeJupyterHub(query: URLSearchParams): URLSearchParams {
  const kept = [...query].filter(([, value]) => value !== '');
  return new URL(`${SERVER}git-pull?${new URLSearchParams(kept)}`).searchParams;
}

async function loadWouter(): Promise<{ sanitizeSearch: (search: string) => string }> {
  const address = new URL('../../../node_modules/wouter/src/paths.js', import.meta.url).href;
  const loaded: { sanitizeSearch?: unknown } = await import(/* @vite-ignore */ address);
  const decode = loaded.sanitizeSearch;
  if (typeof decode !== 'function') throw new Error('wouter no longer has sanitizeSearch');
  return { sanitizeSearch: (search) => String(decode(search)) };
}

interface LaunchSpecClass {
  fromSearchParams(parameters: URLSearchParams): {
    readonly urlPath: string;
    getJupyterServerRedirectUrl(server: URL, token: string): URL;
  };
}

async function loadBinderHubClient(): Promise<{ LaunchSpec: LaunchSpecClass }> {
  const address = '@jupyterhub/binderhub-client/spec.js';
  const loaded: { LaunchSpec: LaunchSpecClass } = await import(/* @vite-ignore */ address);
  return loaded;
}
