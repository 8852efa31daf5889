import type { Element, ElementContent } from 'hast';
import { decodeLoosely } from '../../addresses/decode-loosely.ts';
import { readsAsAddress } from '../../addresses/reads-as-address.ts';
import type { RenderContext } from '../types.ts';
import { anchorId, isOwnAddress, parseAddress, withoutFilesPrefix } from './addresses.ts';
import { languageProperty } from './own-words.ts';
import { nameOf } from './pictures.ts';
import type { Place } from './place.ts';
import { type Content, element, propertyOf, rootOf, text, textOf } from './tree.ts';

const DOCUMENT_EXTENSIONS = ['ipynb', 'md', 'myst', 'Rmd', 'qmd', 'py'];

/** @param rewriteChildren the content of the link, given whether it is in a link */
export function rewriteLink(
  node: Element,
  place: Place,
  rewriteChildren: (isInLink: boolean) => Content,
): Content {
  const { page } = place;
  const name = propertyOf(node, 'id') ?? propertyOf(node, 'name');
  const id = name === undefined ? undefined : page.ownId(name);
  const href = propertyOf(node, 'href');
  const target = href === undefined ? undefined : linkTarget(href, place);
  const written = rewriteChildren(place.isInLink || target !== undefined);
  const isNameless = target !== undefined && !written.some(isSeen);
  const children = isNameless ? [targetName(href ?? '', place)] : written;
  if (href === undefined && name !== undefined && written.length === 0) page.waitingNames.push(name);
  // A link that leads nowhere keeps its words, and a link in a link is no link.
  if (target === undefined || place.isInLink) {
    return id === undefined ? children : [element('span', { id }, ...children)];
  }
  const title = propertyOf(node, 'title');
  const label = backLabel(node, place);
  return [
    element(
      'a',
      {
        href: target.url,
        ...(target.isExternal && { rel: ['noopener'] }),
        ...(title !== undefined && { title }),
        ...(label !== undefined && { ariaLabel: label }),
        ...(id !== undefined && { id }),
        ...(node.properties.dataFootnoteRef !== undefined && { className: ['footnote-ref'] }),
        ...(isNameless && !target.isExternal && { className: ['nameless'] }),
        ...(target.isExternal &&
          readsAsAddress(textOf(rootOf(children)), target.url) && { className: ['own-address'] }),
      },
      ...children,
    ),
  ];
}

function isSeen(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  return node.type === 'element' && (node.tagName === 'img' || node.children.some(isSeen));
}

/** What a link without words says: the title of a place on the page; for a file its name, until the site knows its title. */
function targetName(href: string, { page }: Place): ElementContent {
  const address = parseAddress(href, page.context);
  if (address.kind === 'anchor')
    return text(page.references.mark(decodeLoosely(href.slice(1)), { kind: 'title' }));
  if (address.kind === 'external') return text(address.url.replace(/^(?:https?:\/\/|mailto:)/, ''));
  return text(address.kind === 'file' ? nameOf(address.path) : href);
}

function linkTarget(href: string, place: Place): { url: string; isExternal: boolean } | undefined {
  const { context } = place.page;
  const address = parseAddress(href, context);
  switch (address.kind) {
    case 'anchor':
      return { url: `#${encodeURI(address.id)}`, isExternal: false };
    case 'external':
      return { url: address.url, isExternal: true };
    case 'file': {
      const url = resolveDocument(address.path, context);
      if (url === undefined) return undefined;
      const isExternal = !isOwnAddress(url);
      if (address.hash === '') return { url, isExternal };
      const anchor = isExternal ? address.hash : anchorId(address.hash);
      return { url: `${url}#${encodeURI(anchor)}`, isExternal };
    }
    default:
      return undefined;
  }
}

/** MyST and Jupyter Book let links leave out the extension of a notebook, or name the page that they make of it. */
function resolveDocument(path: string, { resolveFile }: RenderContext): string | undefined {
  const exact = resolveFile(path, 'link') ?? resolveFile(withoutFilesPrefix(path), 'link');
  const stem = path.replace(/\.html$/, '');
  if (exact !== undefined || /\.[A-Za-z]\w*$/.test(stem)) return exact;
  for (const extension of DOCUMENT_EXTENSIONS) {
    const url = resolveFile(`${stem}.${extension}`, 'link');
    if (url !== undefined) return url;
  }
  return undefined;
}

/** A footnote's way back is labelled by the parser, in English, with the number at the end. */
function backLabel(node: Element, place: Place): string | undefined {
  const label = propertyOf(node, 'ariaLabel');
  if (label === undefined || node.properties.dataFootnoteBackref === undefined) return label;
  return place.page.context.texts.backToReference(/[\d-]{1,20}$/.exec(label.slice(-20))?.[0] ?? '');
}

/** Frames, video and sound are not loaded: what they show is named and linked. */
export function rewriteEmbed(node: Element, place: Place): Content {
  const source = node.children.find((child) => child.type === 'element' && child.tagName === 'source');
  const written =
    propertyOf(node, 'src') ??
    propertyOf(node, 'data') ??
    (source?.type === 'element' ? propertyOf(source, 'src') : undefined);
  const { context } = place.page;
  const { texts } = context;
  const isRecording = node.tagName === 'video' || node.tagName === 'audio';
  const address = written === undefined ? undefined : parseAddress(written, place.page.context);
  const target = written === undefined || place.isInLink ? undefined : linkTarget(written, place);
  if (target === undefined || address === undefined || address.kind === 'anchor') {
    place.page.notices.add('interactive');
    const words = isRecording ? texts.recordingNotShown : texts.embeddedNotShown;
    return [element('span', { className: ['missing'], ...languageProperty(context) }, text(words))];
  }
  const name = address.kind === 'external' ? address.host : address.kind === 'file' ? address.path : '';
  const title = propertyOf(node, 'title') ?? name;
  return [
    element(
      'a',
      {
        href: target.url,
        className: ['embedded'],
        ...languageProperty(context),
        ...(target.isExternal && { rel: ['noopener'] }),
      },
      text(isRecording ? texts.recording(title) : texts.embedded(title)),
    ),
  ];
}
