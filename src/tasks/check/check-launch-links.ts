import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { findFaultyLinks } from '../content/faulty-links.ts';

/** Faulty launch links of a content, at its place in the manifest; warnings, for our own links are sound. */
export async function checkLaunchLinks(
  { content, files, notebooks, failure, readFiles }: CheckedContent,
  positionOf: PositionOf,
): Promise<Diagnostic[]> {
  if (failure !== undefined || readFiles === undefined) return [];
  const readable = notebooks.filter((notebook) => notebook.failure === undefined).map(({ path }) => path);
  const faults = await findFaultyLinks(files, readable, readFiles);
  return faults.map(({ code, message }) => ({
    code,
    severity: 'warning',
    message,
    hint: 'Take this link from the catalogue, or let `slipway explain LINK` write the sound one.',
    position: positionOf(['content', content.id]),
  }));
}
