import { expect, it } from 'vitest';
import { describeSystemError } from './system-errors.ts';

const refuse = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(`${code}: ${syscall} failed`), {
    code,
    syscall,
    ...(path !== undefined && { path }),
  });

it.each([
  [
    refuse('EACCES', 'mkdir', '.cache/site/.prepared.slipway-5bce98f7-10952-bdeca0a5'),
    '".cache/site/prepared" cannot be written: this user may not (EACCES). Give yourself the permission, or name another folder.',
  ],
  [
    refuse('EACCES', 'open', 'content/.status.json.slipway.lock'),
    '"content/status.json" cannot be opened: this user may not (EACCES). Give yourself the permission, or name another folder.',
  ],
  [
    refuse('EROFS', 'rename', '/srv/a b/x.json'),
    '"/srv/a b/x.json" cannot be written: the disk can only be read (EROFS). Name a folder on another disk.',
  ],
  [
    refuse('ENOSPC', 'write'),
    'A file cannot be written: the disk is full (ENOSPC). Make room, and try again.',
  ],
  [
    refuse('ENOTDIR', 'scandir', `${'a'.repeat(200)}/occupied`),
    `"${'a'.repeat(200)}/occupied" cannot be read: a part of its path is a file and not a folder (ENOTDIR). Check the name.`,
  ],
  [
    refuse('EMFILE', 'open', 'a\n\u001b[31mb'),
    '"a\ufffd\ufffd[31mb" cannot be opened: too many files are open (EMFILE). Raise the limit (ulimit -n), and try again.',
  ],
])('says why the system refused a file: %#', (error, expected) => {
  expect(describeSystemError(error)).toBe(expected);
});

it.each([
  new Error('EACCES: permission denied'),
  refuse('ECONNREFUSED', 'connect'),
  Object.assign(new Error('Missing'), { code: 'ERR_MODULE_NOT_FOUND' }),
  'EACCES',
  undefined,
])('leaves other errors to their own words: %s', (error) => {
  expect(describeSystemError(error)).toBeUndefined();
});
