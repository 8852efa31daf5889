import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SiteModel } from '../../core/site/types.ts';
import { digestFiles, digestTexts, listFilesBelow } from '../../io/files/digest.ts';

export interface SiteSources {
  /** Folder of Slipway itself. */
  readonly projectFolder: string;
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

const SETTINGS = /^(astro\.config\.\w+|package(-lock)?\.json|tsconfig\.json|\.env.*)$/;
const FOLDERS = ['src', 'public'];

/**
 * One digest of all inputs. Notebooks are in it by the names of their fragments, which are digests of
 * their bytes and of the renderer. The time of the build counts by its day, so that a page may say one.
 */
export function digestInputs({ model, imagesDigest, sourcesDigest }: SiteInputs): string {
  return digestTexts([
    JSON.stringify({ ...model, generatedAt: model.generatedAt.slice(0, 10) }),
    imagesDigest,
    sourcesDigest,
  ]);
}

/** What the pages are made with, whatever they show. */
export function digestSources({ projectFolder, pagesFolder }: SiteSources): string {
  const settings = readdirSync(projectFolder).filter((name) => SETTINGS.test(name));
  return digestTexts([
    digestFiles(projectFolder, [...settings.sort(), join('node_modules', '.package-lock.json')]),
    ...FOLDERS.map((name) => digestFolder(join(projectFolder, name))),
    digestFolder(pagesFolder),
    process.version,
  ]);
}

/** True for a module whose contents `digestInputs` has seen. */
export function isCovered(file: string, { projectFolder, pagesFolder }: SiteSources): boolean {
  const folders = [...FOLDERS, 'node_modules'].map((name) => join(projectFolder, name));
  return [...folders, pagesFolder].some((folder) => file.startsWith(folder + sep));
}

function digestFolder(folder: string): string {
  const paths = listFilesBelow(folder).filter((path) => !path.endsWith('.test.ts'));
  return digestFiles(folder, paths);
}
