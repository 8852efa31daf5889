import { quote } from '../core/diagnostics/quote.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { explainLink } from '../core/links/explain/explain.ts';
import { findLaunchLinks } from '../core/links/find-links.ts';
import type { CheckedContent, PositionOf } from './checked-content.ts';

/** Where students find badges. Notebooks are those of the catalogue. */
const README = /^(?:.*\/)?(?:readme|index)\.(?:md|rst|txt|myst)$/i;

/** Larger files are not searched; badges stand in small ones. */
const MAX_BYTES = 5_000_000;
/** A repository with one mistake in many places needs to hear of it once or twice. */
const MOST_PER_CONTENT = 20;

/**
 * Launch links in the content's own READMEs and notebooks, which students click as well: each faulty
 * one with its file, line and what is wrong with it. They are warnings, for this catalogue's own links
 * are sound.
 */
export async function checkLaunchLinks(
  { content, files, notebooks, failure, readFiles }: CheckedContent,
  positionOf: PositionOf,
): Promise<Diagnostic[]> {
  if (failure !== undefined || readFiles === undefined) return [];
  const readable = notebooks.filter((notebook) => notebook.failure === undefined).map(({ path }) => path);
  const readmes = files
    .filter(({ kind, path }) => kind === 'file' && README.test(path))
    .map(({ path }) => path);
  const paths = [...new Set([...readmes, ...readable])];
  const position = positionOf(['content', content.id]);
  const diagnostics: Diagnostic[] = [];
  for (const [path, bytes] of await readFiles(paths, MAX_BYTES)) {
    if (!bytes.ok) continue;
    for (const { url, line } of findLaunchLinks(bytes.value.toString('utf8'))) {
      for (const { code, message } of explainLink(url).faults) {
        if (diagnostics.length === MOST_PER_CONTENT) return diagnostics;
        diagnostics.push({
          code,
          severity: 'warning',
          message: `${quote(path)}, line ${line}, has a launch link with a fault: ${message}`,
          hint: 'Take this link from the catalogue, or let `npm run explain -- LINK` write the sound one.',
          position,
        });
      }
    }
  }
  return diagnostics;
}
