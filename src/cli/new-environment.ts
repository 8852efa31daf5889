import { resolve } from 'node:path';
import { checkId } from '../core/catalog/fields/ids.ts';
import { parseImageReference } from '../core/images/reference.ts';
import { listEnvironmentFiles } from '../core/new-environment/environment-files.ts';
import { imageOf, type NewEnvironment } from '../core/new-environment/environment-kinds.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { writeNewFiles } from '../tasks/new-catalogue/write-new-files.ts';
import type { Invocation } from './config.ts';
import { type ExitStatus, UsageError } from './host.ts';
import type { NewEnvironmentOptions } from './version-options.ts';

/** Writes an environment repository into a folder. @throws UsageError for what can be no image */
export async function writeNewEnvironment(
  { workFolder }: Invocation,
  name: string,
  folder: string,
  { kind, registry, owner = 'your-name' }: NewEnvironmentOptions,
): Promise<ExitStatus> {
  const problem = checkId(name);
  if (problem !== undefined) throw new UsageError([problem.message, problem.hint ?? ''].join(' ').trim());
  const environment: NewEnvironment = { name, kind, registry, owner: owner.toLowerCase() };
  const image = parseImageReference(imageOf(environment));
  if (!image.ok || environment.owner.includes('/')) {
    throw new UsageError(`--owner takes the name of an account such as your-name, not "${owner}".`);
  }
  const written = await writeNewFiles(resolve(workFolder, folder), listEnvironmentFiles(environment));
  if (!written.ok) {
    standardError.printText(written.failure);
    return 1;
  }
  const files = written.value.map((path) => `  ${path}`).join('\n');
  standardOutput.printText(`Written into ${folder}:\n${files}\n\nREADME.md says what to do next.`);
  return 0;
}
