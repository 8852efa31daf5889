import type { Content } from '../../core/catalog/types.ts';
import { selectNotebooks } from '../../core/content/selection.ts';
import type { DirectoryReader } from '../../io/directory/types.ts';
import type { TreeFile } from '../../io/git/types.ts';
import { openDirectory } from '../content/content-source.ts';
import type { NightPorts } from './night-types.ts';

/**
 * Notebooks that the catalogue offers: what its patterns choose, from the folder beside the manifest
 * where the content has one (what is not pushed yet is then missing for the hub), and every notebook
 * that it names.
 */
export function createNotebookLister(
  directories: DirectoryReader,
  contentFolder: string,
): NightPorts['listNotebooks'] {
  return async (content, files) => {
    const own = await listDirectory(directories, contentFolder, content);
    const named = content.notebooks.map(({ path }) => path);
    return [...new Set([...selectNotebooks(own ?? files, content), ...named])];
  };
}

/** A lister that selects the notebooks of a content among the same files once. */
export function createPatientLister(listNotebooks: NightPorts['listNotebooks']): NightPorts['listNotebooks'] {
  const known = new WeakMap<readonly TreeFile[], Map<string, Promise<readonly string[]>>>();
  return (content, files) => {
    const lists = known.get(files) ?? new Map<string, Promise<readonly string[]>>();
    known.set(files, lists);
    const list = lists.get(content.id) ?? listNotebooks(content, files);
    lists.set(content.id, list);
    return list;
  };
}

async function listDirectory(directories: DirectoryReader, contentFolder: string, content: Content) {
  if (content.directory === undefined) return undefined;
  const source = await openDirectory(directories, contentFolder, content, content.directory);
  return source.ok ? source.value.files : undefined;
}
