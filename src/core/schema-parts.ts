import * as z from 'zod';

/**
 * A schema with what its readers see of it.
 *
 * @param keywords of JSON Schema, such as examples
 */
export function describe<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  keywords: z.GlobalMeta = {},
): Schema {
  return schema.meta({ description, ...keywords });
}

/** A moment, ISO 8601. */
export const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T/)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a time')
  .meta({ format: 'date-time' });
