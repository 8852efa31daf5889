import { buildSourceUrls } from '../addresses/source-urls.ts';
import type { Content, NotebookId } from '../catalog/types.ts';
import type { SiteUrls } from './urls.ts';

/** Image types that the site publishes from a content repository. */
const IMAGE_EXTENSION = /\.(png|jpe?g|gif|webp|svg|avif)$/i;

/** A file of a content repository, as far as links to it need to know. */
export interface LinkedFile {
  readonly path: string;
  readonly kind: string;
}

export interface FileReferences {
  /**
   * Address for a link or an image in a notebook's Markdown: the page of another notebook, the
   * published copy of an image, else the file at its git host. Undefined for what is not there.
   */
  resolve(path: string, kind: 'link' | 'image'): string | undefined;
  /** Name under which an image of the repository is published; undefined for other files. */
  imageName(path: string): string | undefined;
}

/**
 * @param hash hexadecimal digest of a text; names must not tell or repeat paths
 */
export function createFileReferences(
  content: Content,
  files: readonly LinkedFile[],
  ids: ReadonlyMap<string, NotebookId>,
  urls: SiteUrls,
  hash: (text: string) => string,
): FileReferences {
  const known = new Set(files.filter(({ kind }) => kind === 'file').map(({ path }) => path));
  const imageName = (path: string) => {
    const extension = IMAGE_EXTENSION.exec(path)?.[1]?.toLowerCase();
    if (extension === undefined || !known.has(path)) return undefined;
    return `${hash(`${content.id}\0${path}`).slice(0, 16)}.${extension}`;
  };
  return {
    imageName,
    resolve(path, kind) {
      if (kind === 'image') {
        const name = imageName(path);
        return name === undefined ? undefined : urls.asset(name);
      }
      const id = ids.get(path);
      if (id !== undefined) return urls.notebook(id);
      return known.has(path) ? buildSourceUrls(content.repository, content.branch, path)?.page : undefined;
    },
  };
}
