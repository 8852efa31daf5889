/*
 * Loaded into every Node process of a command (`NODE_OPTIONS=--require`): ends the command, or fills the disk, at the n-th step
 * that changes a file. A stand-in for a full disk where none can be mounted.
 *
 * DISK_FAULT   `kill:N`: SIGKILL to the command in place of its N-th rename; `full:N`: from the N-th write on
 *              there is no space left; `count`: nothing happens
 * DISK_STEPS   a file that grows by one byte a step, shared by all processes of the command
 * DISK_ROOT    set here: the process that was started
 * DISK_FOLDER  only files below it count
 */
const fs = require('node:fs');
const childProcess = require('node:child_process');
const { resolve, sep } = require('node:path');
const { syncBuiltinESMExports } = require('node:module');

const [kind, limit] = (process.env.DISK_FAULT ?? 'count').split(':');
const counted = process.env.DISK_COUNTED ?? kind;
const stepsFile = process.env.DISK_STEPS;
const folder = process.env.DISK_FOLDER;
process.env.DISK_ROOT ??= String(process.pid);
const root = Number(process.env.DISK_ROOT);
const { appendFileSync, statSync } = fs;

const isCounted = (path) => typeof path === 'string' && resolve(path).startsWith(folder + sep);

/** The number of this step, from 1. */
function step() {
  appendFileSync(stepsFile, '.');
  return statSync(stepsFile).size;
}

function killCommand() {
  process.kill(root, 'SIGKILL');
  process.kill(process.pid, 'SIGKILL');
}

/** @throws ENOSPC where the disk is full by now */
function beforeWrite(path) {
  if (counted !== 'full' || !isCounted(path)) return;
  if (step() >= Number(limit) && kind === 'full') {
    throw Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
      code: 'ENOSPC',
      syscall: 'write',
      path,
      errno: -28,
    });
  }
}

function beforeRename(path) {
  if (counted !== 'kill' || !isCounted(path)) return;
  if (step() === Number(limit) && kind === 'kill') killCommand();
}

const isWriting = (flags) => (typeof flags === 'string' ? /[wa+]/.test(flags) : Boolean(flags & 3));

function wrap(target, name, before, style) {
  const original = target[name];
  target[name] = function (...args) {
    if (style === 'sync') {
      before(args);
      return original.apply(this, args);
    }
    try {
      before(args);
    } catch (error) {
      if (style === 'promise') return Promise.reject(error);
      return process.nextTick(args.at(-1), error);
    }
    return original.apply(this, args);
  };
}

for (const [style, target, suffix] of [
  ['sync', fs, 'Sync'],
  ['callback', fs, ''],
  ['promise', fs.promises, ''],
]) {
  for (const name of ['writeFile', 'mkdir', 'appendFile'])
    wrap(target, name + suffix, ([path]) => beforeWrite(path), style);
  for (const name of ['copyFile', 'cp']) wrap(target, name + suffix, ([, path]) => beforeWrite(path), style);
  wrap(target, `open${suffix}`, ([path, flags]) => isWriting(flags ?? 'r') && beforeWrite(path), style);
  wrap(target, `rename${suffix}`, ([, path]) => beforeRename(path), style);
}
// What exchanges two folders is no process of Node's: the command may be killed when it has just begun.
const { spawn } = childProcess;
childProcess.spawn = (program, args, options) => {
  const child = spawn(program, args, options);
  if (program === '/bin/sh' && counted === 'kill') {
    if (step() === Number(limit) && kind === 'kill') killCommand();
  }
  return child;
};
syncBuiltinESMExports();
