import { quote } from '../diagnostics/quote.ts';
import type { Diagnostic } from '../diagnostics/types.ts';

const SPECIFIER = /(?:from|import)\s*(['"])([^'"\n]*)\1/g;
/** What the bundler adds to a path that names no extension. */
const EXTENSIONS = ['', '.ts', '.js', '.mjs', '.tsx', '.jsx', '.json', '/index.ts', '/index.js'] as const;

/**
 * Imports of an MDX page that name a file which is not there. Packages are not looked for.
 *
 * @param code `import` and `export` statements, which begin at a line of the page
 * @param hasFile whether a file is there, named from the page's folder
 */
export function checkImports(
  { code, line }: { readonly code: string; readonly line: number },
  file: string,
  hasFile: (path: string) => boolean,
): readonly Diagnostic[] {
  return [...code.matchAll(SPECIFIER)].flatMap(({ index, 2: specifier = '' }) => {
    const [path = ''] = specifier.split('?');
    if (!/^\.{1,2}\//.test(path) || EXTENSIONS.some((extension) => hasFile(path + extension))) return [];
    return [
      {
        code: 'page/file-missing',
        severity: 'error',
        message: `This page imports ${quote(specifier)}, and there is no such file.`,
        hint: 'Put the file there, or correct its path, which begins at the folder of the page.',
        position: { file, line: line + code.slice(0, index).split('\n').length - 1, column: 1, length: 0 },
      },
    ];
  });
}
