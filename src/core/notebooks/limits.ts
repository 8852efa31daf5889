/**
 * Bounds on what a notebook may ask of a build and of a reader. Each is generous for real notebooks
 * and keeps a hostile one in bounded time and memory.
 */
export const LIMITS = {
  /** A file beyond this is listed and launched without a preview. */
  notebookBytes: 50_000_000,
  /** The same for text notebooks, which hold no outputs: each line may be a cell. */
  textNotebookBytes: 5_000_000,
  /** Source of a Markdown or code cell, and an HTML, Markdown or SVG output, in UTF-16 code units. */
  cellChars: 1_000_000,
  /**
   * Brackets, quotes, addresses and other marks of one Markdown text or HTML output, and of all on a page. Parsers make an object
   * of a kilobyte of each, and some of their steps cost the square of what is open.
   */
  textMarks: 150_000,
  pageMarks: 1_500_000,
  /** Headings of a page that its table of contents lists. */
  headings: 1_000,
  /** Nested elements or lists: parsers slow down steeply and overflow the stack beyond a few thousand. */
  depth: 500,
  /** Cells on one page. */
  cells: 2_000,
  /** Outputs of one cell. */
  outputs: 1_000,
  /** HTML of one page. */
  pageChars: 12_000_000,
  /** Text of one output, before terminal codes are applied. */
  textChars: 500_000,
  /** Lines of one output that are kept, and those shown before the rest is folded away. */
  textLines: 2_000,
  visibleTextLines: 30,
  foldedTextLines: 10,
  /** One picture. */
  imageBytes: 16 * 1024 * 1024,
  imagePixels: 60_000_000,
  /** One formula. */
  formulaChars: 20_000,
  /** What all formulas of a page may cost, about a tenth of a microsecond each; and one that is refused. */
  formulaCost: 20_000_000,
  refusedFormulaCost: 2_000,
  /** Code that is highlighted; more is shown plain. */
  highlightChars: 200_000,
  highlightLineChars: 2_000,
  urlChars: 4_096,
} as const;
