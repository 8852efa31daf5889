import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rolldown } from 'vite';

const PACKAGE_NAME = /^(?:@[^/]+\/)?[^/]+/;

/**
 * Not every way of installing puts the packages where a bundle would find them that a dependency depends on.
 *
 * @param project folder of the `package.json` that names the dependencies
 * @throws one sentence with the first import of such a package
 */
export function refuseUnknownImports(output: Rolldown.RolldownOutput['output'], project: string): void {
  const { name, dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const known = new Set([...output.map(({ fileName }) => fileName), name, ...Object.keys(dependencies)]);
  const imports = output.flatMap((each) =>
    each.type === 'chunk' ? [...each.imports, ...each.dynamicImports] : [],
  );
  const unknown = imports.find(
    (each) => !each.startsWith('node:') && !known.has(PACKAGE_NAME.exec(each)?.[0] ?? each),
  );
  if (unknown !== undefined)
    throw new Error(`The bundle imports ${unknown}, which this package does not depend on.`);
}
