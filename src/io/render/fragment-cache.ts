import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NotebookProblem, SafeHtml } from '../../core/notebooks/types.ts';
import { fail, ok } from '../../core/result.ts';
import { digestFile } from '../files/digest.ts';
import { UNUSED_AFTER_MS } from '../files/unused-after.ts';
import type { RenderedFile, RenderOutcome, StoredNotebook } from './types.ts';

export interface FragmentCache {
  readonly folder: string;
  readonly fragmentFolder: string;
  readonly assetFolder: string;
  /**
   * What came of an earlier rendering: a preview, or the reason why there is none. Undefined where nothing, or
   * nothing whole, is stored under the key: what is cut or was changed is rendered again.
   */
  find(key: string): Promise<RenderOutcome | undefined>;
  /**
   * Waits for the disk, which costs a process that renders less than waiting for promises.
   *
   * @throws the error of the file system
   */
  store(key: string, rendered: RenderedFile): StoredNotebook;
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

/** Key of one rendering: everything that the fragment depends on. */
export function fragmentKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part);
  return hash.digest('hex').slice(0, 32);
}

/**
 * Rendered notebooks on disk. Every file is written under another name first: a killed build leaves none by half,
 * and several processes may store the same image.
 */
export function createFragmentCache(folder: string): FragmentCache {
  const fragmentFolder = join(folder, 'fragments');
  const assetFolder = join(folder, 'assets');
  for (const each of [fragmentFolder, assetFolder]) mkdirSync(each, { recursive: true });
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
  return {
    folder,
    fragmentFolder,
    assetFolder,
    async find(key) {
      try {
        const file = join(fragmentFolder, `${key}.json`);
        const record = parseRecord(await readFile(file, 'utf8'));
        if (record === undefined) return undefined;
        if ('problem' in record) return isStillGivenUp(record, Date.now()) ? fail(record.problem) : undefined;
        return confirm(file, record) ? ok(record.stored) : undefined;
      } catch {
        return undefined;
      }
    },
    store(key, rendered) {
      for (const { name, bytes } of rendered.assets) {
        const file = join(assetFolder, name);
        if (!isAsset(file, name)) writeWhole(file, bytes);
      }
      const stored: StoredNotebook = {
        fragment: `${key}.html`,
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
      writeWhole(
        join(fragmentFolder, `${key}.json`),
        formatRecord({ stored, digest: digest(rendered.html), searchDigest: digest(rendered.searchable) }),
      );
      return stored;
    },
    storeProblem(key, problem) {
      writeWhole(join(fragmentFolder, `${key}.json`), formatRecord({ problem, atMs: Date.now() }));
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

/** The digest of the second line, which is the record. */
function formatRecord(record: FragmentRecord | ProblemRecord): string {
  const text = JSON.stringify(record);
  return `${digest(text)}\n${text}`;
}

/** Undefined for a record that is cut or was changed. */
function parseRecord(text: string): FragmentRecord | ProblemRecord | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return text.slice(0, end) === digest(body)
    ? (JSON.parse(body) as FragmentRecord | ProblemRecord)
    : undefined;
}

/** Whether a file holds what its name says, which begins with a digest. */
function isAsset(file: string, name: string): boolean {
  return digestFile(file).startsWith(name.replace(/\..*$/, ''));
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Names of temporary files: of this process, which may have the number of one in another container, and of each file. */
const RUN = `${process.pid}-${randomBytes(4).toString('hex')}`;
let written = 0;

function writeWhole(file: string, data: string | Uint8Array): void {
  written += 1;
  const temporary = `${file}.${RUN}-${written.toString(16)}`;
  try {
    writeFileSync(temporary, data);
    renameSync(temporary, file);
  } catch (error) {
    // On a full disk nothing may be left of it.
    rmSync(temporary, { force: true });
    throw error;
  }
}
