import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseNotebook } from '../../src/core/notebooks/parse.ts';
import { CORPUS } from '../support/corpus.ts';

/** 54 notebooks that jupytext 1.19 wrote in six forms, each beside the cells that it reads back. */
const FOLDER = join(CORPUS, '..', 'text-notebooks');
const FORMS = ['percent', 'hydrogen', 'light', 'markdown', 'myst', 'rmarkdown'];

interface WitnessedNotebook {
  readonly kernel: string | null;
  readonly cells: readonly {
    readonly type: string;
    readonly source: string;
    readonly tags?: readonly string[];
  }[];
}

describe.skipIf(!existsSync(FOLDER))(
  'what jupytext reads from text notebooks (needs ../shared/text-notebooks)',
  () => {
    test.each(FORMS)('%s: cells, tags and kernels are the same', (form) => {
      const files = readdirSync(join(FOLDER, form)).filter((name) => !name.endsWith('.json'));

      expect(files).toHaveLength(54);
      for (const file of files) {
        const witness: WitnessedNotebook = JSON.parse(
          readFileSync(join(FOLDER, form, file.replace(/\.\w+$/, '.cells.json')), 'utf8'),
        );
        const result = parseNotebook(readFileSync(join(FOLDER, form, file)), file);
        const read = result.ok && {
          kernel: result.value.kernel?.name ?? null,
          cells: result.value.cells.map(({ type, source, tags }) => ({ type, source, tags })),
        };

        expect(read, `${form}/${file}`).toEqual({
          kernel: witness.kernel,
          cells: witness.cells.map(({ type, source, tags = [] }) => ({ type, source, tags })),
        });
      }
    });
  },
);
