import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Site } from '../../core/catalog/types.ts';
import { deriveAccentTheme, GROUNDS, renderAccentStyles } from '../../core/colour/accent-theme.ts';
import { measureVisibleShare } from '../../core/colour/visible-share.ts';
import { parseImageHeader } from '../../core/notebooks/render/images.ts';
import { prepareRepositoryImage } from '../../core/notebooks/render/repository-image.ts';
import { renderMonogram } from '../../core/site/monogram.ts';
import { DEFAULT_ACCENT } from '../../core/site/site-files.ts';
import type { ManifestProblem, SiteBrand, SitePicture } from '../../core/site/types.ts';
import { pathAsOnDisk } from '../../io/files/as-on-disk.ts';
import {
  measurePicture,
  type Picture,
  readThumbnail,
  renderHero,
  renderTouchIcon,
} from '../../io/pictures/resize.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import { namePicture } from './name-picture.ts';

/** Every page loads the logo. */
const MAX_LOGO_BYTES = 200_000;
const MAX_HERO_BYTES = 10 * 1024 * 1024;
const MAX_STYLE_BYTES = 100_000;
/** Style rules of the author's own, beside the manifest. */
export const OWN_STYLES_FILE = 'site.css';

export interface LoadedBrand {
  readonly brand: SiteBrand;
  /** Names of the pictures in the asset folder. */
  readonly assets: readonly string[];
  readonly problems: readonly ManifestProblem[];
}

/** Reads what gives a site its face: pictures and `site.css` beside the manifest, and the accent colour. */
export async function loadBrand(
  site: Site,
  contentFolder: string,
  cache: Pick<FragmentCache, 'storeImage' | 'readImage'>,
): Promise<LoadedBrand> {
  const assets: string[] = [];
  const problems: ManifestProblem[] = [];
  const store = (bytes: Uint8Array, ending: string) => {
    const name = namePicture([bytes], ending);
    cache.storeImage(name, bytes);
    assets.push(name);
    return name;
  };
  /** What is made of a picture has a name by what it is made of, so that it is made once. */
  const derive = async ({ version, ending, render }: Derived, source: Uint8Array) => {
    const name = namePicture([version, source], ending);
    const known = cache.readImage(name);
    const size = known === undefined ? undefined : parseImageHeader(known)?.size;
    const made = size === undefined ? await render(source) : undefined;
    if (made !== undefined) cache.storeImage(name, made.bytes);
    const found = size ?? made;
    if (found === undefined) return undefined;
    assets.push(name);
    return { name, width: found.width, height: found.height } satisfies SitePicture;
  };
  const read = async (key: string, file: string | undefined, maxBytes: number) => {
    if (file === undefined) return undefined;
    const found = await readPictureFile(await pathAsOnDisk(contentFolder, file), file, maxBytes);
    if (!('fault' in found)) return found;
    problems.push({ code: 'site/picture-unusable', ...found.fault, path: ['site', key] });
    return undefined;
  };
  const asIs = async (bytes: Uint8Array | undefined, file: string | undefined) => {
    const size = bytes === undefined ? undefined : await measurePicture(bytes);
    if (bytes === undefined || file === undefined || size === undefined) return undefined;
    return { name: store(bytes, extname(file).toLowerCase()), ...size } satisfies SitePicture;
  };
  const logoFile = await read('logo', site.logo, MAX_LOGO_BYTES);
  const iconFile = await read('favicon', site.favicon, MAX_LOGO_BYTES);
  const logo = await asIs(logoFile?.bytes, site.logo);
  const logoDark = await asIs((await read('logo_dark', site.logoDark, MAX_LOGO_BYTES))?.bytes, site.logoDark);
  const logoHiddenOn = logoFile && (await findHidingPages(logoFile.bytes, logoDark !== undefined));
  if (logoHiddenOn !== undefined)
    problems.push({
      code: 'site/logo-adjusted',
      ...describeHidden[logoHiddenOn](site.logo),
      path: ['site', 'logo'],
    });
  const favicon = (await asIs(iconFile?.bytes, site.favicon)) ?? logo;
  const icon = iconFile ?? logoFile;
  const monogram = () =>
    Buffer.from(renderMonogram(site.title, deriveAccentTheme(site.accent ?? DEFAULT_ACCENT).light));
  const touch = await derive(TOUCH_ICON, icon?.bytes ?? monogram());
  const heroFile = await read('image', site.image, MAX_HERO_BYTES);
  const hero = heroFile === undefined ? undefined : await derive(HERO, heroFile.bytes);
  const styles = [
    ...(site.accent === undefined ? [] : [renderAccentStyles(deriveAccentTheme(site.accent))]),
    ...(await readOwnStyles(contentFolder, problems)),
  ].join('\n');
  const brand: SiteBrand = {
    ...(logo !== undefined && { logo }),
    ...(logoDark !== undefined && { logoDark }),
    ...(logoHiddenOn !== undefined && { logoHiddenOn }),
    ...(favicon !== undefined && { favicon: favicon.name }),
    ...(touch !== undefined && { touchIcon: touch.name }),
    ...(hero !== undefined && { image: hero }),
    ...(styles !== '' && { styles }),
  };
  return { brand, assets, problems };
}

interface Derived {
  /** Raised when it is made in another way: it is part of its name. */
  readonly version: string;
  readonly ending: string;
  render(source: Uint8Array): Promise<Picture | undefined>;
}

const TOUCH_ICON: Derived = { version: 'touch 1', ending: '.png', render: renderTouchIcon };
const HERO: Derived = { version: 'hero 1', ending: '.webp', render: renderHero };

/** A logo of which less than this stands out is as good as invisible. */
const MIN_VISIBLE_SHARE = 0.1;

/** Pages whose ground a logo does not stand out from. */
async function findHidingPages(
  bytes: Uint8Array,
  hasDarkTwin: boolean,
): Promise<'light' | 'dark' | undefined> {
  const pixels = await readThumbnail(bytes);
  if (pixels === undefined) return undefined;
  const isHiddenOn = (scheme: 'light' | 'dark') =>
    measureVisibleShare(pixels, GROUNDS[scheme].bg) < MIN_VISIBLE_SHARE;
  if (isHiddenOn('light')) return 'light';
  return !hasDarkTwin && isHiddenOn('dark') ? 'dark' : undefined;
}

const describeHidden = {
  light: (file = 'The logo') => ({
    message: `${file} can hardly be seen on light pages, so it has a dark ground there.`,
    hint: 'Name a darker version as "logo", and this one as "logo_dark".',
  }),
  dark: (file = 'The logo') => ({
    message: `${file} can hardly be seen on dark pages, so it has a white ground there.`,
    hint: 'Name a lighter version of it as "logo_dark".',
  }),
} as const;

type Fault = Pick<ManifestProblem, 'message' | 'hint'>;

async function readPictureFile(
  path: string,
  file: string,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array } | { readonly fault: Fault }> {
  const size = await stat(path).then(
    (entry) => (entry.isFile() ? entry.size : undefined),
    () => undefined,
  );
  if (size === undefined) {
    return {
      fault: {
        message: `There is no picture ${file} beside the manifest, so none is shown.`,
        hint: 'Add the file, or correct the path.',
      },
    };
  }
  if (size > maxBytes) {
    return {
      fault: {
        message: `${file} has ${Math.ceil(size / 1000)} kB, and this picture may have ${maxBytes / 1000} kB at most; it is not shown.`,
        hint: 'Save a smaller version of it.',
      },
    };
  }
  const prepared = prepareRepositoryImage(file.toLowerCase(), await readFile(path));
  if (prepared.ok) return { bytes: prepared.bytes };
  return {
    fault: {
      message: `${file} cannot be read as a picture; it is not shown.`,
      hint: 'Save it again as SVG, PNG or WebP.',
    },
  };
}

async function readOwnStyles(contentFolder: string, problems: ManifestProblem[]): Promise<string[]> {
  const text = await readFile(join(contentFolder, OWN_STYLES_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  if (Buffer.byteLength(text) <= MAX_STYLE_BYTES) return [text];
  problems.push({
    code: 'site/styles-too-large',
    message: `${OWN_STYLES_FILE} has more than ${MAX_STYLE_BYTES / 1000} kB, and every page would load it; it is left out.`,
    hint: 'Shorten it.',
    path: ['site'],
  });
  return [];
}
