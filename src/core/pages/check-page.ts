import { isScalar, LineCounter, parseDocument } from 'yaml';
import { stripByteOrderMark } from '../catalog/source/read-source.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import { isObject } from '../notebooks/json.ts';
import { describeBlocked } from './blocked.ts';
import { checkImports } from './check-imports.ts';
import { findFrontMatterFault } from './front-matter.ts';
import { type PagePart, parsePageParts } from './parts.ts';

export interface PageText {
  /** As it is shown to people. */
  readonly file: string;
  readonly text: string;
}

/** Characters. Markdown that is made to last takes time that grows with the square of its length. */
const MAX_PAGE_LENGTH = 100_000;

/** As Astro finds it: blank lines may precede it. */
const FRONT_MATTER = /^(\s*\n)?---[ \t]*\r?\n([\s\S]*?)(?<=\n)---[ \t]*(?=[\r\n]|$)/;
const AS_TEXT = 'Or rename the file to ".md", where all of this is text.';

export interface CheckedPage {
  /** Absent where the front matter has none, or the page is too long to be read. */
  readonly title?: PageTitle;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The title of a page that an author wrote, and what is wrong with the page: front matter without a title, MDX that cannot be compiled, a
 * picture that is not there, and whatever the site's security policy would leave out.
 *
 * @param hasFile whether a file is there, named from the page's folder
 */
export function checkPage({ file, text }: PageText, hasFile: (path: string) => boolean): CheckedPage {
  const page = { file, text: stripByteOrderMark(text) };
  if (page.text.length > MAX_PAGE_LENGTH) return { diagnostics: [describeLength(page)] };
  const front = readTitle(page);
  return {
    ...(front.title !== undefined && { title: front.title }),
    diagnostics: [...checkFrontMatter(page, front), ...checkBody(page, hasFile)],
  };
}

function describeLength(page: PageText): Diagnostic {
  return {
    code: 'page/too-long',
    severity: 'error',
    message: `This page has ${page.text.length} characters; at most ${MAX_PAGE_LENGTH} are allowed.`,
    hint: 'Divide it into several pages.',
    position: { file: page.file, line: 1, column: 1, length: 0 },
  };
}

function checkBody(page: PageText, hasFile: (path: string) => boolean): readonly Diagnostic[] {
  const isMdx = /\.mdx$/i.test(page.file);
  const parts = parsePageParts(page.text, isMdx);
  if (!parts.ok) {
    const { line, column, message } = parts.failure;
    return [
      {
        code: 'page/mdx',
        severity: 'error',
        message: `This page is no valid MDX: ${message}.`,
        hint: `In MDX, "<" begins a tag and "{" an expression; write "&lt;" and "\\{" for the characters. ${AS_TEXT}`,
        position: { file: page.file, line, column, length: 0 },
      },
    ];
  }
  const names = isMdx ? definedNames(parts.value) : undefined;
  return parts.value.flatMap((part) =>
    part.kind === 'module'
      ? checkImports(part, page.file, hasFile)
      : (checkPart(part, page, hasFile, names) ?? []),
  );
}

function checkPart(
  part: Exclude<PagePart, { kind: 'module' }>,
  { file }: PageText,
  hasFile: (path: string) => boolean,
  names: ReadonlySet<string> | undefined,
): Diagnostic | undefined {
  const at = { file, line: part.line, column: 1, length: 0 };
  if (part.kind === 'expression') {
    const name = part.code.trim();
    if (names === undefined || !/^[A-Za-z_$][\w$]*$/.test(name) || names.has(name)) return undefined;
    return {
      code: 'page/mdx',
      severity: 'error',
      message: `{${name}} names nothing: in MDX, braces hold JavaScript.`,
      hint: `Write "\\{${name}\\}" for the characters. ${AS_TEXT}`,
      position: at,
    };
  }
  const isComponent = part.kind === 'element' && /^[A-Z]/.test(part.name);
  if (isComponent && names !== undefined && !names.has(part.name.split('.')[0] ?? '')) {
    return {
      code: 'page/mdx',
      severity: 'error',
      message: `There is no component <${part.name}> on this page.`,
      hint: `Import it above: import { ${part.name} } from 'slipway/components'.`,
      position: at,
    };
  }
  if (part.kind === 'picture' && isBeside(part.url) && !hasFile(decodeUrl(part.url))) {
    return {
      code: 'page/file-missing',
      severity: 'error',
      message: `There is no picture ${quote(part.url)} beside this page.`,
      hint: 'Put the file there, or correct its name; capitals count.',
      position: at,
    };
  }
  const blocked = describeBlocked(part);
  return blocked === undefined
    ? undefined
    : { code: 'page/blocked', severity: 'warning', ...blocked, position: at };
}

function checkFrontMatter(page: PageText, { title, problem }: FrontMatter): readonly Diagnostic[] {
  if (problem === undefined && title !== undefined) return [];
  return [
    {
      code: 'page/front-matter',
      severity: 'error',
      message: problem?.message ?? 'The front matter of this page needs "title" as text.',
      hint:
        problem?.hint ??
        'Begin the file with a line of ---, a line such as "title: Help", and another line of ---.',
      position: { file: page.file, line: problem?.line ?? 1, column: 1, length: 0 },
    },
  ];
}

/** What a page is called at its head, and in which line (from 1) that is written. */
export interface PageTitle {
  readonly text: string;
  readonly line: number;
}

interface FrontMatter {
  readonly title?: PageTitle;
  readonly problem?: { readonly message: string; readonly line: number; readonly hint?: string };
}

function readTitle({ text }: PageText): FrontMatter {
  if (/^---[ \t]*\r(?!\n)/.test(text)) {
    const message =
      'The lines of this page end in a carriage return alone (CR), so its front matter is not seen.';
    const hint = 'Choose LF as the line ending in your editor, and save the file.';
    return { problem: { message, line: 1, hint } };
  }
  const [, above = '', yaml] = FRONT_MATTER.exec(text) ?? [];
  if (yaml === undefined) {
    return { problem: { message: 'This page has no front matter, so it has no title.', line: 1 } };
  }
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const firstLine = above.split('\n').length;
  const lineOf = (offset: number) => lines.linePos(offset).line + firstLine;
  const [error] = document.errors;
  if (error !== undefined) {
    return {
      problem: { message: 'The front matter of this page is no valid YAML.', line: lineOf(error.pos[0]) },
    };
  }
  const values: unknown = document.toJS({ maxAliasCount: 20 });
  const lineOfKey = (key: string) => {
    const node = document.get(key, true);
    return isScalar(node) ? lineOf(node.range?.[0] ?? 0) : firstLine;
  };
  const written = isObject(values) ? values.title : undefined;
  const title =
    typeof written === 'string' && written.trim() !== ''
      ? { title: { text: written, line: lineOfKey('title') } }
      : {};
  const fault = findFrontMatterFault(values);
  if (fault === undefined) return title;
  const { key, shape } = fault;
  const message = `The front matter of this page needs "${key}" ${shape}.`;
  return { ...title, problem: { message, line: lineOfKey(key) } };
}

/** Names that the page imports or defines, and those that every page has. */
function definedNames(parts: readonly PagePart[]): ReadonlySet<string> {
  const code = parts.flatMap((part) => (part.kind === 'module' ? [part.code] : [])).join('\n');
  const words = code.match(/[A-Za-z_$][\w$]*/g) ?? [];
  return new Set([...words, 'props', 'frontmatter', 'undefined', 'null', 'true', 'false']);
}

/** Whether an address names a file that has to be beside the page. */
function isBeside(url: string): boolean {
  return url !== '' && !/^(?:[a-z][a-z0-9+.-]*:|[/#?])/i.test(url);
}

function decodeUrl(url: string): string {
  const path = url.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
