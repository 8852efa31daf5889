import { createHash } from 'node:crypto';
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
import {
  type DrawnFrame,
  drawShareFrame,
  renderSharePicture,
  type ShareFrame,
} from '../../io/pictures/share-picture.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';

/** Raised when the pictures are drawn in another way: it is part of their names. */
const SHARE_VERSION = 'share 4';
const PICTURES_AT_A_TIME = 4;

export interface SharedSite {
  /** The model, with the names of the pictures. */
  readonly model: SiteModel;
  /** Names of the pictures in the asset folder. */
  readonly assets: readonly string[];
}

/** Name of a picture that is not in the asset folder → what makes it. */
type Drawings = Map<string, () => Promise<void>>;

interface Wanted {
  readonly title: string;
  /** Name of a cover in the asset folder. */
  readonly cover: string | undefined;
}

/**
 * Draws the pictures that are shown beside links to the site, its collections and its notebooks. A picture of an
 * earlier build is found by its name, which follows from all that is drawn. Where nothing can be drawn, there are none.
 *
 * @throws the error of the file system
 */
export async function makeSharePictures(model: SiteModel, cache: FragmentCache): Promise<SharedSite> {
  const { site, brand } = model;
  const { accent } = deriveAccentTheme(site.accent ?? DEFAULT_ACCENT).light;
  const icon = brand?.touchIcon;
  const siteTitle = await keepDrawable(site.title).catch(() => undefined);
  const drawings: Drawings = new Map();
  const frame = { accent, iconName: icon, icon: icon === undefined ? undefined : cache.readImage(icon) };
  const ofSite = createPainter({ ...frame, direction: textDirection(site.language) }, cache, drawings);
  const ofTheSite = await ofSite({ title: site.title, cover: undefined });
  const byContent = new Map<string, string>();
  const byNotebook = new Map<string, string>();
  for (const content of model.contents) {
    const members = model.notebooks.filter(({ contentId }) => contentId === content.id);
    const direction = textDirection(content.language);
    const ofContent = createPainter({ ...frame, direction, siteTitle }, cache, drawings);
    const collectionTitle =
      content.title === site.title ? undefined : await keepDrawable(content.title).catch(() => undefined);
    const ofNotebook = createPainter({ ...frame, direction, siteTitle, collectionTitle }, cache, drawings);
    const cover = content.cover ?? members.find((notebook) => notebook.cover !== undefined)?.cover;
    byContent.set(content.id, await ofContent({ title: content.title, cover }));
    for (const { id, title, cover } of members) byNotebook.set(id, await ofNotebook({ title, cover }));
  }
  const canDraw = drawings.size === 0 || (await canDrawText());
  const pictureOf = (name: string | undefined) =>
    name === undefined || (drawings.has(name) && !canDraw) ? {} : { sharePicture: name };
  const shared: SiteModel = {
    ...model,
    brand: { ...model.brand, ...pictureOf(ofTheSite) },
    contents: model.contents.map((content) => ({ ...content, ...pictureOf(byContent.get(content.id)) })),
    notebooks: model.notebooks.map((notebook) => ({
      ...notebook,
      ...pictureOf(byNotebook.get(notebook.id)),
    })),
  };
  if (canDraw) await pLimit(PICTURES_AT_A_TIME).map(drawings.values(), (draw) => draw());
  const assets = [shared.brand, ...shared.contents, ...shared.notebooks].flatMap(
    (each) => each?.sharePicture ?? [],
  );
  return { model: shared, assets };
}

type FrameParts = Omit<ShareFrame, 'isPictured'> & { readonly iconName: string | undefined };

/** Names pictures in one frame, which is drawn once, and only where a picture is new. */
function createPainter({ iconName, ...frame }: FrameParts, cache: FragmentCache, drawings: Drawings) {
  const frames = memoizeAsync<DrawnFrame>();
  const frameFor = (isPictured: boolean) =>
    frames(String(isPictured), () => drawShareFrame({ ...frame, isPictured }));
  const { icon: _, ...named } = frame;
  return async ({ title, cover }: Wanted): Promise<string> => {
    const drawable = await keepDrawable(title).catch(() => undefined);
    const parts = [SHARE_VERSION, { ...named, iconName }, drawable, cover];
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    const name = `${digest.slice(0, 16)}.png`;
    if (existsSync(join(cache.assetFolder, name))) return name;
    drawings.set(name, async () => {
      const bytes = cover === undefined ? undefined : await readFile(join(cache.assetFolder, cover));
      const drawnFrame = await frameFor(cover !== undefined);
      const picture = await renderSharePicture(drawnFrame, drawable, bytes).catch(() =>
        renderSharePicture(drawnFrame, undefined),
      );
      cache.storeImage(name, picture);
    });
    return name;
  };
}
