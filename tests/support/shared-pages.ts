import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../src/io/files/package-root.ts';

/** Names of what builds compiled, by a digest of all that it was compiled from. */
const KEY = /^[0-9a-f]{64}$/;
const SHARED = join(PACKAGE_FOLDER, 'node_modules', '.cache', 'slipway-tests', 'pages');
const UNUSED_AFTER_MS = 86_400_000;

/**
 * Lends a cache the pages that builds of other tests have compiled: it takes three quarters of a small build, and
 * what comes of it depends on Slipway's sources alone.
 */
export function lendCompiledPages(cache: string): void {
  for (const key of listKeys(SHARED)) {
    const place = join(cache, 'pages', key);
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) continue;
    mkdirSync(join(cache, 'pages'), { recursive: true });
    symlinkSync(join(SHARED, key), place, 'junction');
  }
}

/** Keeps for later tests what a build has compiled. */
export function keepCompiledPages(cache: string): void {
  for (const key of listKeys(join(cache, 'pages'))) {
    const shared = join(SHARED, key);
    if (existsSync(shared)) continue;
    const unfinished = `${shared}.${process.pid}`;
    mkdirSync(SHARED, { recursive: true });
    cpSync(join(cache, 'pages', key), unfinished, { recursive: true, dereference: true });
    try {
      renameSync(unfinished, shared);
    } catch {
      // Another test was first.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  for (const key of listKeys(SHARED)) {
    const place = join(SHARED, key);
    const { mtimeMs } = lstatSync(place, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > UNUSED_AFTER_MS) rmSync(place, { recursive: true, force: true });
  }
}

/** Takes back what was lent, from a cache that is to be copied as a whole. */
export function takeCompiledPagesBack(cache: string): void {
  for (const key of listKeys(join(cache, 'pages'))) {
    const place = join(cache, 'pages', key);
    if (lstatSync(place).isSymbolicLink()) rmSync(place);
  }
}

function listKeys(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => KEY.test(name)) : [];
}
