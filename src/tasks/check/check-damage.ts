import { LIMITS } from '../../core/notebooks/limits.ts';
import { decodeNotebook, isLfsPointer } from '../../core/notebooks/parse/decode.ts';
import { parseIpynb } from '../../core/notebooks/parse/ipynb.ts';
import { listPictureNames } from '../../core/notebooks/picture-names.ts';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/** Files in memory at a time. */
const BATCH_SIZE = 8;

/** A pointer of Git LFS has three short lines (git-lfs, docs/spec.md). */
const MAX_POINTER_BYTES = 1024;
const MAX_ATTRIBUTES_BYTES = 1_000_000;

/** What Jupyter refuses to open. What only has no preview here opens there all the same. */
const UNOPENABLE: readonly NotebookProblem['code'][] = [
  'notebook/not-utf8',
  'notebook/not-json',
  'notebook/truncated',
  'notebook/not-a-notebook',
  'notebook/empty',
];

/**
 * Notebooks that are damaged: merge conflicts, pointers of Git LFS, files that are cut or empty. In a folder
 * beside the manifest they are errors; in another repository the
 * site shows what is wrong with them, and the check warns. So it does where pictures of theirs are pointers.
 */
export async function checkDamage(
  loaded: CheckedContent,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  const { content, notebooks, failure, readFiles } = loaded;
  if (failure !== undefined || readFiles === undefined) return [];
  const paths = notebooks.filter((notebook) => notebook.failure === undefined).map(({ path }) => path);
  const diagnostics: ClaimedDiagnostic[] = [];
  /** Name of a picture → the first notebook that names it. */
  const pictures = new Map<string, string>();
  for (let start = 0; start < paths.length; start += BATCH_SIZE) {
    for (const [path, bytes] of await readFiles(
      paths.slice(start, start + BATCH_SIZE),
      LIMITS.notebookBytes,
    )) {
      if (!bytes.ok) continue;
      const text = decodeNotebook(bytes.value, path);
      const problem = text.ok ? findDamage(path, text.value) : text.failure;
      if (text.ok && problem === undefined)
        for (const name of listPictureNames(text.value)) if (!pictures.has(name)) pictures.set(name, path);
      if (problem === undefined) continue;
      const isOwn = content.directory !== undefined && UNOPENABLE.includes(problem.code);
      diagnostics.push({
        code: problem.code,
        severity: isOwn ? 'error' : 'warning',
        message: `${path}: ${problem.message}`,
        position: positionOf(['content', content.id, 'notebooks', path]),
      });
    }
  }
  return [...diagnostics, ...(await checkPictures(loaded, readFiles, pictures, positionOf))];
}

/** Pictures of the notebooks that are pointers of Git LFS. Without `.gitattributes` that say so there are none. */
async function checkPictures(
  { content, files }: CheckedContent,
  readFiles: NonNullable<CheckedContent['readFiles']>,
  notebookOf: ReadonlyMap<string, string>,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const named = (test: (name: string) => boolean) =>
    files.filter(({ path, kind }) => kind === 'file' && test(nameOf(path))).map(({ path }) => path);
  const attributes = await readFiles(
    named((name) => name === '.gitattributes'),
    MAX_ATTRIBUTES_BYTES,
  );
  const isLfsUsed = [...attributes.values()].some(
    (read) => read.ok && new TextDecoder().decode(read.value).includes('filter=lfs'),
  );
  if (!isLfsUsed) return [];
  const pictures = await readFiles(
    named((name) => notebookOf.has(name)),
    MAX_POINTER_BYTES,
  );
  return [...pictures].flatMap(([path, read]): ClaimedDiagnostic[] => {
    const notebook = notebookOf.get(nameOf(path)) ?? '';
    if (!read.ok || !isLfsPointer(new TextDecoder().decode(read.value))) return [];
    return [
      {
        code: 'content/image-in-lfs',
        severity: 'warning',
        message: `${path}: This picture, which ${notebook} shows, is stored in Git LFS, so the repository itself holds only a pointer to it: the page will be without the picture.`,
        position: positionOf(['content', content.id, 'notebooks', notebook]),
      },
    ];
  });
}

function findDamage(path: string, text: string): NotebookProblem | undefined {
  const notebook = path.toLowerCase().endsWith('.ipynb') ? parseIpynb(text) : undefined;
  return notebook === undefined || notebook.ok ? undefined : notebook.failure;
}
