import type { Element } from 'hast';
import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { type Address, isOwnAddress, parseAddress, withoutFilesPrefix } from './addresses.ts';
import { languageProperty } from './own-words.ts';
import type { PublishedImage } from './page.ts';
import type { Place } from './place.ts';
import { element, propertyOf, text } from './tree.ts';

/**
 * A picture of a notebook as one of the site's own files. A foreign one becomes a link that names it:
 * no page asks another host for anything.
 */
export function rewritePicture(node: Element, place: Place): Element {
  const { page } = place;
  const written = propertyOf(node, 'src') ?? '';
  const address = parseAddress(written, page.context);
  const alt = (propertyOf(node, 'alt') ?? propertyOf(node, 'title') ?? '').trim();
  switch (address.kind) {
    case 'attachment':
    case 'data': {
      const published = publish(address, place);
      return published
        ? image(node, published, alt || place.fallbackAlt)
        : missing(alt || place.fallbackAlt, place);
    }
    case 'file': {
      const { resolveFile } = page.context;
      const url =
        resolveFile(address.path, 'image') ?? resolveFile(withoutFilesPrefix(address.path), 'image');
      const name = nameOf(address.path);
      if (url === undefined) {
        page.notices.add('image-missing');
        return missing(alt || name, place);
      }
      if (isOwnAddress(url)) return image(node, { url }, alt || name);
      return remote(url, alt || name, place);
    }
    case 'external': {
      const name = nameOf(new URL(address.url).pathname) || address.host;
      return remote(address.url, alt || name, place);
    }
    default:
      return missing(alt || place.fallbackAlt, place);
  }
}

function publish(address: Address, { page, attachments }: Place): PublishedImage | undefined {
  if (address.kind === 'attachment') {
    const key = Object.keys(attachments).find((each) => decodeLoosely(each) === address.name);
    const bundle = attachments[address.name] ?? (key === undefined ? undefined : attachments[key]);
    for (const [mime, payload] of Object.entries(bundle ?? {})) {
      if (mime === 'image/svg+xml') return page.publishSvg(svgText(payload));
      if (mime.startsWith('image/')) return page.publishRaster(payload);
    }
    page.notices.add('image-missing');
    return undefined;
  }
  if (address.kind !== 'data') return undefined;
  if (address.mime === 'image/svg+xml') return page.publishSvg(address.text ?? svgText(address.base64 ?? ''));
  return page.publishRaster(address.base64 ?? '');
}

/** SVG is stored as text in outputs, and as base64 in attachments and `data:` addresses. */
function svgText(payload: string): string {
  if (payload.includes('<')) return payload;
  try {
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}

function image(node: Element, published: PublishedImage, alt: string): Element {
  const width = dimension(node, 'width');
  const height = dimension(node, 'height');
  // One given side keeps the other in proportion.
  const given = width !== undefined || height !== undefined;
  return element('img', {
    src: published.url,
    alt,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(!given && published.size && { width: published.size.width, height: published.size.height }),
    loading: 'lazy',
    decoding: 'async',
  });
}

function dimension(node: Element, name: 'width' | 'height'): number | undefined {
  const value = Number.parseFloat(
    /^\s*\d+(?:\.\d+)?\s*(?:px)?\s*$/.exec(propertyOf(node, name)?.slice(0, 40) ?? '')?.[0] ?? '',
  );
  return value > 0 && value < 10_000 ? Math.round(value) : undefined;
}

function missing(alt: string, { page: { context } }: Place): Element {
  const words = context.texts.pictureNotShown(alt);
  return element('span', { className: ['missing'], ...languageProperty(context) }, text(words));
}

function remote(url: string, name: string, { isInLink, page: { context } }: Place): Element {
  if (isInLink) return element('span', { className: ['remote-image'] }, text(name));
  return element(
    'a',
    { href: url, rel: ['noopener'], className: ['remote-image'], ...languageProperty(context) },
    text(context.texts.picture(name)),
  );
}

/** A file's name without its ending, for people. */
export function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (name.replace(/\.\w{2,5}$/, '') || name).slice(0, 100);
}
