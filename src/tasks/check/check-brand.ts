import type { ParsedCatalog } from '../../core/catalog/parse.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';

/**
 * Looks at the pictures that give a site its face, as the build does: whether each can be shown, and what is changed so
 * that it can be seen. The site is built without them, so these are warnings.
 */
export async function checkBrand(
  contentFolder: string,
  { catalog, positionOf }: ParsedCatalog,
): Promise<readonly Diagnostic[]> {
  if (catalog === undefined) return [];
  const { logo, logoDark, favicon, image } = catalog.site;
  if ([logo, logoDark, favicon, image].every((file) => file === undefined)) return [];
  // A library that reads pictures, which few catalogues need.
  const { loadBrand } = await import('../site/load-brand.ts');
  const { problems } = await loadBrand(catalog.site, contentFolder, {
    storeImage: () => undefined,
    readImage: () => undefined,
  });
  return problems.map(({ path, ...problem }) => ({
    ...problem,
    severity: 'warning',
    position: positionOf(path),
  }));
}
