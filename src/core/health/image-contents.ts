import * as z from 'zod';
import { type BinderPreflight, HUB_USER_ID, type Tristate } from '../images/binder-preflight.ts';
import { describe, time } from '../schema-parts.ts';

/** Shape of `inside` in `status.json`: what was found in the image of an environment version. */
export const imageContentsSchema = z
  .object({
    digest: describe(z.string(), 'Of the image that was looked into.'),
    at: time,
    user: describe(z.int().nonnegative(), 'Id of the user that it runs as.'),
    git: z.boolean(),
    nbgitpuller: z.boolean(),
    jupyter: describe(z.boolean(), 'Whether it has a Jupyter server.'),
    packages: describe(
      z.record(z.string(), z.string()).exactOptional(),
      'Version of each package by its name in lower case; left out where the file would be too large.',
      { examples: [{ numpy: '2.0.1' }] },
    ).catch(undefined as never),
  })
  .meta({ description: 'What slipway verify saw inside an image of it; it counts for the digest only.' });

export type ImageContents = z.infer<typeof imageContentsSchema>;
export type Packages = Readonly<Record<string, string>>;

/**
 * What Binder needs of an image, with what was seen inside it in place of what its configuration suggests.
 *
 * @param inside undefined where this image was not inspected
 */
export function settlePreflight(
  preflight: BinderPreflight | undefined,
  inside: ImageContents | undefined,
): BinderPreflight | undefined {
  if (inside === undefined) return preflight;
  const tell = (is: boolean): Tristate => (is ? 'yes' : 'no');
  return {
    entrypoint: 'unknown',
    ...preflight,
    user: tell(inside.user === HUB_USER_ID),
    nbgitpuller: tell(inside.nbgitpuller),
    git: tell(inside.git),
    server: tell(inside.jupyter),
  };
}
