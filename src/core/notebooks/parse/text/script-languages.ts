/** How a script language writes comments, which is where notebooks in scripts keep everything but code. */
export interface ScriptLanguage {
  /** The name that jupytext and kernels use, lower case but for R. */
  readonly language: string;
  /** What begins a comment, such as `#`. */
  readonly comment: string;
  /** What ends a comment, in languages that have block comments only. */
  readonly commentEnd?: string;
}

const HASH = '#';
const SLASHES = '//';

/**
 * Extension (lower case, without its dot) → language: the pairs of jupytext 1.19 (`languages.py`), and four
 * that other tools write as percent scripts (Ruby, SQL, and the usual endings of C++ and F#).
 */
const SCRIPT_LANGUAGES: Readonly<Record<string, ScriptLanguage>> = {
  py: { language: 'python', comment: HASH },
  coco: { language: 'coconut', comment: HASH },
  r: { language: 'R', comment: HASH },
  jl: { language: 'julia', comment: HASH },
  cpp: { language: 'c++', comment: SLASHES },
  cc: { language: 'c++', comment: SLASHES },
  ss: { language: 'scheme', comment: ';;' },
  scm: { language: 'scheme', comment: ';;' },
  clj: { language: 'clojure', comment: ';;' },
  sh: { language: 'bash', comment: HASH },
  ps1: { language: 'powershell', comment: HASH },
  q: { language: 'q', comment: '/' },
  m: { language: 'matlab', comment: '%' },
  wolfram: { language: 'wolfram language', comment: '(*', commentEnd: '*)' },
  pro: { language: 'idl', comment: ';' },
  js: { language: 'javascript', comment: SLASHES },
  ts: { language: 'typescript', comment: SLASHES },
  scala: { language: 'scala', comment: SLASHES },
  rs: { language: 'rust', comment: SLASHES },
  robot: { language: 'robotframework', comment: HASH },
  resource: { language: 'robotframework', comment: HASH },
  cs: { language: 'csharp', comment: SLASHES },
  fsx: { language: 'fsharp', comment: SLASHES },
  fs: { language: 'fsharp', comment: SLASHES },
  sos: { language: 'sos', comment: HASH },
  java: { language: 'java', comment: SLASHES },
  groovy: { language: 'groovy', comment: SLASHES },
  sage: { language: 'sage', comment: HASH },
  ml: { language: 'ocaml', comment: '(*', commentEnd: '*)' },
  hs: { language: 'haskell', comment: '--' },
  tcl: { language: 'tcl', comment: HASH },
  mac: { language: 'maxima', comment: '/*', commentEnd: '*/' },
  gp: { language: 'gnuplot', comment: HASH },
  do: { language: 'stata', comment: SLASHES },
  sas: { language: 'sas', comment: '/*', commentEnd: '*/' },
  xsh: { language: 'xonsh', comment: HASH },
  lgt: { language: 'logtalk', comment: '%' },
  logtalk: { language: 'logtalk', comment: '%' },
  lua: { language: 'lua', comment: '--' },
  go: { language: 'go', comment: SLASHES },
  rb: { language: 'ruby', comment: HASH },
  sql: { language: 'sql', comment: '--' },
};

/** Languages that a cell of another notebook can name by a magic such as `%%bash` (jupytext, `languages.py`). */
const MAGIC_LANGUAGES = [
  'bash sh python python2 python3 coconut javascript js perl html latex markdown pypy ruby script svg',
  'matlab octave idl robotframework sas spark sql cython haskell tcl gnuplot c# f# cs fs',
].flatMap((names) => names.split(' '));

const COMMENTS = new Map(
  Object.values(SCRIPT_LANGUAGES).map(({ language, comment }) => [language, comment] as const),
);
const CELL_LANGUAGES = new Set(['R', 'wolfram language', ...MAGIC_LANGUAGES, ...COMMENTS.keys()]);

/** The language of a script's extension (lower case, without its dot); undefined for other files. */
export function scriptLanguage(extension: string): ScriptLanguage | undefined {
  return Object.hasOwn(SCRIPT_LANGUAGES, extension) ? SCRIPT_LANGUAGES[extension] : undefined;
}

/** What begins a comment in a language; undefined for a language that no script is written in. */
export function commentOf(language: string): string | undefined {
  return COMMENTS.get(language);
}

/** Whether a fence or a cell may name this language for code that is run; jupytext takes upper case too. */
export function isCellLanguage(name: string): boolean {
  return CELL_LANGUAGES.has(name) || (name === name.toUpperCase() && CELL_LANGUAGES.has(name.toLowerCase()));
}

/** One name for the spellings of a language, such as `csharp` for `C#`. */
export function usualLanguage(name: string): string {
  const lower = name.toLowerCase();
  if (lower === 'r') return 'R';
  if (lower.startsWith('c++')) return 'c++';
  if (lower === 'octave') return 'matlab';
  if (lower === 'cs' || lower === 'c#') return 'csharp';
  if (lower === 'fs' || lower === 'f#') return 'fsharp';
  return lower;
}
