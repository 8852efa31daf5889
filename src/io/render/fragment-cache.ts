import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NotebookProblem, SafeHtml } from '../../core/notebooks/types.ts';
import { fail, ok } from '../../core/result.ts';
import { digestFile } from '../files/digest.ts';
import { UNUSED_AFTER_MS } from '../files/unused-after.ts';
import { digestBytes, formatRecord, parseRecord, writeWhole } from './fragment-files.ts';
import { createPlacedFragments } from './placed-fragments.ts';
import type { NotebookPlace, RenderedFile, RenderOutcome, StoredNotebook } from './types.ts';

export interface FragmentCache {
  readonly folder: string;
  readonly fragmentFolder: string;
  readonly assetFolder: string;
  /**
   * What came of an earlier rendering: a preview, or the reason why there is none. Undefined where nothing, or
   * nothing whole, is stored under the key: what is cut or was changed is rendered again.
   *
   * @param place without it, a preview is found by its own name alone
   */
  find(key: string, place?: NotebookPlace): Promise<RenderOutcome | undefined>;
  /**
   * Stores a preview so that it is found by the same key wherever its relative addresses lead to the same: a file that comes
   * or goes concerns those that name it. Waits for the disk, which costs a process that renders less than waiting for
   * promises.
   *
   * @throws the error of the file system
   */
  store(key: string, rendered: RenderedFile, place: NotebookPlace): StoredNotebook;
  /** Remembers that there is no preview. A notebook that was given up, which a busy machine may cause, is tried again after a week. */
  storeProblem(key: string, problem: NotebookProblem): void;
  /** Writes an image of the repository under the name that the fragments know it by. */
  storeImage(name: string, bytes: Uint8Array): void;
  /** The image that an earlier build stored; undefined where there is none. */
  readImage(name: string): Buffer | undefined;
  /**
   * Removes what is not used and has not been written for a month, such as the previews of an earlier
   * renderer. What another build still wanted is only rendered again.
   *
   * @param used names of fragments and assets
   */
  prune(used: ReadonlySet<string>, nowMs: number): void;
}

const RENEWED_AFTER_MS = 86_400_000;
const GIVEN_UP_FOR_MS = 7 * 86_400_000;
/** Digests with an extension, and what a killed build left of them. The folder may be the user's own. */
const OWN_NAME = /^[0-9a-f]{16,64}\.[a-z]+(?:\.[0-9a-f-]+)?$/;

/** Rendered notebooks on disk, of which several processes may store the same. */
export function createFragmentCache(folder: string): FragmentCache {
  const fragmentFolder = join(folder, 'fragments');
  const assetFolder = join(folder, 'assets');
  for (const each of [fragmentFolder, assetFolder]) mkdirSync(each, { recursive: true });
  const placed = createPlacedFragments(fragmentFolder);
  const fileOf = (key: string) => join(fragmentFolder, `${key}.json`);
  /**
   * Whether the files of a preview hold what was written. Files are read only where they may have changed since
   * the record was, and once a day, when their times are renewed so that no other build removes them.
   */
  const confirm = (file: string, { stored, digest: htmlDigest, searchDigest }: FragmentRecord): boolean => {
    const parts = [
      {
        path: join(fragmentFolder, stored.fragment),
        isSound: (path: string) => digestFile(path) === htmlDigest,
      },
      ...(searchDigest === undefined
        ? []
        : [
            {
              path: searchableFile(fragmentFolder, stored.fragment),
              isSound: (path: string) => digestFile(path) === searchDigest,
            },
          ]),
      ...stored.assets.map((name) => ({
        path: join(assetFolder, name),
        isSound: (path: string) => isAsset(path, name),
      })),
    ];
    const recordedMs = statSync(file).mtimeMs;
    const nowMs = Date.now();
    const isOld = (mtimeMs: number) => nowMs - mtimeMs > RENEWED_AFTER_MS;
    const timesMs = parts.map(({ path }) => statSync(path).mtimeMs);
    if (!isOld(recordedMs) && timesMs.every((timeMs) => timeMs <= recordedMs)) return true;
    if (!parts.every(({ path, isSound }) => isSound(path))) return false;
    const now = new Date(nowMs);
    parts.filter((_, index) => isOld(timesMs[index] ?? nowMs)).map(({ path }) => utimesSync(path, now, now));
    utimesSync(file, new Date(), new Date());
    return true;
  };
  const findRecord = async (key: string): Promise<RenderOutcome | undefined> => {
    const file = fileOf(key);
    const text = await readFile(file, 'utf8').catch(() => '');
    const record = parseRecord<FragmentRecord | ProblemRecord>(text);
    if (record === undefined) return undefined;
    if ('problem' in record) return isStillGivenUp(record, Date.now()) ? fail(record.problem) : undefined;
    return confirm(file, record) ? ok(record.stored) : undefined;
  };
  const findPlaced = async (key: string, place: NotebookPlace): Promise<RenderOutcome | undefined> => {
    const { file, names } = await placed.list(key, place);
    for (const name of names) {
      const found = await findRecord(name);
      if (found === undefined) continue;
      renewTime(file);
      return found;
    }
    return undefined;
  };
  return {
    folder,
    fragmentFolder,
    assetFolder,
    async find(key, place) {
      try {
        return (await findRecord(key)) ?? (place && (await findPlaced(key, place)));
      } catch {
        return undefined;
      }
    },
    store(key, rendered, place) {
      const { references } = rendered;
      const name = references === undefined ? key : placed.add(key, references, place);
      for (const { name, bytes } of rendered.assets) {
        const file = join(assetFolder, name);
        if (!isAsset(file, name)) writeWhole(file, bytes);
      }
      const stored: StoredNotebook = {
        fragment: `${name}.html`,
        summary: rendered.summary,
        headings: rendered.headings,
        notices: rendered.notices,
        ...(rendered.namesLinks && { namesLinks: true }),
        assets: rendered.assets.map(({ name }) => name),
        images: rendered.images,
        publishedBytes: rendered.assets.reduce(
          (sum, { bytes }) => sum + bytes.length,
          Buffer.byteLength(rendered.html),
        ),
      };
      writeWhole(join(fragmentFolder, stored.fragment), rendered.html);
      writeWhole(searchableFile(fragmentFolder, stored.fragment), rendered.searchable);
      // The last of all: it vouches for the others.
      const record: FragmentRecord = {
        stored,
        digest: digestBytes(rendered.html),
        searchDigest: digestBytes(rendered.searchable),
      };
      writeWhole(fileOf(name), formatRecord(record));
      return stored;
    },
    storeProblem(key, problem) {
      const record: ProblemRecord = { problem, atMs: Date.now() };
      writeWhole(fileOf(key), formatRecord(record));
    },
    storeImage: (name, bytes) => writeWhole(join(assetFolder, name), bytes),
    readImage(name) {
      try {
        return readFileSync(join(assetFolder, name));
      } catch {
        return undefined;
      }
    },
    prune(used, nowMs) {
      const isUsed = (name: string) =>
        used.has(name) || used.has(name.replace(/\.(?:json|search)$/, '.html'));
      for (const folder of [fragmentFolder, assetFolder]) {
        for (const name of readdirSync(folder).filter((each) => OWN_NAME.test(each) && !isUsed(each))) {
          const file = join(folder, name);
          const { mtimeMs = nowMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
          if (nowMs - mtimeMs > UNUSED_AFTER_MS) rmSync(file, { force: true });
        }
      }
    },
  };
}

/**
 * Reads what of a preview is to be found by words: all of it, where an earlier version of Slipway has stored it. Of that, the
 * search ignores the rest.
 *
 * @param name of the preview's file
 * @throws the error of the file system
 */
export function readSearchable(fragmentFolder: string, name: string): SafeHtml {
  const file = searchableFile(fragmentFolder, name);
  return readFileSync(existsSync(file) ? file : join(fragmentFolder, name), 'utf8') as SafeHtml;
}

function searchableFile(fragmentFolder: string, name: string): string {
  return join(fragmentFolder, name.replace(/\.html$/, '.search'));
}

interface FragmentRecord {
  readonly stored: StoredNotebook;
  /** SHA-256 of the HTML. */
  readonly digest: string;
  /** Of what the search reads of it; absent in records of Slipway 0.1.0, which kept nothing of the kind. */
  readonly searchDigest?: string;
}

interface ProblemRecord {
  readonly problem: NotebookProblem;
  readonly atMs: number;
}

/** What is wrong with the bytes stays wrong; the renderer's own version is part of the key. */
function isStillGivenUp({ problem, atMs }: ProblemRecord, nowMs: number): boolean {
  return problem.code !== 'notebook/render-failed' || Math.abs(nowMs - atMs) < GIVEN_UP_FOR_MS;
}

/** Once a day, so that no build takes it for unused. */
function renewTime(file: string): void {
  const now = new Date();
  if (now.getTime() - statSync(file).mtimeMs > RENEWED_AFTER_MS) utimesSync(file, now, now);
}

/** Whether a file holds what its name says, which begins with a digest. */
function isAsset(file: string, name: string): boolean {
  return digestFile(file).startsWith(name.replace(/\..*$/, ''));
}
