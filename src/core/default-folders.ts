/** Folders where neither the command line nor the environment names others, relative to the working folder. */
export const DEFAULT_FOLDERS = { content: 'content', cache: '.cache', site: 'dist' } as const;
