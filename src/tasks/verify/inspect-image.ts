import type { ImageContents } from '../../core/health/image-contents.ts';
import type { Result } from '../../core/result.ts';
import { listInspectionKey } from '../../core/verify/cache-key.ts';
import { describeContents } from '../../core/verify/describe-contents.ts';
import type { ContainerEngine } from '../../io/containers/types.ts';
import { type ImageRunLimits, runTask } from './run-in-image.ts';
import { keepResult, readContents } from './verify-cache.ts';

export interface InspectRequest {
  readonly digest: string;
  /** Called where no earlier look into the image is kept. @returns the name under which it is there */
  pull(): Promise<Result<string, string>>;
  readonly limits: ImageRunLimits;
  /** Folder of results of earlier runs. */
  readonly cacheFolder: string;
  now(): Date;
}

/** Looks into an image: what launches need of it, and its packages. @returns undefined where that cannot be done */
export async function inspectImage(
  engine: Pick<ContainerEngine, 'run'>,
  { digest, pull, limits, cacheFolder, now }: InspectRequest,
): Promise<ImageContents | undefined> {
  const key = listInspectionKey(digest);
  const known = await readContents(cacheFolder, key);
  if (known !== undefined) return known;
  const image = await pull();
  if (!image.ok) return undefined;
  // It reads files and runs nothing of the notebooks.
  const run = { image: image.value, digest, task: { kind: 'inspect' } } as const;
  const { report } = await runTask(engine, run, { ...limits, network: 'none' });
  if (report.facts === undefined || report.packages === undefined) return undefined;
  const inside = describeContents(report.facts, report.packages, { digest, at: now().toISOString() });
  await keepResult(cacheFolder, key, inside);
  return inside;
}
