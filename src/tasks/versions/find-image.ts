import type { Environment, EnvironmentVersion } from '../../core/catalog/types.ts';
import type { Diagnostic, Position } from '../../core/diagnostics/types.ts';
import { judgeImage } from '../../core/health/judge-image.ts';
import { outlineVersion } from '../../core/health/outline.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import { reasonRow } from '../../core/reasons.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { en } from '../../core/texts/en.ts';
import type { RegistryClient } from '../../io/registry/types.ts';

/** The image that a tag holds now. */
export interface FoundImage {
  /** `sha256:` and 64 hexadecimal digits; of the index where the tag is one. */
  readonly digest: string;
  /** ISO 8601; null where the image does not say. */
  readonly createdAt: string | null;
}

export interface ImageFinder {
  readonly registry: Pick<RegistryClient, 'checkImage'>;
  now(): Date;
}

/**
 * Asks the registry for a version, without its pin. An image that surely cannot be pulled is a failure as well: nobody
 * should pin it.
 *
 * @param position what a failure is reported at
 */
export async function findImage(
  { registry, now }: ImageFinder,
  environment: Environment,
  { tag }: Pick<EnvironmentVersion, 'tag'>,
  position: Position,
): Promise<Result<FoundImage, Diagnostic>> {
  const version: EnvironmentVersion = { tag };
  const outline = outlineVersion({ ...environment, current: version, earlier: [] }, version);
  const name = parseImageReference(environment.image);
  if (!name.ok) {
    return fail({ code: name.failure.code, severity: 'error', message: name.failure.message, position });
  }
  const seen = await registry.checkImage({ ...name.value, tag }, null);
  if (seen.kind === 'present' && seen.fault === undefined) {
    const createdAt = seen.facts.kind === 'facts' ? seen.facts.createdAt : null;
    return ok({ digest: seen.digest, createdAt });
  }
  const findings = judgeImage({ ...outline, registry: seen }, undefined, now().toISOString());
  const finding = findings.find(({ code }) =>
    ['failing', 'confirm', 'unknown'].includes(reasonRow(code).effect),
  );
  const code = finding?.code ?? 'registry/unreachable';
  const isWaiting = reasonRow(code).advice === 'wait';
  return fail({
    code,
    severity: 'error',
    message: finding?.message ?? `${outline.image} could not be read.`,
    hint: isWaiting ? 'Run the command again later.' : en.health.forMaintainers[code],
    position,
  });
}
