import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBatchReader } from './blobs.ts';
import { createHistoryReader } from './history.ts';
import { parseRefLines, parseRemoteRefs } from './refs.ts';
import { parseTree } from './tree.ts';

const idOf = (digit: number) => digit.toString(16).repeat(40).slice(0, 40);

/** The same bytes in pieces of the given lengths. */
function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (const length of lengths) {
    pieces.push(bytes.subarray(start, start + length));
    start += length;
  }
  return [...pieces, bytes.subarray(start)];
}

describe('git ls-remote', () => {
  const output = [
    `ref: refs/heads/trunk\tHEAD`,
    `${idOf(1)}\tHEAD`,
    `${idOf(2)}\trefs/heads/feature/a\u00fc`,
    `${idOf(1)}\trefs/heads/trunk`,
    `${idOf(3)}\trefs/remotes/origin/HEAD`,
    `${idOf(3)}\trefs/tags/v1`,
    `${idOf(1)}\trefs/tags/v1^{}`,
    `${idOf(2)}\trefs/tags/light`,
    '',
  ].join('\n');

  test('branches, peeled tags, default branch', () => {
    expect(parseRemoteRefs(output)).toEqual({
      branches: new Map([
        ['feature/aü', idOf(2)],
        ['trunk', idOf(1)],
      ]),
      tags: new Map([
        ['v1', idOf(1)],
        ['light', idOf(2)],
      ]),
      defaultBranch: 'trunk',
      headCommit: idOf(1),
    });
  });

  test('anything else is passed over', () => {
    expect(parseRefLines('warning: redirecting to x\n\nabc\trefs/heads/x\n')).toEqual([]);
    expect(parseRemoteRefs('')).toEqual({ branches: new Map(), tags: new Map() });
  });
});

/** What a tree object can hold and no disk can. */
const LONG_NAME = `${'é'.repeat(128)}`;
/** 1,028 bytes. */
const DEEP_PATH = `${'abc/'.repeat(255)}cd.ipynb`;

describe('git ls-tree -z', () => {
  test('kinds, and names that are not for us', () => {
    const entries: readonly (readonly [string, Buffer | string])[] = [
      ['100644 blob', 'a\tb\nc.ipynb'],
      ['100755 blob', 'run.sh'],
      ['120000 blob', 'link'],
      ['160000 commit', 'module'],
      ['100644 blob', Buffer.from([0x61, 0xff])],
      ['100644 blob', 'x/../y'],
      ['100644 blob', '.GIT/config'],
      ['100644 blob', '\ufeffbom.ipynb'],
      ['100644 blob', LONG_NAME],
      ['100644 blob', DEEP_PATH],
      ['100644 blob', DEEP_PATH.slice(4)],
    ];
    const output = Buffer.concat(
      entries.flatMap(([mode, name]) => [
        Buffer.from(`${mode} ${idOf(1)}\t`),
        Buffer.from(name),
        Buffer.from([0]),
      ]),
    );
    expect(parseTree(output).map(({ path, kind }) => [path, kind])).toEqual([
      ['a\tb\nc.ipynb', 'file'],
      ['run.sh', 'file'],
      ['link', 'symlink'],
      ['module', 'submodule'],
      ['a\ufffd', 'unusable'],
      ['x/../y', 'unusable'],
      ['.GIT/config', 'unusable'],
      ['\ufeffbom.ipynb', 'file'],
      [LONG_NAME, 'unusable'],
      [DEEP_PATH, 'unusable'],
      [DEEP_PATH.slice(4), 'file'],
    ]);
    expect(parseTree(Buffer.alloc(0))).toEqual([]);
  });
});

describe('git cat-file --batch', () => {
  test('whatever the bytes, and wherever the output is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 60 })),
        (blobs, lengths) => {
          const output = Buffer.concat([
            Buffer.from(`${idOf(15)} missing\n`),
            ...blobs.flatMap((bytes, index) => [
              Buffer.from(`${idOf(index)} blob ${bytes.length}\n`),
              bytes,
              Buffer.from('\n'),
            ]),
            Buffer.from(`${idOf(14)} tree 3\nabc\n${idOf(13)} missing\n`),
          ]);
          const read: [string, Buffer][] = [];
          const reader = createBatchReader((id, bytes) => read.push([id, bytes]));
          for (const piece of cut(output, lengths)) reader(piece);
          expect(read).toEqual(blobs.map((bytes, index) => [idOf(index), Buffer.from(bytes)]));
        },
      ),
    );
  });
});

describe('git log -z --name-only', () => {
  // As git 2.39 writes it: a line break before the names of a commit, an empty token before those of a merge.
  const output = Buffer.from(
    [
      `/${idOf(1)}/1700000400/`,
      '',
      'merged.ipynb',
      `/${idOf(2)}/1700000300/`,
      '\nb.ipynb',
      '\nstarts with a line break.ipynb',
      `/${idOf(3)}/1700000200/`,
      `/${idOf(4)}/1700000100/`,
      '\n\nthis one too.ipynb',
      'b.ipynb',
      `/${idOf(5)}/1700000000/`,
      '\nold.ipynb',
      '',
    ].join('\0'),
  );

  test('the newest commit counts; what the boundary seems to add does not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 })), (lengths) => {
        const reader = createHistoryReader(new Set([idOf(5)]));
        for (const piece of cut(output, lengths)) reader.read(piece);
        expect([...reader.changeTimes]).toEqual([
          ['merged.ipynb', '2023-11-14T22:20:00.000Z'],
          ['b.ipynb', '2023-11-14T22:18:20.000Z'],
          ['\nstarts with a line break.ipynb', '2023-11-14T22:18:20.000Z'],
          ['\nthis one too.ipynb', '2023-11-14T22:15:00.000Z'],
        ]);
      }),
    );
  });

  test('stops when it has all that is wanted', () => {
    const reader = createHistoryReader(new Set(), new Set(['b.ipynb']));
    expect(reader.read(output.subarray(0, 60))).toBeUndefined();
    expect(reader.read(output.subarray(60))).toBe('enough');
    expect([...reader.changeTimes.keys()]).toEqual(['b.ipynb']);
  });
});
