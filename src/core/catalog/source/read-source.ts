import { type Document, isCollection, parseDocument } from 'yaml';
import { createReporter, type Reporter } from '../reporter.ts';
import { buildSourceTree } from './build-tree.ts';
import { describeSyntaxErrors } from './syntax-errors.ts';
import { findTextFault } from './text-faults.ts';
import type { SourceMap } from './tree.ts';

const START = { start: 0, end: 0 };

const BYTE_ORDER_MARK = '\ufeff';

/** The text that columns and code frames count on: without a byte order mark. */
export function stripByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

export interface ManifestSource {
  /** Root mapping; absent where the text is not one. */
  readonly root?: SourceMap;
  readonly reporter: Reporter;
}

/**
 * Reads YAML 1.2 with the failsafe schema, in which every scalar is text: `tag: 1.10` keeps its zero
 * and `ref: on` stays a word, as the YAML 1.2 specification (10.1) describes.
 */
export function readManifestSource(text: string, file: string): ManifestSource {
  const body = stripByteOrderMark(text);
  const reporter = createReporter(body, file);
  const fault = findTextFault(body);
  if (fault !== undefined) {
    reporter.error(fault.code, fault, fault);
    return { reporter };
  }
  const document = parseYaml(body, reporter);
  // After a syntax error the rest of the text is read as something else than was meant.
  if (!document || document.errors.length > 0) return { reporter };

  const { contents } = document;
  if (
    contents === null ||
    (!isCollection(contents) && body.slice(...offsets(contents.range)).trim() === '')
  ) {
    if (reporter.diagnostics().length > 0) return { reporter };
    reporter.error('manifest/empty', START, {
      message: 'The manifest is empty; it needs the keys version, site, hubs, environments and content.',
      hint: 'Begin with "version: 1".',
    });
    return { reporter };
  }
  const tree = buildSourceTree(document, body, reporter);
  if (!tree) return { reporter };
  if (tree.kind !== 'map') {
    reporter.error('manifest/not-a-mapping', tree.range, {
      message: `The manifest is ${tree.kind === 'list' ? 'a list' : 'a single text'}; it has to be a mapping with the keys version, site, hubs, environments and content.`,
    });
    return { reporter };
  }
  return { root: tree, reporter };
}

function parseYaml(text: string, reporter: Reporter): Document.Parsed | undefined {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      schema: 'failsafe',
      // Own check in build-tree.ts: it is linear, and knows where the first one is.
      uniqueKeys: false,
      prettyErrors: false,
    });
  } catch (error) {
    // The composer is recursive; no text of reasonable nesting gets here.
    reporter.error('manifest/too-deep', START, {
      message: `The manifest cannot be read: ${error instanceof RangeError ? 'it is nested too deeply' : 'it is not valid YAML'}.`,
    });
    return undefined;
  }
  for (const { code, start, end, ...finding } of describeSyntaxErrors(
    [...document.errors, ...document.warnings],
    text,
  )) {
    reporter.error(code, { start, end }, finding);
  }
  return document;
}

function offsets(range: readonly [number, number, number] | null | undefined): [number, number] {
  return range ? [range[0], range[1]] : [0, 0];
}
