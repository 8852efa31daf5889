import { uncomment } from './lines.ts';
import { createQuoteTracker } from './quotes.ts';
import { commentOf, usualLanguage } from './script-languages.ts';

/** Languages whose own syntax has `%` where IPython has magics. */
const WITHOUT_MAGICS = new Set(['matlab', 'octave', 'sas', 'logtalk', 'SAS']);
/** What a magic looks like once its indentation and comment marks are off; elsewhere `%name` to `%%%name`. */
const OWN_MAGICS: Readonly<Record<string, RegExp>> = {
  rust: /^:[a-zA-Z]/,
  csharp: /^#![a-zA-Z]/,
  go: /^(?:!\*?|%{1,3})[a-zA-Z]/,
};
const MAGIC = /^%{1,3}[a-zA-Z]/;
const HELP_OR_SHELL = /^[?!]\s*[A-Za-z.~$\\/{}]/;
const ASSIGNED = /^[a-zA-Z_][\w$]*\s*=\s*(?:%{1,3}|!)[a-zA-Z]/;
const SHELL_COMMAND = /^(?:cat|cd|cp|mv|rm|rmdir|mkdir|copy|ddir|echo|ls|ldir|ren)(?:$|\s$|\s[^=,])/;
const HELP_AFTER = /^\S*\?\s*$/;

/**
 * Whether a line is a magic of Jupyter, commented out or not: `%matplotlib inline`, `# !pip install x`
 * (jupytext, `magics.py`). `isCertainlyCode`: the line is in a cell with a marker of its own, so that `# x?`
 * is a request for help and not a question.
 */
export function isMagic(line: string, named: string, isCertainlyCode = false): boolean {
  const language = usualLanguage(named);
  const comment = commentOf(language);
  if (comment === undefined || WITHOUT_MAGICS.has(language)) return false;
  const indented = line.trimStart();
  const isIndented = indented.length < line.length;
  const bare = withoutCommentMarks(indented, comment);
  const own = OWN_MAGICS[language];
  const isOwn = own === undefined ? MAGIC.test(bare) : !isIndented && own.test(bare);
  if (isOwn) return !hasWord(bare, comment, 'noescape') || hasWord(bare, comment, 'escape');
  if (language !== 'python') return false;
  const command = bare.trimStart();
  return (
    HELP_OR_SHELL.test(command) ||
    (!isIndented && ASSIGNED.test(command)) ||
    (!isIndented && SHELL_COMMAND.test(bare)) ||
    (isCertainlyCode && HELP_AFTER.test(bare))
  );
}

/** Takes the comment marks off magics, and off the lines that continue one. */
export function uncommentMagics(
  lines: readonly string[],
  language: string,
  isCertainlyCode: boolean,
): readonly string[] {
  const comment = commentOf(usualLanguage(language));
  if (comment === undefined) return lines;
  const quotes = createQuoteTracker(language);
  let isContinued = false;
  return lines.map((line) => {
    const isPlain = quotes.isQuoted() || !(isContinued || isMagic(line, language, isCertainlyCode));
    if (!isPlain) isContinued = language === 'python' && line.trimEnd().endsWith('\\');
    quotes.read(line);
    return isPlain ? line : uncommentIndented(line, comment);
  });
}

/** `# # +` is how a light script writes a line `# +` that is no marker. */
export function unescapeMarkers(
  lines: readonly string[],
  language: string,
  comment: string,
): readonly string[] {
  const quotes = createQuoteTracker(language);
  return lines.map((line) => {
    const bare = uncommentIndented(line, comment);
    const isEscaped = !quotes.isQuoted() && isMarker(line, comment) && isMarker(bare, comment);
    quotes.read(line);
    return isEscaped ? bare : line;
  });
}

function isMarker(line: string, comment: string): boolean {
  return line.startsWith(comment) && withoutCommentMarks(line, comment).startsWith('+');
}

function uncommentIndented(line: string, comment: string): string {
  const text = line.trimStart();
  return line.slice(0, line.length - text.length) + uncomment(text, comment);
}

/** Takes all of `# # #` off the start of a line. */
function withoutCommentMarks(line: string, comment: string): string {
  let at = 0;
  for (;;) {
    if (!line.startsWith(comment, at)) return line.slice(at);
    at += comment.length;
    if (line.charAt(at) === ' ') at += 1;
  }
}

function hasWord(line: string, comment: string, word: 'escape' | 'noescape'): boolean {
  const mark = line.lastIndexOf(comment);
  return (
    mark > 0 &&
    line
      .slice(mark + comment.length)
      .trim()
      .startsWith(word)
  );
}
