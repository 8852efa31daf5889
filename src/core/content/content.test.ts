import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePaths } from './natural-order.ts';
import { findMissingNotebooks, selectNotebooks } from './selection.ts';
import { titleFromPath } from './titles.ts';

const asFiles = (paths: readonly string[]) => paths.map((path) => ({ path, kind: 'file' }));
const rules = (include: string[], exclude: string[] = [], named: string[] = []) => ({
  include,
  exclude,
  notebooks: named.map((path) => ({ path })),
});

describe('comparePaths', () => {
  test('sorts numbers by value and keeps folders together', () => {
    const paths = ['b/10.ipynb', 'b/9.ipynb', 'b-2/1.ipynb', 'a.ipynb', 'B/1.ipynb', 'b/1.ipynb'];
    expect(paths.sort(comparePaths)).toEqual([
      'a.ipynb',
      'B/1.ipynb',
      'b/1.ipynb',
      'b/9.ipynb',
      'b/10.ipynb',
      'b-2/1.ipynb',
    ]);
  });

  test('is a total order: one result whatever the order of the input', () => {
    const path = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'B', 'b', '1', '0', '.', 'é', '-') }), { minLength: 1 })
      .map((segments) => segments.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        const sorted = [...paths].sort(comparePaths);
        expect([...paths].reverse().sort(comparePaths)).toEqual(sorted);
      }),
    );
  });
});

describe('titleFromPath', () => {
  test.each([
    ['Week 1/my_first-notebook.ipynb', 'My first notebook'],
    ['01-Introduction.ipynb', '01 Introduction'],
    ['v1.5 notes.ipynb', 'V1.5 notes'],
    ['a/b/élan.md', 'Élan'],
    ['𝒜 b.ipynb', '𝒜 b'],
    ['two\nlines.ipynb', 'Two lines'],
    ['__.ipynb', '__'],
    ['.ipynb', '.ipynb'],
    ['noextension', 'Noextension'],
    ['冰川.ipynb', '冰川'],
  ])('%j gives %j', (path, title) => {
    expect(titleFromPath(path)).toBe(title);
  });
});

describe('selectNotebooks', () => {
  const all = [
    'welcome.ipynb',
    'README.md',
    'notebooks/2.ipynb',
    'notebooks/10.ipynb',
    'notebooks/_draft.ipynb',
    'notebooks/data.csv',
    'notebooks/text.md',
    'notebooks/_old/x.ipynb',
    'notebooks/.ipynb_checkpoints/2-checkpoint.ipynb',
    '.hidden/x.ipynb',
  ];

  test.each([
    [
      'everything by default',
      rules(['**/*.ipynb']),
      [
        'notebooks/_draft.ipynb',
        'notebooks/_old/x.ipynb',
        'notebooks/2.ipynb',
        'notebooks/10.ipynb',
        'welcome.ipynb',
      ],
    ],
    [
      'exclude takes files and folders',
      rules(['notebooks/**/*.ipynb'], ['**/_*']),
      ['notebooks/2.ipynb', 'notebooks/10.ipynb'],
    ],
    [
      'an exclude that names a folder',
      rules(['**/*.ipynb'], ['notebooks/_old/', './notebooks/_draft.ipynb', '/welcome.ipynb']),
      ['notebooks/2.ipynb', 'notebooks/10.ipynb'],
    ],
    [
      'bare stars and folders take .ipynb only',
      rules(['notebooks/*']),
      ['notebooks/_draft.ipynb', 'notebooks/2.ipynb', 'notebooks/10.ipynb'],
    ],
    ['a folder by name', rules(['notebooks/_old']), ['notebooks/_old/x.ipynb']],
    [
      'text formats where the pattern says so',
      rules(['notebooks/*.{md,csv}', '*.md']),
      ['notebooks/text.md', 'README.md'],
    ],
    [
      'manifest order first, also outside include',
      rules(['notebooks/*.ipynb'], ['**/_*'], ['welcome.ipynb', 'notebooks/10.ipynb', 'gone.ipynb']),
      ['welcome.ipynb', 'notebooks/10.ipynb', 'notebooks/2.ipynb'],
    ],
    ['exclude wins over a name', rules(['**/*.ipynb'], ['**'], ['welcome.ipynb']), []],
    ['hidden is never chosen, even by name', rules(['.hidden/**', '**/.*/*'], [], ['.hidden/x.ipynb']), []],
    ['no patterns at all', rules([]), []],
  ])('%s', (_, selection, expected) => {
    expect(selectNotebooks(asFiles(all), selection)).toEqual(expected);
  });

  test('any legal file name can be chosen', () => {
    const names = [
      'a#b?.ipynb',
      '100%.ipynb',
      'two\nlines.ipynb',
      '-dash.ipynb',
      '🧊.ipynb',
      'a[1](2){3}!+@.ipynb',
    ];
    expect(selectNotebooks(asFiles(names.map((name) => `x\ny/${name}`)), rules(['**/*.ipynb']))).toHaveLength(
      names.length,
    );
  });

  test('links and submodules are not notebooks, and count as missing where the manifest names them', () => {
    const files = [
      { path: 'link.ipynb', kind: 'symlink' },
      { path: 'sub.ipynb', kind: 'submodule' },
    ];
    const selection = rules(['**/*.ipynb'], [], ['link.ipynb', 'sub.ipynb', 'gone.ipynb']);
    expect(selectNotebooks(files, selection)).toEqual([]);
    expect(findMissingNotebooks(files, selection)).toEqual(['link.ipynb', 'sub.ipynb', 'gone.ipynb']);
  });
});
