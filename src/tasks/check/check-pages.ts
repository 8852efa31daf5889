import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { checkPage } from '../../core/pages/check-page.ts';
import { listOwnPages } from '../../io/files/content-pages.ts';

export interface CheckedPages {
  readonly diagnostics: readonly Diagnostic[];
  /** Text of each page with a diagnostic by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Checks the pages that an author wrote beside the manifest. */
export async function checkPages(contentFolder: string): Promise<CheckedPages> {
  const sources = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const pages = listOwnPages(contentFolder);
  const byId = new Map<string, string>();
  for (const { id, file } of pages) {
    const twin = byId.get(id);
    if (twin !== undefined) {
      diagnostics.push({
        code: 'page/twice',
        severity: 'error',
        message: `${file} and ${twin} would both be shown at /${id}/.`,
        hint: 'Rename one of them.',
        position: { file },
      });
      continue;
    }
    byId.set(id, file);
    const text = await readFile(file, 'utf8');
    const found = checkPage({ file, text }, (path) => existsSync(join(dirname(file), path)));
    if (found.length > 0) sources.set(file, text);
    diagnostics.push(...found);
  }
  return { diagnostics, sources };
}
