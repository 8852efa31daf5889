import { z } from 'zod';
import { ManifestSchema } from './manifest.ts';
import { PublishedCatalogSchema, PublishedStatusSchema } from './published.ts';

const SCHEMAS = {
  'catalog.schema.json': ManifestSchema,
  'status.schema.json': PublishedStatusSchema,
  'catalog-json.schema.json': PublishedCatalogSchema,
} satisfies Record<string, z.ZodType>;

/**
 * JSON Schemas in `public/`, as text by file name. Draft 7, which is what editors' YAML support reads.
 * `scripts/schema.ts` writes them; a test compares.
 */
export function renderJsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const document = z.toJSONSchema(schema, {
        target: 'draft-7',
        io: 'input',
        // The pattern behind a date is a page of digits that says no more than its format.
        override: ({ zodSchema, jsonSchema }) => {
          // Left out where a value is transformed, as they might be of the output; ours are of the input.
          const meta = z.globalRegistry.get(zodSchema) ?? {};
          if (Array.isArray(meta.examples)) jsonSchema.examples = meta.examples;
          if (typeof meta.default === 'string' || Array.isArray(meta.default))
            jsonSchema.default = meta.default;
          if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
        },
      });
      return [name, `${JSON.stringify(document, null, 2)}\n`];
    }),
  );
}
