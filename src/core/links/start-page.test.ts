import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeLaunch } from './compose.ts';
import { explainLink } from './explain/explain.ts';
import { answerStartPage, type HubStart } from './start-page.ts';
import type { LaunchHub } from './types.ts';

const ENVIRONMENT = { id: 'rivers', image: 'quay.io/example/rivers' };
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const OLD = { tag: '1', digest: DIGEST };
const START: HubStart = {
  form: 'kubespawner',
  hasPrefix: false,
  isAutomatic: false,
  options: {},
  environments: {},
};
const answer = (start: Partial<HubStart>, isCurrent = false) =>
  answerStartPage({ ...START, ...start }, ENVIRONMENT, OLD, isCurrent);

describe('what a link chooses on a start page', () => {
  test.each<[string, Partial<HubStart>, Record<string, string>]>([
    [
      'a choice that is named like the tag',
      { profile: 'rivers', options: { image: '{tag}', size: 'small' } },
      {
        profile: 'rivers',
        'profile-option-rivers--image': '1',
        'profile-option-rivers--size': 'small',
      },
    ],
    [
      'any image, without a choice beside it',
      { profile: 'rivers', options: { image: 'ignored', size: 'small' }, unlisted: 'image' },
      {
        profile: 'rivers',
        'profile-option-rivers--size': 'small',
        'profile-option-rivers--image--unlisted-choice': `quay.io/example/rivers:1@${DIGEST}`,
      },
    ],
    [
      'a field of another form',
      { form: 'fields', options: { image: '{image}', course: '{environment}' } },
      { image: `quay.io/example/rivers:1@${DIGEST}`, course: 'rivers' },
    ],
    [
      'what the environment and the version say, over what all have',
      {
        profile: 'any',
        options: { size: 'small' },
        environments: {
          rivers: {
            profile: 'rivers',
            options: { image: 'now' },
            versions: { 1: { options: { image: 'spring' } } },
          },
        },
      },
      {
        profile: 'rivers',
        'profile-option-rivers--size': 'small',
        'profile-option-rivers--image': 'spring',
      },
    ],
  ])('%s', (_, start, values) => {
    expect(answer(start)?.spawn).toEqual({ values, isPrefixed: false });
  });

  test('in a permanent link of fancy-profiles, as its own code reads it', () => {
    const start = {
      form: 'fancy-profiles',
      profile: 'rivers',
      unlisted: 'image',
      isAutomatic: true,
    } as const;
    const composed = composeLaunch({ ...CONTENT, hub: HUB, ...answer(start) });
    const login = new URL(composed.ok ? composed.value.url : '');
    expect(login.pathname).toBe('/jupyter/hub/login');
    const page = new URL(login.searchParams.get('next') ?? '', login.origin);
    expect(page.pathname).toBe('/jupyter/hub/spawn');
    // Other parameters would start the server without the form (jupyterhub #5101).
    expect([...page.searchParams.keys()]).toEqual(['next']);
    expect(readPermalink(page.hash)).toEqual({
      profile: 'rivers',
      image: 'unlisted_choice',
      'image:unlisted_choice': `quay.io/example/rivers:1@${DIGEST}`,
      autoStart: 'true',
    });
    expect(new URL(page.searchParams.get('next') ?? '', login.origin).pathname).toBe(
      '/jupyter/hub/user-redirect/git-pull',
    );
  });

  test('is nothing for an earlier version that no choice tells from the current one', () => {
    const start = { profile: 'rivers', options: { size: 'small' } };
    expect(answer(start)).toBeUndefined();
    expect(answer(start, true)?.spawn?.values).toMatchObject({ profile: 'rivers' });
    expect(answer({})).toBeUndefined();
    expect(answer({}, true)).toEqual({});
  });

  test('is nothing on a named server, where only the current version is offered', () => {
    expect(answer({ server: 'gpu' }, true)).toEqual({ serverName: 'gpu' });
    expect(answer({ server: 'gpu' })).toBeUndefined();
  });
});

test('a link with choices decodes to them, and has no fault', () => {
  const word = fc
    .stringMatching(/^[a-z][\w.-]{0,9}$/)
    .filter((name) => name !== 'next' && !name.startsWith('opt-'));
  const value = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !/[{}]/.test(text));
  const start = fc.record({
    form: fc.constantFrom('kubespawner', 'fancy-profiles', 'fields'),
    profile: word,
    options: fc.dictionary(word, value, { maxKeys: 3 }),
    hasPrefix: fc.boolean(),
    isAutomatic: fc.boolean(),
    environments: fc.constant({}),
  });
  fc.assert(
    fc.property(start, (choices: HubStart) => {
      const answered = answerStartPage(choices, ENVIRONMENT, OLD, true);
      const composed = composeLaunch({ ...CONTENT, hub: HUB, ...answered });
      const explained = explainLink(composed.ok ? composed.value.url : '');
      expect(explained).toMatchObject({ kind: 'jupyterhub', hub: HUB.url, path: CONTENT.path, faults: [] });
      expect(explained.spawn ?? {}).toEqual(answered?.spawn?.values);
      expect(explained.fancyForms).toEqual(answered?.spawn?.fancyForms);
    }),
  );
});

const HUB: LaunchHub = {
  type: 'jupyterhub',
  url: 'https://hub.example.edu/jupyter',
  parentPath: '',
};
const CONTENT = { repository: 'https://github.com/org/course', branch: 'main', path: 'a#b 50%.ipynb' };

/** What jupyterhub-fancy-profiles makes of its page's fragment (src/context/Permalink.tsx, 0.5). */
function readPermalink(hash: string): unknown {
  return JSON.parse(new URLSearchParams(hash.replace(/^#/, '')).get('fancy-forms-config') ?? '{}');
}
