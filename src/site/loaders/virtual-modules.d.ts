declare module 'virtual:slipway/pages' {
  /** See `pages-module.ts`. */
  interface PageSource {
    readonly id: string;
    readonly language?: string;
    readonly file: string;
    readonly load: () => Promise<import('astro').MarkdownInstance<Record<string, unknown>>>;
  }
  /** Beside the manifest. */
  export const own: readonly PageSource[];
  /** Those that come with Slipway. */
  export const standIns: readonly PageSource[];
}

declare module 'virtual:slipway/folders' {
  /** See `folders-module.ts`. */
  export const folders: import('../../io/site/prepared-folder.ts').PreparedFolders;
}
