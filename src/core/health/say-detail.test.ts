import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../texts/en.ts';
import { TEXTS_BY_LANGUAGE, textsFor } from '../texts/texts.ts';
import { translateDetail } from './say-detail.ts';

const de = textsFor('de');
const kinds = Object.keys(en.health.details) as (keyof typeof en.health.details)[];
const PLACE = /\{([a-z]+)\}/g;
const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replace(PLACE, (place, name: string) => values[name] ?? place);

/** What may stand in the places, as hosts, paths and servers write it. */
const values = fc.record({
  host: fc.constantFrom('ghcr.io', '127.0.0.1:5000', '[::1]:80', 'hub.example.edu'),
  target: fc.constantFrom('10.0.0.1', 'login.example.edu:8443'),
  address: fc.constantFrom('https://169.254.169.254/token', 'https://x.example/t?…'),
  status: fc.integer({ min: 100, max: 599 }).map(String),
  seconds: fc.constantFrom('20', '0.15', '3600'),
  bytes: fc.nat().map(String),
  count: fc.nat().map(String),
  line: fc.nat().map(String),
  path: fc.constantFrom('Dockerfile', 'binder/Dockerfile', 'a folder/Dockerfile'),
  folder: fc.constantFrom('binder', '.binder'),
  repository: fc.constantFrom('https://github.com/OGGM/binder', 'git@host:a/b'),
  services: fc.constantFrom('JupyterHub API', 'Docker registry, JupyterHub API'),
  words: fc.constantFrom(
    'DENIED: requested access is denied',
    'Could not resolve host: github.com',
    '$& {host}',
  ),
  detail: fc.constant('FROM FROM, said somebody'),
});

describe('a technical clause', () => {
  it.each([...TEXTS_BY_LANGUAGE])(
    'is known again in %s, with names, codes and quotations as they are',
    (_, t) => {
      for (const kind of kinds) {
        fc.assert(
          fc.property(values, (given) => {
            expect(translateDetail(fill(en.health.details[kind], given), t)).toBe(
              fill(t.health.details[kind], given),
            );
          }),
          { numRuns: 20 },
        );
      }
    },
  );

  it.each([...TEXTS_BY_LANGUAGE])('in %s is about the same as in English', (_, t) => {
    const places = (template: string) => [...template.matchAll(PLACE)].map(([place]) => place).toSorted();
    for (const kind of kinds)
      expect([kind, places(t.health.details[kind])]).toEqual([kind, places(en.health.details[kind])]);
  });

  it('of a line of a Dockerfile is said as far as there are words for it', () => {
    expect(
      translateDetail('Dockerfile, line 3: FROM has 2 arguments; write FROM IMAGE or FROM IMAGE AS NAME', de),
    ).toBe('Dockerfile, Zeile 3: FROM hat 2 Argumente; schreiben Sie FROM IMAGE oder FROM IMAGE AS NAME');
    expect(translateDetail('binder/Dockerfile, line 1: the moon is full', de)).toBe(
      'binder/Dockerfile, Zeile 1: the moon is full',
    );
  });

  it.each(['', 'the moon is full', `it answered 500 (${'x'.repeat(2000)})`])(
    'that is not ours is left: %.30s',
    (detail) => {
      expect(translateDetail(detail, de)).toBeUndefined();
    },
  );
});
