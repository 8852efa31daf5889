import { appendFileSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { listFolder } from '../../io/files/digest.ts';
import { openSiteRecord } from './site-record.ts';

let folder: TemporaryFolder;
const place = (path: string) => join(folder.path, path);
const open = (outDir = 'dist') => openSiteRecord(place('cache'), place(outDir));
const PAGES = new Map([['notebooks/index.html', 'digest']]);
const INPUTS = { inputs: 'inputs', search: 'search', pages: PAGES };
const recordFile = () => place(`cache/site/built/${readdirSync(place('cache/site/built'))[0]}`);

beforeEach(async () => {
  folder = await createTemporaryFolder('record');
  for (const name of ['dist/notebooks', 'dist/files', 'elsewhere'])
    mkdirSync(place(name), { recursive: true });
  writeFileSync(place('dist/index.html'), 'home');
  // The clock of a file system may be too coarse for a test.
  const before = new Date(Date.now() - 1000);
  utimesSync(place('dist/index.html'), before, before);
  writeFileSync(place('dist/notebooks/index.html'), 'notebook');
  writeFileSync(place('elsewhere/chart.ts'), 'chart');
  await open().store(
    INPUTS,
    [place('elsewhere/chart.ts')],
    Date.now() + 1000,
    listFolder(place('dist')).digest,
  );
});
afterEach(() => folder.remove());

describe('the record of a built site', () => {
  it('knows the site that is there as it was built', async () => {
    expect(await open().find()).toEqual(INPUTS);
  });

  it('does not know it in another folder or with another cache', async () => {
    expect(await open('other').find()).toBeUndefined();
    expect(await openSiteRecord(place('other-cache'), place('dist')).find()).toBeUndefined();
  });

  it.each([
    ['a page was changed', () => appendFileSync(place('dist/index.html'), 'x')],
    ['a page was changed to the same length', () => writeFileSync(place('dist/index.html'), 'hole')],
    ['a page was touched', () => utimesSync(place('dist/index.html'), 0, 0)],
    ['a page is gone', () => rmSync(place('dist/notebooks/index.html'))],
    ['a file was added', () => writeFileSync(place('dist/files/a.png'), 'x')],
    ['the site is gone', () => rmSync(place('dist'), { recursive: true })],
    ['a module from elsewhere was changed', () => writeFileSync(place('elsewhere/chart.ts'), 'other')],
    ['a module from elsewhere is gone', () => rmSync(place('elsewhere/chart.ts'))],
    ['the record is broken', () => writeFileSync(recordFile(), '{"inputs":"inputs"')],
    ['the record says less than it should', () => writeFileSync(recordFile(), '{"inputs":"inputs"}')],
    ['the record is gone', () => rmSync(recordFile())],
  ])('does not trust it where %s', async (_, change) => {
    change();
    expect(await open().find()).toBeUndefined();
  });

  it('remembers nothing where a module was changed since the build began', async () => {
    await open().store(
      { ...INPUTS, inputs: 'later' },
      [place('elsewhere/chart.ts')],
      Date.now() - 60_000,
      listFolder(place('dist')).digest,
    );
    expect((await open().find())?.inputs).not.toBe('later');
  });

  it('remembers nothing where a style sheet from elsewhere may import others', async () => {
    writeFileSync(place('elsewhere/chart.css'), '@import "./colours.css";');
    await open().store(
      { ...INPUTS, inputs: 'later' },
      [place('elsewhere/chart.css')],
      Date.now() + 1000,
      listFolder(place('dist')).digest,
    );
    expect((await open().find())?.inputs).not.toBe('later');
  });
});
