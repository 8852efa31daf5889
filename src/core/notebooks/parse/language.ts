import { isObject, type JsonObject, objectOr, stringOr } from '../json.ts';
import type { Kernel } from '../types.ts';
import { cleanText, plainWords } from './clean-text.ts';

/** Kernel names whose language their name does not say, by what they begin with. */
const BY_KERNEL: readonly (readonly [prefix: RegExp, language: string])[] = [
  [/^(python|pypy|ipykernel|conda|xpython|sagemath|pyodide)/, 'python'],
  [/^(ir|xr|r)(\b|[-_\d]|$)/, 'r'],
  [/^julia/, 'julia'],
  [/^(bash|calysto_bash)/, 'bash'],
  [/^(javascript|jslab|nodejs|tslab|deno|xjavascript)/, 'javascript'],
  [/^(xcpp|cling|cpp)/, 'cpp'],
  [/^(evcxr|rust)/, 'rust'],
  [/^(gophernotes|gonb|go)/, 'go'],
  [/^(octave|xoctave|matlab|imatlab)/, 'matlab'],
  [/^(scala|almond|spylon)/, 'scala'],
  [/^(ihaskell|haskell)/, 'haskell'],
  [/^(ijava|java|rapaio)/, 'java'],
  [/^(kotlin)/, 'kotlin'],
  [/^(\.net-csharp|csharp)/, 'csharp'],
  [/^(\.net-fsharp|ifsharp|fsharp)/, 'fsharp'],
  [/^(\.net-powershell|powershell)/, 'powershell'],
  [/^(irkernel|rstudio)/, 'r'],
  [/^(iruby|ruby)/, 'ruby'],
  [/^(ilua|lua|xlua)/, 'lua'],
  [/^(xsql|xsqlite|sql)/, 'sql'],
  [/^(stata|nbstata|pystata)/, 'stata'],
  [/^(sas)/, 'sas'],
  [/^(wolfram|mathematica)/, 'wolfram'],
  [/^(maxima)/, 'maxima'],
  [/^(gnuplot)/, 'gnuplot'],
  [/^(fortran|lfortran)/, 'fortran'],
];

/** A language name as the highlighter and the pages use it: lower case, one word. */
export function normalizeLanguage(name: string): string {
  const lower = cleanText(name).trim().toLowerCase();
  if (/^i?python ?\d*$/.test(lower)) return 'python';
  if (lower === 'c++' || lower === 'c++11' || lower === 'c++14' || lower === 'c++17') return 'cpp';
  if (lower === 'c#') return 'csharp';
  if (lower === 'f#') return 'fsharp';
  return /^[\w.+-]{1,40}$/.test(lower) ? lower : 'text';
}

/** Language of a kernel's name; undefined for a kernel that is not known. */
export function languageOfKernel(name: string): string | undefined {
  const lower = name.toLowerCase();
  return BY_KERNEL.find(([prefix]) => prefix.test(lower))?.[1];
}

/**
 * `metadata.kernelspec`, which real files also store as a string or leave out. nbformat's schema asks
 * for `name` and `display_name`.
 */
export function kernelOf(metadata: JsonObject): Kernel | undefined {
  const spec = metadata.kernelspec;
  if (typeof spec === 'string' && spec !== '') {
    const name = plainWords(spec).slice(0, 100);
    return name === '' ? undefined : { name, displayName: name };
  }
  if (!isObject(spec)) return undefined;
  const title = plainWords(stringOr(spec.display_name, '')).slice(0, 100);
  const name = plainWords(stringOr(spec.name, '')).slice(0, 100) || title;
  return name === '' ? undefined : { name, displayName: title || name };
}

/** `language_info.name`, else `kernelspec.language`, else by the kernel's name, else Python. */
export function languageOf(metadata: JsonObject): string {
  const info = objectOr(metadata.language_info);
  const spec = objectOr(metadata.kernelspec);
  const named =
    stringOr(info.name, undefined) ??
    stringOr(spec.language, undefined) ??
    stringOr(metadata.language, undefined);
  if (named !== undefined) return normalizeLanguage(named);
  const kernel = kernelOf(metadata);
  return (kernel && languageOfKernel(kernel.name)) ?? 'python';
}
