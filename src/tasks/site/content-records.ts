import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Content } from '../../core/catalog/types.ts';
import { writeWhole } from '../../io/files/write-whole.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import type { RenderedFile } from './rendered-file.ts';

const NotebookRecord = z.object({
  path: z.string().min(1),
  sizeBytes: z.number().nonnegative(),
  changedAt: z.string().exactOptional(),
  /** Key of its preview in the cache. */
  key: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .exactOptional(),
});

/** A notebook as it was when its content could last be read. */
export type NotebookRecord = z.output<typeof NotebookRecord>;

/** What the cache remembers of contents, for the day on which one cannot be read. */
export interface ContentRecords {
  /** Empty where nothing is remembered of this repository and branch. */
  find(content: Content): Promise<readonly NotebookRecord[]>;
  store(content: Content, notebooks: readonly NotebookRecord[]): Promise<void>;
}

/** @param folder that of the site in the cache */
export function createContentRecords(folder: string): ContentRecords {
  const fileOf = ({ id, repository, branch }: Content) => {
    const name = createHash('sha256')
      .update(JSON.stringify([id, repository, branch]))
      .digest('hex');
    return join(folder, 'contents', `${name.slice(0, 24)}.json`);
  };
  const read = (file: string) => readFile(file, 'utf8').catch(() => undefined);
  return {
    async find(content) {
      const text = await read(fileOf(content));
      if (text === undefined) return [];
      try {
        return z.array(NotebookRecord).parse(JSON.parse(text));
      } catch {
        return [];
      }
    },
    async store(content, notebooks) {
      const file = fileOf(content);
      const text = JSON.stringify(notebooks);
      if ((await read(file)) !== text) await writeWhole(file, text);
    },
  };
}

/** What is remembered of the notebooks of a content that was read and rendered. */
export function listRecords(
  { notebooks }: Pick<LoadedContent, 'notebooks'>,
  files: ReadonlyMap<string, RenderedFile>,
): NotebookRecord[] {
  return notebooks.map(({ path, changedAt }) => {
    const { outcome, sizeBytes = 0 } = files.get(path) ?? {};
    return {
      path,
      sizeBytes,
      ...(changedAt !== undefined && { changedAt }),
      ...(outcome?.ok === true && { key: outcome.stored.fragment.replace(/\.html$/, '') }),
    };
  });
}
