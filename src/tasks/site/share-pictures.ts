import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { deriveAccentTheme } from '../../core/colour/accent-theme.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { textDirection } from '../../core/site/language.ts';
import { DEFAULT_ACCENT } from '../../core/site/site-files.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { canDrawText, keepDrawable } from '../../io/pictures/draw-text.ts';
import { type DrawnFrame, drawShareFrame, renderSharePicture } from '../../io/pictures/share-picture.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import { namePicture } from './name-picture.ts';

/** Raised when the pictures are drawn in another way: it is part of their names. */
const SHARE_VERSION = 'share 5';
const PICTURES_AT_A_TIME = 4;

/** What all pictures of a site show. */
export interface PaintedSite {
  readonly title: string;
  readonly accent?: string | undefined;
  /** Name of a square picture in the asset folder. */
  readonly icon?: string | undefined;
}

/** What one picture shows. */
export interface PaintedPage {
  readonly title: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** Name of a picture in the asset folder. */
  readonly cover?: string | undefined;
  /** Absent for the site's own picture, whose title is the site's. */
  readonly within?: { readonly collectionTitle?: string } | undefined;
}

/** Draws the pictures that are shown beside links to a site. */
export interface SharePainter {
  /**
   * Draws a picture, unless it is there: its name follows from all that is drawn.
   *
   * @returns its name; undefined where this machine draws none
   * @throws the error of the file system
   */
  paint(page: PaintedPage): Promise<string | undefined>;
}

export function createSharePainter(site: PaintedSite, cache: FragmentCache): SharePainter {
  const { accent } = deriveAccentTheme(site.accent ?? DEFAULT_ACCENT).light;
  const limit = pLimit(PICTURES_AT_A_TIME);
  const frames = memoizeAsync<DrawnFrame>();
  const pictures = memoizeAsync<string | undefined>();
  const lines = memoizeAsync<string | undefined>();
  /** Of the site and its collections, which many pictures show. */
  const readLine = (text: string | undefined) =>
    text === undefined ? undefined : lines(text, () => keepDrawable(text).catch(() => undefined));
  const readIcon = () => (site.icon === undefined ? undefined : cache.readImage(site.icon));
  const draw = async (name: string, frame: DrawnFrame, title: string | undefined, cover?: string) => {
    const bytes = cover === undefined ? undefined : await readFile(join(cache.assetFolder, cover));
    const picture = await renderSharePicture(frame, title, bytes).catch(() =>
      renderSharePicture(frame, undefined),
    );
    cache.storeImage(name, picture);
  };
  return {
    async paint({ title, language, cover, within }) {
      const frame = {
        accent,
        direction: textDirection(language),
        siteTitle: within && (await readLine(site.title)),
        collectionTitle: await readLine(within?.collectionTitle),
      };
      const drawable = await keepDrawable(title).catch(() => undefined);
      const parts = JSON.stringify([SHARE_VERSION, { ...frame, iconName: site.icon }, drawable, cover]);
      const name = namePicture([parts], '.png');
      return pictures(name, async () => {
        if (existsSync(join(cache.assetFolder, name))) return name;
        if (!(await canDrawText())) return undefined;
        const isPictured = cover !== undefined;
        const drawn = await frames(JSON.stringify([frame, isPictured]), () =>
          drawShareFrame({ ...frame, isPictured, icon: readIcon() }),
        );
        await limit(draw, name, drawn, drawable, cover);
        return name;
      });
    },
  };
}

export interface SharedSite {
  /** The model, with the names of the pictures. */
  readonly model: SiteModel;
  /** Names of the pictures in the asset folder. */
  readonly assets: readonly string[];
}

/**
 * Gives the site, its collections and its notebooks their pictures.
 *
 * @throws the error of the file system
 */
export async function makeSharePictures(model: SiteModel, painter: SharePainter): Promise<SharedSite> {
  const { site } = model;
  const paint = async (page: PaintedPage) => {
    const name = await painter.paint(page);
    return name === undefined ? {} : { sharePicture: name };
  };
  const brand = { ...model.brand, ...(await paint({ title: site.title, language: site.language })) };
  const contents = await Promise.all(
    model.contents.map(async (content) => {
      const { id, title, language } = content;
      const members = model.notebooks.filter(({ contentId }) => contentId === id);
      const cover = content.cover ?? members.find((notebook) => notebook.cover !== undefined)?.cover;
      return { ...content, ...(await paint({ title, language, cover, within: {} })) };
    }),
  );
  const contentOf = new Map(model.contents.map((content) => [content.id, content]));
  const notebooks = await Promise.all(
    model.notebooks.map(async (notebook) => {
      const { title, cover, contentId, language } = notebook;
      const content = contentOf.get(contentId) ?? { title: site.title, language };
      return { ...notebook, ...(await paint(describeNotebookPicture(title, cover, content, site))) };
    }),
  );
  const shared: SiteModel = { ...model, brand, contents, notebooks };
  const assets = [brand, ...contents, ...notebooks].flatMap(({ sharePicture }) => sharePicture ?? []);
  return { model: shared, assets };
}

/** The picture of a notebook names its collection, but where that is called as the site is. */
export function describeNotebookPicture(
  title: string,
  cover: string | undefined,
  content: { readonly title: string; readonly language: string },
  site: { readonly title: string },
): PaintedPage {
  const within = content.title === site.title ? {} : { collectionTitle: content.title };
  return { title, cover, language: content.language, within };
}
