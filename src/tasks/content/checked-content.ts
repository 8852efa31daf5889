import type { Position } from '../../core/diagnostics/types.ts';
import type { LoadedContent } from './loaded-content.ts';

/** What of a loaded content is looked at; `LoadedContent` fits. */
export type CheckedContent = Pick<
  LoadedContent,
  'content' | 'files' | 'notebooks' | 'missing' | 'warnings' | 'failure'
> &
  // Without it, what the files themselves say is not looked at.
  Partial<Pick<LoadedContent, 'readFiles' | 'renames'>>;

/** Place of a path of the manifest, as `parseCatalog` gives it. */
export type PositionOf = (path: readonly (string | number)[]) => Position;
