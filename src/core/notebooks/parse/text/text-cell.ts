import { type JsonObject, objectOr } from '../../json.ts';
import { parseTags } from '../../visibility.ts';

/** A cell as a form's reader finds it. */
export interface TextCell {
  readonly type: 'code' | 'markdown' | 'raw';
  readonly lines: readonly string[];
  readonly options: JsonObject;
  /** The language that the cell names for itself, as written. */
  readonly language?: string;
}

/**
 * Whether a cell is meant for files of an extension (jupytext, `cell_metadata.py`): `active="py"` and the tag
 * `active-py` keep a cell out of the notebook, where it then is raw text.
 */
export function isActiveIn(extension: string, options: JsonObject, otherwise = true): boolean {
  if (objectOr(options.run_control).frozen === true) return extension === 'ipynb';
  const tag = parseTags(options.tags).find((name) => name.startsWith('active-'));
  if (tag !== undefined) return tag.split('-').includes(extension);
  return typeof options.active === 'string' ? options.active.split(/[.,]/).includes(extension) : otherwise;
}
