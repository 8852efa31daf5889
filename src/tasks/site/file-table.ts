import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import type { FileReferences } from '../../core/site/references.ts';
import type { FileTable } from '../../io/render/types.ts';
import type { LoadedContent } from '../content/loaded-content.ts';

/** Every name of a file costs memory in each worker. */
export function linkedFiles({ files }: LoadedContent): LoadedContent['files'] {
  return files.length > CONTENT_LIMITS.files ? files.slice(0, CONTENT_LIMITS.files) : files;
}

/** Where the links and pictures of a content's notebooks lead, for their rendering. */
export function createTable(
  loaded: LoadedContent,
  references: FileReferences,
  siteLanguage: string,
): FileTable {
  const links: Record<string, string> = Object.create(null);
  const images: Record<string, string> = Object.create(null);
  for (const { path } of linkedFiles(loaded)) {
    const link = references.resolve(path, 'link');
    const image = references.resolve(path, 'image');
    if (link !== undefined) links[path] = link;
    if (image !== undefined) images[path] = image;
  }
  return { links, images, languages: [loaded.content.language, siteLanguage] };
}
