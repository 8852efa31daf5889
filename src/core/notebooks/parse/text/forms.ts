import { objectOr, stringOr } from '../../json.ts';
import type { Notebook } from '../../types.ts';
import { executeDefaults } from '../../visibility.ts';
import { languageOfKernel } from '../language.ts';
import { buildTextNotebook, mainLanguage, type TextForm } from './build-notebook.ts';
import { type Header, readHeader } from './header.ts';
import { parseCellMarkers, readLight } from './light.ts';
import { linesOf } from './lines.ts';
import { isMagic } from './magics.ts';
import { readMarkdown } from './markdown.ts';
import { hasMystCells, readMyst } from './myst.ts';
import { isPercentMarker, readPercent } from './percent.ts';
import { readChunks } from './quarto.ts';
import { createQuoteTracker } from './quotes.ts';
import type { CodeRules } from './script-cell.ts';
import { type ScriptLanguage, scriptLanguage } from './script-languages.ts';
import { isSphinxRule, readSphinx } from './sphinx.ts';
import { readSpin } from './spin.ts';
import type { TextCell } from './text-cell.ts';

/** A file that may be a text notebook. */
interface TextFile {
  readonly lines: readonly string[];
  readonly header: Header;
  /** Lines after the header. */
  readonly body: readonly string[];
  /** Lower case, without its dot. */
  readonly extension: string;
}

/** What a text turned out to be: a notebook, one of a form that is not read here, or no notebook. */
export type TextReading =
  | { readonly kind: 'notebook'; readonly notebook: Notebook }
  | { readonly kind: 'unread-form'; readonly form: string }
  | { readonly kind: 'no-notebook' };

interface Form {
  /** Whether files of an extension can be written in it; a header that says otherwise is not believed. */
  fits(extension: string): boolean;
  /** Whether a file that fits, and doesn't say its form, is written in this one. */
  matches?(file: TextFile): boolean;
  read(file: TextFile): Notebook;
}

const MARKDOWN_EXTENSIONS = ['md', 'markdown', 'myst', 'mystnb', 'mnb'];
/** Forms that jupytext knows and that are not read here, with the names of their tools. */
const UNREAD_FORMS: Readonly<Record<string, string>> = { marimo: 'marimo', pandoc: 'Pandoc Markdown' };

const isScript = (extension: string) => scriptLanguage(extension) !== undefined;
const isMarkdown = (extension: string) => MARKDOWN_EXTENSIONS.includes(extension);

const hydrogen: Form = {
  fits: isScript,
  // Magics that are no comments are what tells the two apart where the file doesn't.
  matches: (file) => hasPercentMarker(file) && hasBareMagic(file),
  read: (file) =>
    script('hydrogen', file, (lines, rules) => readPercent(lines, { ...rules, areMagicsCommented: false })),
};
const percent: Form = {
  fits: isScript,
  matches: hasPercentMarker,
  read: (file) => script('percent', file, readPercent),
};
const light: Form = {
  fits: isScript,
  matches: ({ header }) => header.values.jupyter !== undefined,
  read: (file) =>
    script('light', file, (lines, rules) =>
      readLight(lines, rules, parseCellMarkers(objectOr(file.header.metadata.jupytext).cell_markers)),
    ),
};
const nomarker: Form = {
  fits: isScript,
  read: (file) => script('nomarker', file, (lines, rules) => readLight(lines, rules)),
};
const spin: Form = {
  fits: (extension) => extension === 'r',
  // Roxygen comments look like spin's prose; only a chunk's own line tells the two apart.
  matches: ({ lines }) =>
    lines.some((line) => line.startsWith("#'")) && lines.some((line) => /^#\+\s/.test(line)),
  read: (file) => script('spin', file, readSpin),
};
const sphinx: Form = {
  fits: (extension) => extension === 'py',
  matches: ({ body }) =>
    /^[rR]?("""|''')/.test(body.find((line) => line.trim() !== '') ?? '') &&
    body.filter(isSphinxRule).length >= 2,
  read: (file) => script('sphinx', file, readSphinx),
};
const myst: Form = {
  fits: isMarkdown,
  matches: ({ body }) => hasMystCells(body),
  read({ body, header }) {
    const { cells, language } = readMyst(body);
    const named = language === undefined ? undefined : (languageOfKernel(language) ?? language);
    return buildTextNotebook('myst', cells, header, { fileLanguage: named ?? 'python' });
  },
};
const markdown: Form = {
  fits: isMarkdown,
  matches: ({ header }) => header.values.jupyter !== undefined,
  read: ({ body, header }) => buildTextNotebook('markdown', readMarkdown(body, 'md'), header),
};
const rmarkdown: Form = {
  fits: (extension) => extension === 'rmd',
  matches: () => true,
  read({ body, header }) {
    // Without a Jupyter header it is a document of RStudio, whose chunks run unchanged.
    const isPaired = header.values.jupyter !== undefined;
    return isPaired
      ? buildTextNotebook('rmarkdown', readMarkdown(body, 'rmd'), header)
      : buildTextNotebook('rmarkdown', readChunks(body.join('\n')), header, {
          fileLanguage: 'R',
          keepsLanguages: true,
        });
  },
};
const quarto: Form = {
  fits: (extension) => extension === 'qmd',
  matches: () => true,
  read({ body, header }) {
    const cells = readChunks(body.join('\n'), executeDefaults(header.values));
    const fileLanguage = quartoLanguage(header);
    return buildTextNotebook('quarto', cells, withQuartoKernel(header), {
      ...(fileLanguage !== undefined && { fileLanguage }),
      keepsLanguages: true,
    });
  },
};

/** Every form that is read, in the order in which a file that says nothing is tried. */
const FORMS = {
  myst,
  markdown,
  rmarkdown,
  quarto,
  hydrogen,
  percent,
  spin,
  sphinx,
  light,
  nomarker,
} as const satisfies Record<TextForm, Form>;

/** Reads a text as the notebook that its header or its marks say it is. `text` has `\n` line ends. */
export function readTextNotebook(text: string, extension: string): TextReading {
  const lines = linesOf(text);
  const header = headerOf(lines, extension);
  const file: TextFile = { lines, header, body: lines.slice(header.end), extension };
  const declared = header.declared;
  if (declared !== undefined && !isReadForm(declared))
    return { kind: 'unread-form', form: unreadName(declared) };
  const named = declared === undefined ? undefined : FORMS[declared];
  const form = named?.fits(extension)
    ? named
    : Object.values<Form>(FORMS).find((guess) => guess.fits(extension) && guess.matches?.(file));
  if (form !== undefined) return { kind: 'notebook', notebook: form.read(file) };
  const isMarimo = extension === 'py' && /^app = marimo\.App\(/m.test(text);
  return isMarimo ? { kind: 'unread-form', form: unreadName('marimo') } : { kind: 'no-notebook' };
}

function headerOf(lines: readonly string[], extension: string): Header {
  const script = scriptLanguage(extension);
  if (script === undefined) return readHeader(lines, '');
  const header = readHeader(lines, script.comment, script.commentEnd);
  return extension === 'r' && Object.keys(header.values).length === 0 ? readHeader(lines, "#'") : header;
}

function isReadForm(name: string): name is TextForm {
  return Object.hasOwn(FORMS, name);
}

function unreadName(form: string): string {
  return Object.hasOwn(UNREAD_FORMS, form) ? (UNREAD_FORMS[form] ?? form) : form;
}

function hasPercentMarker(file: TextFile): boolean {
  return someCodeLine(
    file,
    (line, { comment }) => line.startsWith(comment) && isPercentMarker(line, comment),
  );
}

function hasBareMagic(file: TextFile): boolean {
  return someCodeLine(
    file,
    (line, { comment, language }) => !line.startsWith(comment) && isMagic(line, language),
  );
}

/** Whether a line that is in no string is as asked. */
function someCodeLine(
  { lines, extension }: TextFile,
  isWanted: (line: string, script: ScriptLanguage) => boolean,
): boolean {
  const script = scriptLanguage(extension);
  if (script === undefined) return false;
  const quotes = createQuoteTracker(script.language);
  return lines.some((line) => {
    const isQuoted = quotes.isQuoted();
    quotes.read(line);
    return !isQuoted && isWanted(line, script);
  });
}

function script(
  form: TextForm,
  file: TextFile,
  read: (lines: readonly string[], rules: CodeRules) => readonly TextCell[],
): Notebook {
  const own = scriptLanguage(file.extension) ?? { language: 'python', comment: '#' };
  const language = mainLanguage(file.header.metadata, own.language) ?? own.language;
  const rules = { ...own, language, extension: file.extension, areMagicsCommented: true };
  return buildTextNotebook(form, read(file.body, rules), file.header, { fileLanguage: own.language });
}

/** Quarto names a kernel by its name alone: `jupyter: python3`. */
function withQuartoKernel(header: Header): Header {
  const name = stringOr(header.values.jupyter, undefined);
  if (name === undefined) return header;
  return { ...header, metadata: { kernelspec: { name, language: languageOfKernel(name) } } };
}

/** The language that the front matter names; undefined where the chunks have to say it. */
function quartoLanguage(header: Header): string | undefined {
  if (header.values.engine === 'knitr') return 'R';
  const kernel = stringOr(header.values.jupyter, undefined);
  return kernel === undefined ? undefined : languageOfKernel(kernel);
}
