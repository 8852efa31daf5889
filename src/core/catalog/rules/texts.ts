import { quote } from '../../diagnostics/quote.ts';
import { readCurlyQuoted } from '../fields/pasted-text.ts';
import type { Reporter } from '../reporter.ts';
import type { SourceMap, SourceNode, SourceText } from '../source/tree.ts';

/** Keys whose values are read by people, and by nothing else. */
const FREE_TEXTS = new Set([
  'title',
  'label',
  'description',
  'note',
  'because',
  'tags',
  'footer',
  'text',
  'authors',
]);

/** Texts for people that YAML reads otherwise than they look. */
export function checkTexts(root: SourceMap, reporter: Reporter): void {
  for (const [key, { value }] of root.entries) {
    visit(value, FREE_TEXTS.has(key), reporter);
  }
}

function visit(node: SourceNode, isFree: boolean, reporter: Reporter): void {
  if (node.kind === 'text' && isFree) checkText(node, reporter);
  if (node.kind === 'list') for (const item of node.items) visit(item, isFree, reporter);
  if (node.kind === 'map') {
    for (const [key, { value }] of node.entries) visit(value, FREE_TEXTS.has(key), reporter);
  }
}

function checkText(node: SourceText, reporter: Reporter): void {
  const { value, range, comment } = node;
  // `Course #1` is cut; `Course # with a space` is a comment that was meant as one.
  if (node.isPlain && comment !== undefined && /^[^\s#]/.test(comment) && !comment.includes('\n')) {
    const hash = reporter.text.indexOf('#', range.end);
    const whole = reporter.text.slice(range.start, hash + 1 + comment.length);
    reporter.warning('manifest/comment-in-text', range, {
      message: `This is read as ${quote(value)}, because " #" begins a comment.`,
      hint: `Write ${quote(whole)} in quotes, or a space behind the "#".`,
      fix: [{ start: range.start, end: range.start + whole.length, text: JSON.stringify(whole) }],
    });
  }
  const inner = node.isPlain ? readCurlyQuoted(value) : undefined;
  if (inner === undefined || /^[\u00ab\u2039]/.test(value)) return;
  reporter.warning('manifest/curly-quotes', range, {
    message: `The quotes of ${quote(value)} are those of a word processor, so the site shows them.`,
    cause: 'curly quotes in a text',
    hint: 'Write straight quotes around it where they are not meant to be seen.',
    fix: [{ ...range, text: JSON.stringify(inner) }],
  });
}
