import type { PreviewTexts } from '../texts/en.ts';

/** HTML that went through the sanitiser (or was composed of such parts). Made in `safe-html.ts` only. */
export type SafeHtml = string & { readonly __brand: 'SafeHtml' };

/** A notebook of any supported format, in one shape. */
export interface Notebook {
  readonly format:
    | 'ipynb'
    | 'percent'
    | 'hydrogen'
    | 'light'
    | 'nomarker'
    | 'spin'
    | 'sphinx'
    | 'myst'
    | 'rmarkdown'
    | 'quarto'
    | 'markdown';
  readonly cells: readonly Cell[];
  /** Raw top-level metadata; for text notebooks, and where the first cell is YAML front matter, that too. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly kernel?: Kernel;
  /** Programming language for highlighting, lower case, such as `python`, `r`, `julia`. */
  readonly language: string;
}

export interface Kernel {
  readonly name: string;
  readonly displayName: string;
}

export type Cell = MarkdownCell | CodeCell | RawCell;

export interface CellBase {
  readonly source: string;
  readonly tags: readonly string[];
  readonly isSourceHidden: boolean;
  readonly isOutputHidden: boolean;
}

export interface MarkdownCell extends CellBase {
  readonly type: 'markdown';
  /** File name → MIME type → base64, as in nbformat 4.1. */
  readonly attachments: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface CodeCell extends CellBase {
  readonly type: 'code';
  readonly executionCount: number | null;
  readonly outputs: readonly Output[];
  /** Where it differs from the notebook's: a chunk of R Markdown, a polyglot cell. */
  readonly language?: string;
}

export interface RawCell extends CellBase {
  readonly type: 'raw';
  /** MIME type or format name from the metadata; absent when the cell names none. */
  readonly format?: string;
}

export interface StreamOutput {
  readonly type: 'stream';
  readonly name: 'stdout' | 'stderr';
  readonly text: string;
}

export interface ErrorOutput {
  readonly type: 'error';
  readonly name: string;
  readonly value: string;
  readonly traceback: readonly string[];
}

export interface DataOutput {
  readonly type: 'data';
  /** MIME type → payload: text joined, JSON unchanged. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly executionCount: number | null;
}

export type Output = StreamOutput | ErrorOutput | DataOutput;

/** Why a file cannot be shown. It still launches. */
export interface NotebookProblem {
  readonly code:
    | 'notebook/not-utf8'
    | 'notebook/not-json'
    | 'notebook/truncated'
    | 'notebook/not-a-notebook'
    | 'notebook/too-old'
    | 'notebook/too-large'
    | 'notebook/lfs-pointer'
    | 'notebook/empty'
    | 'notebook/unreadable'
    | 'notebook/away' // the repository could not be read, and nothing rendered is left of it
    | 'notebook/left-out'
    | 'notebook/render-failed';
  /** One sentence for the reader of the page. */
  readonly message: string;
}

export interface Heading {
  /** 1 to 6, as in the notebook. */
  readonly level: number;
  readonly text: string;
  /** Anchor on the page, unique there. */
  readonly id: string;
}

/** What lists and cards show of a notebook. */
export interface NotebookSummary {
  readonly title?: string;
  readonly description?: string;
  /** Where the description is the first paragraph of the text. */
  readonly isDescriptionInText?: true;
  readonly kernel?: Kernel;
  readonly language: string;
  readonly cellCount: number;
  readonly codeCellCount: number;
  /** False where every code cell is without stored output. */
  readonly hasOutputs: boolean;
  /** Its outputs are those of a run, in place of those in the file. */
  readonly hasKeptOutputs?: true;
}

/** A file to publish beside the pages, named by its content. */
export interface Asset {
  /** `<sha256, 16 hexadecimal digits>.<extension>` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RenderedNotebook {
  readonly html: SafeHtml;
  readonly headings: readonly Heading[];
  readonly assets: readonly Asset[];
  readonly notices: readonly Notice[];
  readonly summary: NotebookSummary;
}

/** What a page lacks, and how often; the page says it in its own language (`preview.notices` of the texts). */
export interface Notice {
  readonly kind: keyof PreviewTexts['notices'];
  readonly count: number;
}

export interface RenderContext {
  /** Path of the notebook in its repository. */
  readonly path: string;
  /** Words of the preview's own, such as labels and the titles of notes. */
  readonly texts: PreviewTexts;
  /** Primary language of the texts, where it is not the notebook's. */
  readonly textsLanguage?: string;
  /** Address at which an asset will be published. */
  assetUrl(name: string): string;
  /** Address for a link or image in the Markdown, given its path in the repository; undefined leaves the text without a link. */
  resolveFile(path: string, kind: 'link' | 'image'): string | undefined;
}

/** What the renderer needs of its platform, so that it runs wherever these two do. */
export interface RendererTools {
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  hash(bytes: Uint8Array): string;
  /** Base64, line breaks and all; undefined where the text is something else. */
  decodeBase64(text: string): Uint8Array | undefined;
}

export interface NotebookRenderer {
  /**
   * Renders the whole notebook to one fragment. The same notebook and context give the same bytes.
   * A cell that cannot be shown becomes a notice; it never rejects for what a notebook contains.
   */
  render(notebook: Notebook, context: RenderContext): Promise<RenderedNotebook>;
}
