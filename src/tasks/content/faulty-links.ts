import { quote } from '../../core/diagnostics/quote.ts';
import { explainLink } from '../../core/links/explain/explain.ts';
import type { LinkFault } from '../../core/links/explain/types.ts';
import { findLaunchLinks } from '../../core/links/find-links.ts';
import type { Result } from '../../core/result.ts';

/** Where students find badges, beside the notebooks of the catalogue. */
const README = /^(?:.*\/)?(?:readme|index)\.(?:md|rst|txt|myst)$/i;

/** Larger files are not searched; badges are in small ones. */
const MAX_BYTES = 5_000_000;
/** A mistake that was copied to every notebook need not be reported for each. */
const MAX_FAULTS = 20;
/** Files in memory at a time. */
const BATCH_SIZE = 8;
/** A few kilobytes of git can be gigabytes of files; a course that is read by people has far less text. */
const MAX_TOTAL_BYTES = 200_000_000;

export interface FaultyLink {
  readonly code: LinkFault['code'] | 'link/search-ended';
  /** One sentence: file, line and fault; or how many files were not searched. */
  readonly message: string;
}

/** Reads many files in one go, leaving out or failing what is larger than `maxBytes`. */
export type ReadFiles = (
  paths: readonly string[],
  maxBytes: number,
) => Promise<ReadonlyMap<string, Result<Buffer, unknown>>>;

/** Faulty launch links in a content's own READMEs and notebooks, which students click as well. */
export async function findFaultyLinks(
  files: readonly { readonly path: string; readonly kind: string }[],
  notebooks: readonly string[],
  readFiles: ReadFiles,
): Promise<FaultyLink[]> {
  const readmes = files.filter(({ kind, path }) => kind === 'file' && README.test(path));
  const paths = [...new Set([...readmes.map(({ path }) => path), ...notebooks])];
  const faults: FaultyLink[] = [];
  let searchedBytes = 0;
  for (let start = 0; start < paths.length; start += BATCH_SIZE) {
    if (searchedBytes > MAX_TOTAL_BYTES) {
      faults.push({
        code: 'link/search-ended',
        message: `The notebooks are so large that launch links in ${paths.length - start} of ${paths.length} files were not looked for.`,
      });
      return faults;
    }
    for (const [path, bytes] of await readFiles(paths.slice(start, start + BATCH_SIZE), MAX_BYTES)) {
      if (!bytes.ok) continue;
      searchedBytes += bytes.value.length;
      faults.push(...describeFaults(path, bytes.value.toString('utf8'), MAX_FAULTS - faults.length));
      if (faults.length === MAX_FAULTS) return faults;
    }
  }
  return faults;
}

function describeFaults(path: string, text: string, maxCount: number): FaultyLink[] {
  const faults: FaultyLink[] = [];
  for (const { url, line } of findLaunchLinks(text)) {
    for (const { code, message } of explainLink(url).faults) {
      if (faults.length === maxCount) return faults;
      faults.push({
        code,
        message: `${quote(path)}, line ${line}, has a launch link with a fault: ${message}`,
      });
    }
  }
  return faults;
}
