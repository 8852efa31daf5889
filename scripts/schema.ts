import { writeFile } from 'node:fs/promises';
import { renderJsonSchemas } from '../src/core/published/json-schemas.ts';

/** Writes the JSON Schemas in `public/` from the schemas of the code. */
for (const [name, text] of renderJsonSchemas()) {
  await writeFile(new URL(`../public/${name}`, import.meta.url), text);
}
