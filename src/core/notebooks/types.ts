/** HTML that went through the sanitiser (or was composed of such parts). Made in `safe-html.ts` only. */
export type SafeHtml = string & { readonly __brand: 'SafeHtml' };

/** A notebook of any supported format, in one shape. */
export interface Notebook {
  readonly format: 'ipynb' | 'percent' | 'myst' | 'rmarkdown' | 'quarto' | 'markdown';
  readonly cells: readonly Cell[];
  /** Raw top-level metadata. */
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

interface CellBase {
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
}

export interface RawCell extends CellBase {
  readonly type: 'raw';
  /** MIME type or format name from the metadata; absent when the cell names none. */
  readonly format?: string;
}

export type Output =
  | { readonly type: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly type: 'error';
      readonly name: string;
      readonly value: string;
      readonly traceback: readonly string[];
    }
  | {
      readonly type: 'data';
      /** MIME type → payload: text joined, JSON as it stands. */
      readonly data: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
      readonly executionCount: number | null;
    };

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
  readonly kernel?: Kernel;
  readonly language: string;
  readonly cellCount: number;
  readonly codeCellCount: number;
  /** False where every code cell is without stored output. */
  readonly hasOutputs: boolean;
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
  /** What was left out and why, one sentence each. */
  readonly notices: readonly string[];
}

export interface RenderContext {
  /** Path of the notebook in its repository. */
  readonly path: string;
  /** Address at which an asset will be published. */
  assetUrl(name: string): string;
  /** Address for a link or image in the Markdown, given its path in the repository; undefined leaves the text without a link. */
  resolveFile(path: string, kind: 'link' | 'image'): string | undefined;
}
