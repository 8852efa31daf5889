import { utcDay } from '../../core/health/verdicts.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { digestFiles, digestTexts, listFilesBelow } from '../../io/files/digest.ts';
import { isInside } from '../../io/files/is-inside.ts';

export interface SiteSources {
  /** Folders of Slipway itself: its modules and its public files. */
  readonly ownFolders: readonly string[];
  /** Stands for what they hold, where it was written into the package. */
  readonly ownDigest?: string | undefined;
  /** Stands for the packages that it was installed with. */
  readonly dependencies: string;
  /** Folder of the Markdown pages beside the manifest. */
  readonly pagesFolder: string;
}

/** Everything that decides what a site looks like, but for the clock. */
export interface SiteInputs {
  readonly model: SiteModel;
  /** Stands for the bytes of the repositories' images, which the model only names. */
  readonly imagesDigest: string;
  /** As `digestSources` gives it. */
  readonly sourcesDigest: string;
}

/**
 * One digest of all inputs. Notebooks are in it by the names of their fragments, which are digests of
 * their bytes and of the renderer. The time of the build counts by its day, so that a page may say one.
 */
export function digestInputs({ model, imagesDigest, sourcesDigest }: SiteInputs): string {
  return digestTexts([
    JSON.stringify({ ...model, generatedAt: utcDay(model.generatedAt) }),
    imagesDigest,
    sourcesDigest,
  ]);
}

/** What the pages are made with, whatever they show. */
export function digestSources({ ownFolders, ownDigest, dependencies, pagesFolder }: SiteSources): string {
  return digestTexts([
    dependencies,
    ...(ownDigest === undefined ? ownFolders.map(digestFolder) : [ownDigest]),
    digestFolder(pagesFolder),
    process.version,
  ]);
}

/** True for a module whose contents `digestInputs` has seen. */
export function isCovered(file: string, { ownFolders, pagesFolder }: SiteSources): boolean {
  return [...ownFolders, pagesFolder].some((folder) => isInside(folder, file));
}

export function digestFolder(folder: string): string {
  const paths = listFilesBelow(folder).filter((path) => !path.endsWith('.test.ts'));
  return digestFiles(folder, paths);
}
