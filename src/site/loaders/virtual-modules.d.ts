declare module 'virtual:slipway/pages' {
  /** See `pages-module.ts`. */
  export const sources: readonly {
    readonly id: string;
    readonly file: string;
    readonly load: () => Promise<import('astro').MarkdownInstance<Record<string, unknown>>>;
  }[];
}

declare module 'virtual:slipway/site-folder' {
  /** See `site-folder-module.ts`. */
  export const siteFolder: string;
}
