import { CREDIT_FILES, type Credits, readCredits } from '../../core/content/credits.ts';
import type { LoadedContent } from '../content/loaded-content.ts';

const MAX_CREDIT_BYTES = 100_000;

/** Authors and licence as the repository names them, of what the manifest does not say. */
export async function loadCredits({ content, files, failure, readFiles }: LoadedContent): Promise<Credits> {
  if (failure !== undefined || (content.authors !== undefined && content.license !== undefined)) return {};
  const present = new Set(files.flatMap(({ path, kind }) => (kind === 'file' ? [path] : [])));
  const wanted = CREDIT_FILES.filter((path) => present.has(path));
  if (wanted.length === 0) return {};
  const read = await readFiles(wanted, MAX_CREDIT_BYTES);
  const decoder = new TextDecoder();
  return readCredits(
    new Map(
      [...read].flatMap(([path, bytes]) => (bytes.ok ? [[path, decoder.decode(bytes.value)] as const] : [])),
    ),
  );
}
