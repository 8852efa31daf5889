import { formatDetailSentence } from '../../core/details.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import type { NewCatalogue } from '../../core/new-catalogue/answers.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { RegistryClient } from '../../io/registry/types.ts';

/**
 * Asks the registry of an image which digest its tag has now.
 *
 * @returns as a failure one sentence: why the digest is not known, and what to do
 */
export async function inspectImage(
  { name, tag }: NewCatalogue['image'],
  registry: Pick<RegistryClient, 'checkImage'>,
): Promise<Result<string, string>> {
  const image = `${name}:${tag}`;
  const reference = parseImageReference(image);
  if (!reference.ok) return fail(reference.failure.message);
  const observed = await registry.checkImage(reference.value, null);
  switch (observed.kind) {
    case 'present':
      return ok(observed.digest);
    case 'missing':
      return fail(`${image} is not in its registry: correct the environment in catalog.yaml.`);
    case 'not-public-or-missing':
      return fail(
        `${observed.registry} shows no ${image} without signing in: if it is there, make it public; if not, correct the environment in catalog.yaml.`,
      );
    default: {
      const detail = formatDetailSentence(observed.detail).replace(/\.$/, '');
      return fail(
        `The digest of ${image} is not in catalog.yaml, because its registry could not be asked (${detail}): npm run check says later what to add.`,
      );
    }
  }
}
