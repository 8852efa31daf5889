/**
 * Bounds on what one content repository may ask of a build: a few kilobytes of git can contain ten thousand
 * notebooks, and one file of it for gigabytes. What is beyond is said on the site and in the terminal.
 */
export const CONTENT_LIMITS = {
  /** Notebooks, unless `max_notebooks` of the manifest says otherwise; those that the manifest names come first. */
  notebooks: 2_000,
  /** Files that links and pictures of the notebooks may lead to. */
  files: 100_000,
  /** Bytes of the notebooks that get a preview, and of what is published of them. */
  notebookBytes: 2_000_000_000,
  publishedBytes: 1_000_000_000,
  /** Notebooks whose rendering had to be given up, before the others of the content wait for the next build. */
  givenUp: 3,
} as const;

/** What is left out of one content, and how much of it; the texts have a sentence for each kind. */
export interface ContentNotice {
  readonly kind: 'notebooks' | 'files';
  readonly count: number;
  readonly limit: number;
}
