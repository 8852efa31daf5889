import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { deriveAccentTheme } from '../../core/colour/accent-theme.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { textDirection } from '../../core/site/language.ts';
import { DEFAULT_ACCENT } from '../../core/site/site-files.ts';
import type { SiteContent, SiteModel } from '../../core/site/types.ts';
import { keepDrawable } from '../../io/pictures/draw-text.ts';
import {
  type DrawnFrame,
  drawShareFrame,
  renderSharePicture,
  type ShareFrame,
} from '../../io/pictures/share-picture.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';

/** Raised when the pictures are drawn in another way: it is part of their names. */
const SHARE_VERSION = 'share 3';
const PICTURES_AT_A_TIME = 4;

export interface SharedSite {
  /** The model, with the names of the pictures. */
  readonly model: SiteModel;
  /** Names of the pictures in the asset folder. */
  readonly assets: readonly string[];
}

interface Wanted {
  readonly title: string;
  /** Name of a cover in the asset folder. */
  readonly cover: string | undefined;
}

/**
 * Draws the pictures that are shown beside links to the site, its collections and its notebooks. A picture of an
 * earlier build is found by its name, which follows from all that is drawn. One that cannot be drawn is left out.
 */
export async function makeSharePictures(model: SiteModel, cache: FragmentCache): Promise<SharedSite> {
  const { site, brand } = model;
  const { accent } = deriveAccentTheme(site.accent ?? DEFAULT_ACCENT).light;
  const icon = brand?.touchIcon;
  const siteTitle = await keepDrawable(site.title);
  const frame = { accent, iconName: icon, icon: icon === undefined ? undefined : cache.readImage(icon) };
  const ofSite = createPainter({ ...frame, direction: textDirection(site.language) }, cache);
  const sharePicture = await ofSite({ title: site.title, cover: undefined });
  const contents: SiteContent[] = [];
  const byNotebook = new Map<string, string>();
  for (const content of model.contents) {
    const members = model.notebooks.filter(({ contentId }) => contentId === content.id);
    const direction = textDirection(content.language);
    const ofContent = createPainter({ ...frame, direction, siteTitle }, cache);
    const collectionTitle = content.title === site.title ? undefined : await keepDrawable(content.title);
    const ofNotebook = createPainter({ ...frame, direction, siteTitle, collectionTitle }, cache);
    const cover = content.cover ?? members.find((notebook) => notebook.cover !== undefined)?.cover;
    const picture = await ofContent({ title: content.title, cover });
    contents.push({ ...content, ...(picture !== undefined && { sharePicture: picture }) });
    await pLimit(PICTURES_AT_A_TIME).map(members, async (notebook) => {
      const name = await ofNotebook({ title: notebook.title, cover: notebook.cover });
      if (name !== undefined) byNotebook.set(notebook.id, name);
    });
  }
  const notebooks = model.notebooks.map((notebook) => {
    const name = byNotebook.get(notebook.id);
    return name === undefined ? notebook : { ...notebook, sharePicture: name };
  });
  return {
    model: {
      ...model,
      ...(sharePicture !== undefined && { brand: { ...brand, sharePicture } }),
      contents,
      notebooks,
    },
    assets: [sharePicture, ...[...contents, ...notebooks].map((each) => each.sharePicture)].filter(
      (name) => name !== undefined,
    ),
  };
}

type FrameParts = Omit<ShareFrame, 'isPictured'> & { readonly iconName: string | undefined };

/** Draws pictures in one frame, which is drawn once, and only where a picture is new. */
function createPainter({ iconName, ...frame }: FrameParts, cache: FragmentCache) {
  const frames = memoizeAsync<DrawnFrame>();
  const frameFor = (isPictured: boolean) =>
    frames(String(isPictured), () => drawShareFrame({ ...frame, isPictured }));
  const { icon: _, ...named } = frame;
  return async ({ title, cover }: Wanted): Promise<string | undefined> => {
    try {
      const drawable = await keepDrawable(title);
      const parts = [SHARE_VERSION, { ...named, iconName }, drawable, cover];
      const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
      const name = `${digest.slice(0, 16)}.png`;
      if (existsSync(join(cache.assetFolder, name))) return name;
      const bytes = cover === undefined ? undefined : await readFile(join(cache.assetFolder, cover));
      cache.storeImage(name, await renderSharePicture(await frameFor(cover !== undefined), drawable, bytes));
      return name;
    } catch {
      return undefined;
    }
  };
}
