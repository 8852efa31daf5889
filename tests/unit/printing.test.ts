import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Programs for developers, which print no words of strangers, and what runs in a browser. */
const OTHERS =
  /^scripts\/(?:bench|test-setup|vectors|schema|support\/(?:bench|count|measure|memory))|\/browser\/|\.test\.ts$/;
const PRINTER = 'src/io/output/printer.ts';

it('standard output and error are written in one module, which takes commands out of it', () => {
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => /\.(?:ts|astro)$/.test(path) && !OTHERS.test(path)),
  );
  const printing = files.filter((path) =>
    /\bconsole\.|process\.(?:stdout|stderr)\.write\(/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(files).toContain(PRINTER);
  expect(printing).toEqual([]);
});
