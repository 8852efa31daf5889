import GithubSlugger from 'github-slugger';
import { LIMITS } from '../limits.ts';
import type { Asset, Heading, Notebook, RenderContext, RendererTools, SafeHtml } from '../types.ts';
import { anchorId } from './addresses.ts';
import { createTitleFinder } from './bold-title.ts';
import { createMarkupBudget, type MarkupBudget } from './budget.ts';
import type { Highlight } from './highlight.ts';
import { type ImageSize, parseImageHeader } from './images.ts';
import { createMathRenderer, type MathRenderer } from './math.ts';
import type { MathJax } from './mathjax.ts';
import { createNotices, type Notices } from './notices.ts';
import { createReferences, type References } from './references.ts';
import { cleanSvg } from './svg.ts';
import type { Content } from './tree.ts';

/** A picture that is published as a file. */
export interface PublishedImage {
  readonly url: string;
  readonly size?: ImageSize;
}

export interface Formula {
  readonly markup: SafeHtml;
  readonly tex: string;
}

/** What the cells of one page share while it is rendered. */
export interface Page {
  readonly context: RenderContext;
  readonly highlight: Highlight;
  /** The notebook's own programming language, and the form of its file. */
  readonly language: string;
  readonly format: Notebook['format'];
  readonly math: MathRenderer;
  /** Formulas in the tree at hand: what is to be printed, and what is said of it in headings. */
  readonly formulas: Formula[];
  readonly references: References;
  /** Names that the notebook gives to what comes next, a heading or a figure. */
  readonly waitingNames: string[];
  readonly notices: Notices;
  readonly budget: MarkupBudget;
  readonly headings: Heading[];
  /** Makes a heading of the title where the notebook begins with it in bold; for each text that is no output, in order. */
  findTitle(content: Content): Content;
  /** Anchor for a heading, unique on the page. */
  headingId(text: string): string;
  /** Anchor for an id that the notebook gives itself; undefined where the page has it already. */
  ownId(name: string): string | undefined;
  publishRaster(base64: string): PublishedImage | undefined;
  publishSvg(source: string): PublishedImage | undefined;
  assets(): readonly Asset[];
}

const PREFIX = 'nb-';

export function createPage(
  context: RenderContext,
  highlight: Highlight,
  tools: RendererTools,
  { language, format }: Pick<Notebook, 'language' | 'format'>,
  mathJax?: MathJax,
): Page {
  const slugger = new GithubSlugger();
  const assets = new Map<string, Asset>();
  const notices = createNotices();
  const references = createReferences((id) => Object.hasOwn(slugger.occurrences, id.slice(PREFIX.length)));
  const publish = (bytes: Uint8Array, extension: string, size: ImageSize | undefined): PublishedImage => {
    const name = `${tools.hash(bytes).slice(0, 16)}.${extension}`;
    if (!assets.has(name)) assets.set(name, { name, bytes });
    return { url: context.assetUrl(name), ...(size && { size }) };
  };
  return {
    context,
    highlight,
    language,
    format,
    math: createMathRenderer({ mathJax, references, notices }),
    formulas: [],
    references,
    waitingNames: [],
    notices,
    budget: createMarkupBudget(),
    headings: [],
    findTitle: createTitleFinder(),
    headingId(text) {
      return PREFIX + slugger.slug(text.trim().slice(0, 200) || 'section');
    },
    ownId(name) {
      const id = anchorId(name);
      const slug = id.slice(PREFIX.length);
      if (Object.hasOwn(slugger.occurrences, slug)) return undefined;
      return PREFIX + slugger.slug(slug);
    },
    publishRaster(base64) {
      if (base64.length > LIMITS.imageBytes * 1.4) {
        notices.add('image-too-large');
        return undefined;
      }
      const bytes = tools.decodeBase64(base64);
      const header = bytes && parseImageHeader(bytes);
      if (bytes === undefined || header === undefined) {
        notices.add('image-unreadable');
        return undefined;
      }
      const { size } = header;
      if (bytes.length > LIMITS.imageBytes || (size && size.width * size.height > LIMITS.imagePixels)) {
        notices.add('image-too-large');
        return undefined;
      }
      return publish(bytes, header.format === 'jpeg' ? 'jpg' : header.format, size);
    },
    publishSvg(source) {
      if (source.length > LIMITS.imageBytes) {
        notices.add('image-too-large');
        return undefined;
      }
      const clean = cleanSvg(source);
      if (clean === undefined) {
        notices.add('image-unreadable');
        return undefined;
      }
      return publish(new TextEncoder().encode(clean.xml), 'svg', clean.size);
    },
    assets: () => [...assets.values()],
  };
}
