import { describe, expect, test } from 'vitest';
import { en } from '../texts/en.ts';
import { HARBOUR_MANIFEST, parseSound } from './harbour.fixture.ts';
import { describeExpectations } from './offers.ts';

describe('what to expect of a hub', () => {
  const hubs = (expectations: string) =>
    parseSound(
      HARBOUR_MANIFEST.replace(
        'environments:\n',
        `  gesis: {type: binderhub, url: "https://gesis.mybinder.org", expect: ${expectations}}\nenvironments:\n`,
      ),
    ).hubs;
  const describeHub = (index: number, form: 'brief' | 'full', expectations = '{max_hours: 1}') => {
    const hub = hubs(expectations)[index];
    return hub === undefined ? [] : describeExpectations(hub, en, 'en', form);
  };

  test('is known of mybinder.org', () => {
    expect(describeHub(0, 'brief')).toEqual([
      'Free, no sign-in.',
      'Temporary: download what you want to keep.',
      'The first start may take 15 minutes.',
    ]);
    const words = describeHub(0, 'full').join(' ');
    for (const fact of ['10 minutes', '6 hours', '2 GB', '100 people', 'File, then Download'])
      expect(words).toContain(fact);
  });

  test('of a JupyterHub says what becomes of changed files, and no limit that nobody has told', () => {
    expect(describeHub(1, 'brief')).toEqual([
      'You sign in with your account there.',
      'Your files are kept on the hub.',
    ]);
    const words = describeHub(1, 'full').join(' ');
    expect(words).toContain('stays as you wrote it');
    expect(words).not.toMatch(/\d/);
  });

  test('is what the manifest says where it says something', () => {
    const words = describeHub(2, 'full', '{max_hours: 1, kept: true, memory: 512 MB, note: Ask Ada.}').join(
      ' ',
    );
    for (const fact of ['1 hour the', 'kept on the hub', '512 MB', 'Ask Ada.', '10 minutes'])
      expect(words).toContain(fact);
    expect(words).not.toContain('6 hours');
  });
});
