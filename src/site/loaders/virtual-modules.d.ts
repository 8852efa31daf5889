declare module 'virtual:slipway/pages' {
  /** See `pages-module.ts`. */
  export const sources: readonly {
    readonly id: string;
    readonly file: string;
    readonly load: () => Promise<import('astro').MarkdownInstance<Record<string, unknown>>>;
  }[];
}

declare module 'virtual:slipway/folders' {
  /** See `folders-module.ts`. */
  export const folders: import('../../io/site/prepared-folder.ts').PreparedFolders;
}
