import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the pages are written: a catalogue without any of its own gets the texts that come with Slipway. */
export function findPagesFolder(projectFolder: string, contentFolder: string): string {
  const own = join(contentFolder, 'pages');
  return existsSync(own) ? own : join(projectFolder, 'content', 'pages');
}
