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
