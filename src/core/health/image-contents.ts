import * as z from 'zod';
import { type BinderPreflight, HUB_USER_ID, type Tristate } from '../images/binder-preflight.ts';

/** Shape of `inside` in `status.json`, for a reader: what was found in the image of an environment version. */
export const imageContentsSchema = z.object({
  /** Of the image. */
  digest: z.string(),
  /** ISO 8601, UTC. */
  at: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time'),
  /** Id of the user that it runs as. */
  user: z.int().nonnegative(),
  git: z.boolean(),
  nbgitpuller: z.boolean(),
  /** Whether a Jupyter server is installed. */
  jupyter: z.boolean(),
  /** Version of each package, by its name in small letters; absent where they are left out for their size. */
  packages: z
    .record(z.string(), z.string())
    .exactOptional()
    .catch(undefined as never),
});

export type ImageContents = z.infer<typeof imageContentsSchema>;
export type Packages = Readonly<Record<string, string>>;

/**
 * What Binder needs of an image, with what was seen inside it in place of what its configuration suggests.
 *
 * @param inside undefined where nobody has looked into this image
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
