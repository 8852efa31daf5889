import { describe, expect, test } from 'vitest';
import { parseCatalog } from './parse.ts';

const manifest = (hub: string, type = 'jupyterhub') => `version: 1
site: {title: Harbour, url: "https://example.org/"}
hubs:
  class:
    type: ${type}
    url: https://hub.example.edu
    environments: [python]
${hub}
environments:
  python: {image: quay.io/course/python, tag: "2", earlier: [{tag: "1"}], binder: {repository: "https://github.com/course/binder", ref: main}}
  other: {image: quay.io/course/other, tag: "1"}
content:
  tides: {title: Tides, repository: "https://github.com/course/tides", branch: main, environment: python}
`;
const parse = (start: string, type?: string) =>
  parseCatalog(manifest(`    start: ${start}`, type), 'catalog.yaml');

describe('start', () => {
  test('is read with what differs for an environment and a version', () => {
    const { catalog, diagnostics } = parse(
      '{profile: rivers, options: {size: small}, environments: {python: {unlisted: image, versions: {1: {options: {image: spring}}}}}}',
    );
    expect(diagnostics).toEqual([]);
    expect(catalog?.hubs[0]?.start).toEqual({
      form: 'kubespawner',
      hasPrefix: false,
      isAutomatic: false,
      profile: 'rivers',
      options: { size: 'small' },
      environments: {
        python: { unlisted: 'image', options: {}, versions: { 1: { options: { image: 'spring' } } } },
      },
    });
  });

  test.each<[string, string, string, string, string?]>([
    ['of a BinderHub', '{profile: a}', 'manifest/key-not-for-type', "BinderHub doesn't ask", 'binderhub'],
    ['of a BinderHub and of another shape', 'a', 'manifest/wrong-type', 'a mapping of keys', 'binderhub'],
    [
      'with an unknown placeholder',
      '{profile: a, options: {image: "{tga}"}}',
      'manifest/bad-template',
      'Did you mean "{tag}"?',
    ],
    [
      'of an unknown form',
      '{form: kubespawn, profile: a}',
      'manifest/not-allowed',
      'Did you mean "kubespawner"?',
    ],
    ['with options of no profile', '{options: {image: a}}', 'manifest/bad-start', 'slug of the profile'],
    [
      'with any image of a form without options',
      '{form: fields, unlisted: image}',
      'manifest/bad-start',
      '"{image}"',
    ],
    [
      'with a field that cannot be one',
      '{profile: a, options: {"opt-image": b}}',
      'manifest/bad-start',
      'opt-',
    ],
    ['with a server and choices', '{server: gpu, profile: a}', 'manifest/bad-start', 'Remove "server"'],
    ['with a server that cannot be one', '{server: "a/b"}', 'manifest/bad-start', 'name of a server'],
    [
      'of an unknown environment',
      '{profile: a, environments: {pyton: {}}}',
      'manifest/unknown-environment',
      'Did you mean "python"?',
    ],
    [
      'of an environment that the hub does not run',
      '{profile: a, environments: {other: {}}}',
      'manifest/bad-start',
      'does not run',
    ],
    [
      'of an unknown version',
      '{profile: a, environments: {python: {versions: {"3": {}}}}}',
      'manifest/unknown-tag',
      'it has "2" and "1"',
    ],
    ['with a key of another form', '{profile: a, auto_start: true}', 'manifest/unused-key', 'auto_start'],
  ])('%s gets one sentence', (_, start, code, words, type) => {
    const { diagnostics } = parse(start, type);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(`${diagnostics[0]?.message} ${diagnostics[0]?.hint}`).toContain(words);
    expect(diagnostics[0]?.position.line).toBe(8);
  });
});

describe('hubs of a notebook', () => {
  const parseHubs = (hubs: string) =>
    parseCatalog(
      manifest('').replace(
        'environment: python}\n',
        `environment: python, notebooks: {a.ipynb: {hubs: ${hubs}}}}\n`,
      ),
      'catalog.yaml',
    ).diagnostics.map(({ code, message, hint }) => [code, `${message} ${hint}`] as const);

  test('have to exist, once, and run its environment', () => {
    expect(parseHubs('[class]')).toEqual([]);
    expect(parseHubs('[clas]')).toEqual([
      ['manifest/unknown-hub', expect.stringContaining('Did you mean "class"?')],
    ]);
    expect(parseHubs('[class, class]').map(([code]) => code)).toEqual(['manifest/duplicate-entry']);
    expect(parseHubs('[class]}, b.ipynb: {environment: other, hubs: [class]').map(([code]) => code)).toEqual([
      'manifest/hub-cannot-run',
    ]);
  });
});
