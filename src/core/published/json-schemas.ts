import * as z from 'zod';
import { ManifestSchema } from '../catalog/schema/manifest.ts';
import { statusSchema } from '../health/schema.ts';
import { PublishedCatalogSchema } from './catalog-schema.ts';

const SCHEMAS = {
  'catalog.schema.json': ManifestSchema,
  'status.schema.json': statusSchema
    .extend({
      checked_at: statusSchema.shape.checked_at
        .nullable()
        .meta({ description: 'When the nightly check ended; null before the first one.' }),
    })
    .meta({
      title: 'Slipway status',
      description: 'What a nightly check saw of every environment, content and hub.',
    }),
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
          if (name === 'status.schema.json') describeReader(zodSchema, jsonSchema);
          // Left out where a value is transformed, as they might be of the output; ours are of the input.
          const meta = z.globalRegistry.get(zodSchema) ?? {};
          if (Array.isArray(meta.examples)) jsonSchema.examples = meta.examples;
          if (typeof meta.default === 'string' || Array.isArray(meta.default))
            jsonSchema.default = meta.default;
          if (jsonSchema.format !== undefined && meta.pattern === undefined) delete jsonSchema.pattern;
        },
      });
      if (name === 'catalog.schema.json') acceptKeysWithoutValue(document);
      return [name, `${JSON.stringify(document, null, 2)}\n`];
    }),
  );
}

/**
 * The schema of the status is that of its reader, which replaces damaged values and limits lengths. Others need to know
 * what is written: all keys that are not optional, and details of any depth.
 */
function describeReader(zodSchema: z.core.$ZodTypes, jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const { def } = zodSchema._zod;
  if (def.type === 'catch') delete jsonSchema.default;
  if (def.type === 'string') {
    delete jsonSchema.minLength;
    delete jsonSchema.maxLength;
  }
  if (def.type !== 'object') return;
  const required = Object.entries(def.shape).flatMap(([key, value]) => (isOptional(value) ? [] : [key]));
  if (required.length > 0) jsonSchema.required = required;
  if (z.globalRegistry.get(zodSchema)?.id === 'detail') {
    const args = jsonSchema.properties?.args;
    if (typeof args === 'object')
      args.additionalProperties = { anyOf: [{ type: 'string' }, { $ref: '#/definitions/detail' }] };
  }
}

/**
 * In the manifest a key that may be left out may also have no value, which editors read as null. They read `~` as null
 * too, which `check` takes as written.
 */
function acceptKeysWithoutValue(schema: z.core.JSONSchema.BaseSchema): void {
  const { properties = {}, required = [], additionalProperties, items, anyOf = [] } = schema;
  for (const [key, property] of Object.entries(properties)) {
    if (typeof property === 'object' && !required.includes(key)) acceptNull(property);
  }
  for (const part of [...Object.values(properties), additionalProperties, items, ...anyOf]) {
    if (typeof part === 'object' && !Array.isArray(part)) acceptKeysWithoutValue(part);
  }
}

function acceptNull(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.type !== undefined) schema.type = [schema.type, 'null'].flat() as typeof schema.type;
  else schema.anyOf?.push({ type: 'null' });
  schema.enum?.push(null);
}

function isOptional(schema: z.core.$ZodType): boolean {
  const { def, optin } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'catch' ? isOptional(def.innerType) : optin === 'optional';
}
