/*
 * What a catalogue is prepared into, one folder for each run: two builds, or a build beside `dev`, must not
 * read each other's catalogue. Previews are in the cache, under names that are digests, and shared.
 */

/** Holds the model, as JSON. */
export const MODEL_FILE = 'model.json';

/** Folder of the repositories' images, under the names that the pages know them by. */
export const IMAGE_FOLDER = 'images';

/** Where the pages find what they show. */
export interface PreparedFolders {
  /** Of one run: the model and the repositories' images. */
  readonly siteFolder: string;
  /** Of all runs: previews, and the images taken out of notebooks. */
  readonly previewFolder: string;
}

/** Shared by all copies of this module in a process: the compiled pages have one of their own. */
const shared = globalThis as { slipwayPrepared?: Map<string, PreparedFolders> };
shared.slipwayPrepared ??= new Map();
const prepared = shared.slipwayPrepared;

/** Tells pages that were compiled for any run of a catalogue the folders of this one. */
export function announcePrepared(name: string, folders: PreparedFolders): void {
  prepared.set(name, folders);
}

/** @param folders as the pages were compiled with them: their `siteFolder` may be a name that was announced */
export function findPrepared(folders: PreparedFolders): PreparedFolders {
  return prepared.get(folders.siteFolder) ?? folders;
}
