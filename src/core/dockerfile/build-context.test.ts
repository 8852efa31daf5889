import { describe, expect, it } from 'vitest';
import { findMissingSource } from './build-context.ts';
import { parseIgnoreFile } from './ignore-patterns.ts';

const FILES = [
  { path: 'a', kind: 'file' },
  { path: 'data/in/x.csv', kind: 'file' },
  { path: 'data/in/y.csv', kind: 'file' },
  { path: 'weird [1].txt', kind: 'file' },
  { path: 'env', kind: 'symlink' },
  { path: 'loose', kind: 'symlink' },
  { path: 'round', kind: 'symlink' },
  { path: 'unread', kind: 'symlink' },
  { path: 'lib', kind: 'submodule' },
  { path: '.dockerignore', kind: 'file' },
];
const LINKS = new Map([
  ['env', 'data/in'],
  ['loose', 'gone'],
  ['round', 'round'],
]);
const look = (path: string, ignored = '') =>
  findMissingSource([{ keyword: 'COPY', path, line: 1 }], FILES, LINKS, parseIgnoreFile(ignored))?.why ??
  'there';

describe('a path of the build context', () => {
  it.each([
    ['a', 'there'],
    ['/a', 'there'],
    ['./a', 'there'],
    ['../a', 'there'],
    ['data/../a', 'there'],
    ['.', 'there'],
    ['/', 'there'],
    ['data', 'there'],
    ['data/', 'there'],
    ['data/in/x.csv', 'there'],
    ['data/./in/x.csv', 'there'],
    ['b', 'absent'],
    ['A', 'absent'],
    ['dat', 'absent'],
    ['data/out', 'absent'],
    ['data/in/x.csv/y', 'absent'],
    // A pattern may match nothing.
    ['*.gone', 'there'],
    ['data/*.gone', 'there'],
    ['gone/*.csv', 'absent'],
    ['weird [[]1].txt', 'there'],
    ['env', 'there'],
    ['env/x.csv', 'there'],
    ['env/z.csv', 'absent'],
    ['loose', 'absent'],
    ['loose/x', 'absent'],
    ['round', 'absent'],
    // What cannot be determined is taken to be there.
    ['unread', 'there'],
    ['unread/x', 'there'],
    ['lib/x', 'there'],
    ['.git', 'there'],
    ['.git/HEAD', 'there'],
    ['x/'.repeat(40_000), 'absent'],
  ])('%s is %s', (path, verdict) => {
    expect(look(path)).toBe(verdict);
  });

  it.each([
    ['a', 'a', 'ignored'],
    ['/a', 'a', 'ignored'],
    ['./a/', 'a', 'ignored'],
    ['  a  ', 'a', 'ignored'],
    ['# a', 'a', 'there'],
    [' # a', 'a', 'there'],
    ['A', 'a', 'there'],
    ['?', 'a', 'ignored'],
    ['[a-c]', 'a', 'ignored'],
    ['[^a]', 'a', 'there'],
    ['*', 'a', 'ignored'],
    ['*', 'data/in/x.csv', 'ignored'],
    ['*\n!a', 'a', 'there'],
    ['!a\n*', 'a', 'ignored'],
    ['data', 'data/in/x.csv', 'ignored'],
    ['data/*', 'data', 'there'],
    ['data/*', 'data/in', 'ignored'],
    ['data\n!data/in/x.csv', 'data', 'there'],
    ['data\n!data/in/x.csv', 'data/in/x.csv', 'there'],
    ['data\n!data/in/x.csv', 'data/in/y.csv', 'ignored'],
    ['*.csv', 'data/in/x.csv', 'there'],
    ['**/*.csv', 'data/in/x.csv', 'ignored'],
    ['**/x.csv', 'data/in/x.csv', 'ignored'],
    ['**/in', 'data/in/x.csv', 'ignored'],
    ['data/**', 'data/in/x.csv', 'ignored'],
    ['data/**/x.csv', 'data/in/x.csv', 'ignored'],
    ['**/a', 'a', 'ignored'],
    ['**', 'a', 'ignored'],
    ['in', 'data/in/x.csv', 'there'],
    ['data/in', 'env', 'ignored'],
    ['env', 'env/x.csv', 'ignored'],
    ['.git', '.git/HEAD', 'there'],
    ['a\r', 'a', 'ignored'],
    ['\uFEFFa', 'a', 'ignored'],
  ])('with %j left out, %s is %s', (ignored, path, verdict) => {
    expect(look(path, ignored)).toBe(verdict);
  });

  it('takes its time from nobody, however the patterns are made', () => {
    const stars = `${`${'*a'.repeat(450)}b\n`.repeat(300)}`;
    const files = Array.from({ length: 500 }, (_, index) => ({
      path: `${'a'.repeat(200)}${index}`,
      kind: 'file',
    }));
    const sources = files.map(({ path }) => ({ keyword: 'COPY' as const, path, line: 1 }));
    expect(findMissingSource(sources, files, new Map(), parseIgnoreFile(stars))).toBeUndefined();
  });

  it('says nothing for patterns that Docker does not read', () => {
    expect(parseIgnoreFile('[a')).toBeUndefined();
    expect(parseIgnoreFile('!')).toBeUndefined();
  });
});
