import { quote } from '../../core/diagnostics/quote.ts';
import { explainLink } from '../../core/links/explain/explain.ts';
import type { LinkFault } from '../../core/links/explain/types.ts';
import { findLaunchLinks } from '../../core/links/find-links.ts';
import type { Result } from '../../core/result.ts';

/** Where students find badges, beside the notebooks of the catalogue. */
const README = /^(?:.*\/)?(?:readme|index)\.(?:md|rst|txt|myst)$/i;

/** Larger files are not searched; badges stand in small ones. */
const MAX_BYTES = 5_000_000;
/** A mistake that was copied to every notebook need not be told for each. */
const MOST_FAULTS = 20;

export interface FaultyLink {
  readonly code: LinkFault['code'];
  /** One sentence with file, line and fault. */
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
  for (const [path, bytes] of await readFiles(paths, MAX_BYTES)) {
    if (!bytes.ok) continue;
    for (const { url, line } of findLaunchLinks(bytes.value.toString('utf8'))) {
      for (const { code, message } of explainLink(url).faults) {
        faults.push({
          code,
          message: `${quote(path)}, line ${line}, has a launch link with a fault: ${message}`,
        });
      }
    }
  }
  return faults.slice(0, MOST_FAULTS);
}
