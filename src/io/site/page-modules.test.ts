import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { type CompiledPages, MODULE_FOLDER } from './compiled-pages.ts';

const PAGE = join('chunks', 'page.mjs');

/** Modules as they are compiled, and one process after the other that builds sites with them. */
async function world() {
  const { path, [Symbol.asyncDispose]: dispose } = await createTemporaryFolder('modules');
  const modules = join(path, 'compiled', MODULE_FOLDER, 'chunks');
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(modules, 'page.mjs'), `export const base = "/?/"; // $& /?/ FOLDER`);
  const compiled: CompiledPages = {
    ...{ folder: join(path, 'compiled'), id: 'x', entry: 'entry.mjs', styles: [], astro: '7.3.5' },
    sources: [],
  };
  const store = join(path, 'sites');
  let runs = 0;
  const startProcess = async () => {
    vi.resetModules();
    const { completeModules } = await import('./page-modules.ts');
    return (base: string, pages = compiled) => {
      const texts = (folder: string) => new Map(Object.entries({ '/?/': base, FOLDER: folder }));
      return completeModules(pages, store, () => join(path, `run-${++runs}`), texts);
    };
  };
  return { path, store, compiled, startProcess, [Symbol.asyncDispose]: dispose };
}

it('completes modules for a site, and tells them their folder', async () => {
  await using here = await world();
  const complete = await here.startProcess();
  const folder = complete('/$&/');
  expect(readFileSync(join(folder, PAGE), 'utf8')).toBe(`export const base = "/$&/"; // $& /$&/ ${folder}`);
});

it('keeps one folder for each site from build to build', async () => {
  await using here = await world();
  const first = (await here.startProcess())('/a/');
  expect((await here.startProcess())('/a/')).toBe(first);
  expect((await here.startProcess())('/b/')).not.toBe(first);
  expect(readdirSync(here.store)).toHaveLength(2);
});

it('gives a second build of the same process modules of its own', async () => {
  await using here = await world();
  const complete = await here.startProcess();
  complete('/a/');
  expect(complete('/a/')).toBe(join(here.path, 'run-1'));
  expect(readFileSync(join(here.path, 'run-1', PAGE), 'utf8')).toContain('"/a/"');
});

it('completes them again where a file was cut', async () => {
  await using here = await world();
  const folder = (await here.startProcess())('/a/');
  const whole = readFileSync(join(folder, PAGE), 'utf8');
  writeFileSync(join(folder, PAGE), 'export');
  expect((await here.startProcess())('/a/')).toBe(folder);
  expect(readFileSync(join(folder, PAGE), 'utf8')).toBe(whole);
  expect(readdirSync(here.store)).toHaveLength(1);
});

it('takes a folder of the build for modules that are not kept', async () => {
  await using here = await world();
  const { id: _, ...pages } = here.compiled;
  expect((await here.startProcess())('/a/', pages)).toBe(join(here.path, 'run-1'));
});

it('takes a folder of the build where the cache cannot be written', async () => {
  await using here = await world();
  writeFileSync(here.store, '');
  expect((await here.startProcess())('/a/')).toBe(join(here.path, 'run-1'));
});
