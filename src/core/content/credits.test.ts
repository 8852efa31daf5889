import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CREDIT_FILES, readCredits } from './credits.ts';

const read = (files: Readonly<Record<string, string>>) => readCredits(new Map(Object.entries(files)));

const CITATION = `cff-version: 1.2.0
title: Tides
license: CC-BY-4.0
authors:
  - given-names: Ada
    family-names: Example
  - {given-names: Grace, name-particle: van, family-names: Sample}
  - name: Harbour Office
`;

describe('the credits of a repository', () => {
  it.each([
    [
      'a citation',
      { 'CITATION.cff': CITATION },
      { authors: ['Ada Example', 'Grace van Sample', 'Harbour Office'], license: 'CC-BY-4.0' },
    ],
    [
      'several licences, of which the first is meant',
      { 'CITATION.cff': 'license: [MIT, Apache-2.0]\n' },
      { license: 'MIT' },
    ],
    [
      'a MyST project',
      {
        'myst.yml':
          'version: 1\nproject:\n  authors:\n    - name: Ada Example\n    - Grace Sample\n  license: {content: CC-BY-4.0, code: MIT}\n',
      },
      { authors: ['Ada Example', 'Grace Sample'], license: 'CC-BY-4.0' },
    ],
    ['a licence with its title', { LICENSE: 'MIT License\n\nCopyright (c) 2026\n' }, { license: 'MIT' }],
    [
      'a licence without one',
      {
        'LICENSE.txt':
          'Copyright (c) 2026\n\nRedistribution and use in source and binary forms, with or without …\n3. Neither the name of the copyright holder',
      },
      { license: 'BSD-3-Clause' },
    ],
    [
      'a licence under a heading',
      { 'LICENSE.md': '# Creative Commons Attribution 4.0 International\n' },
      { license: 'CC-BY-4.0' },
    ],
    [
      'a licence that opens further down',
      {
        COPYING:
          '                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007\n',
      },
      { license: 'GPL-3.0-only' },
    ],
    [
      'authors here and a licence there',
      {
        'CITATION.cff': 'authors: [{name: Harbour Office}]\n',
        LICENSE: 'Apache License\n Version 2.0, January 2004',
      },
      { authors: ['Harbour Office'], license: 'Apache-2.0' },
    ],
    [
      'a citation before a licence file',
      { LICENSE: 'MIT License', 'CITATION.cff': 'license: CC0-1.0' },
      { license: 'CC0-1.0' },
    ],
    ['nothing that is known', { LICENSE: 'You may do what the harbour master allows.' }, {}],
    ['YAML that is none', { 'CITATION.cff': 'authors: [', 'myst.yml': '- a' }, {}],
    [
      'values of other kinds',
      { 'CITATION.cff': 'authors: 7\nlicense: {a: b}\n', 'myst.yml': 'project: [1]\n' },
      {},
    ],
    ['the same author twice', { 'myst.yml': 'project: {authors: [Ada, Ada]}' }, { authors: ['Ada'] }],
  ])('%s', (_, files, expected) => {
    expect(read(files)).toEqual(expected);
  });

  it('never throws, and is never long', () => {
    const files = fc.dictionary(
      fc.constantFrom(...CREDIT_FILES),
      fc.oneof(fc.string(), fc.json(), fc.constant('a: &x [*x, *x]')),
    );
    fc.assert(
      fc.property(files, (texts) => {
        const { authors = [], license = '' } = read(texts);
        expect(authors.length).toBeLessThanOrEqual(30);
        expect(license.length).toBeLessThanOrEqual(80);
      }),
      { numRuns: 40 },
    );
  });
});
