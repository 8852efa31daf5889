import { statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { digestFile, digestTexts, listFolder } from '../../io/files/digest.ts';

/** What a site was made of. */
export interface BuiltSiteInputs {
  /** As `digestInputs` gives it. */
  readonly inputs: string;
  /** As `listPageDigests` gives them. */
  readonly pages: ReadonlyMap<string, string>;
  /** As `indexNotebooks` gives it. */
  readonly search: string;
}

/** What is known of the site that is in a folder: what it was made of, and what was put there. */
export interface SiteRecord {
  /** What the site was made of; undefined where the folder holds anything else, or its sources have changed. */
  find(): Promise<BuiltSiteInputs | undefined>;
  /**
   * Remembers the site that was put there, unless its sources cannot be determined for certain.
   *
   * @param sources further files that it was made of, which the inputs say nothing of
   * @param startedMs when the build began: a source changed since may have been read before or after
   * @param output digest of the site's listing
   */
  store(built: BuiltSiteInputs, sources: readonly string[], startedMs: number, output: string): Promise<void>;
}

interface StoredRecord extends Omit<BuiltSiteInputs, 'pages'> {
  readonly pages: readonly (readonly [file: string, digest: string])[];
  readonly sources: readonly (readonly [file: string, digest: string])[];
  readonly output: string;
}

/** The record is in the cache, one for each target, and not in the site, which is published. */
export function openSiteRecord(cacheFolder: string, outDir: string): SiteRecord {
  const target = resolve(outDir);
  const folder = join(cacheFolder, 'site', 'built');
  const file = join(folder, `${digestTexts([target]).slice(0, 16)}.json`);
  return {
    async find() {
      try {
        const stored: StoredRecord = JSON.parse(await readFile(file, 'utf8'));
        const isSame =
          stored.sources.every(([source, digest]) => digestFile(source) === digest) &&
          stored.output === listFolder(target).digest;
        const { inputs, search } = stored;
        return isSame ? { inputs, search, pages: new Map(stored.pages) } : undefined;
      } catch {
        return undefined;
      }
    },
    async store({ inputs, search, pages }, sources, startedMs, output) {
      if (!sources.every((source) => isSettled(source, startedMs))) return;
      const record: StoredRecord = {
        inputs,
        search,
        pages: [...pages],
        sources: sources.map((source) => [source, digestFile(source)] as const),
        output,
      };
      await mkdir(folder, { recursive: true });
      await writeFileAtomic(file, JSON.stringify(record));
    },
  };
}

/**
 * Whether a later change of a file will be noticed by its digest. What a style sheet imports is not among the modules
 * of a build, and what was written after the build began may have been read before.
 */
export function isSettled(source: string, startedMs: number): boolean {
  if (/\.(css|scss|sass|less|styl)$/.test(source)) return false;
  return (statSync(source, { throwIfNoEntry: false })?.mtimeMs ?? startedMs) < startedMs;
}
