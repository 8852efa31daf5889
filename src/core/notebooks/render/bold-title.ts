import { plainWords } from '../parse/clean-text.ts';
import { isHidden } from './hidden.ts';
import { type Content, classesOf, element, isElement, textOf } from './tree.ts';

const PLAIN_BOXES = ['div', 'center', 'section', 'article', 'header'];
const TITLE_CHARS = { least: 3, most: 120 };

/** Whether an element only groups what is in it; notes do more than that. */
export function isPlainBox(node: Content[number]): boolean {
  return (
    node.type === 'element' &&
    PLAIN_BOXES.includes(node.tagName) &&
    !classesOf(node).some((name) => name === 'admonition' || name === 'alert')
  );
}

/** Badges, bylines and lone links are not what a notebook is about. Some scripts say much in few letters, without spaces. */
export function isSentence(words: string): boolean {
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(words))
    return words.length >= 8;
  return words.length >= 20 && /\s/.test(words) && !/^https?:\S+$/.test(words);
}

/**
 * A notebook may begin with its title in bold instead of a heading: a paragraph that has nothing else, before any
 * heading and any sentence. It becomes a heading of level 1.
 *
 * @returns to be called with the Markdown of each cell of one notebook, in order
 */
export function createTitleFinder(): (content: Content) => Content {
  let isOver = false;
  const find = (content: Content): Content =>
    content.map((node) => {
      if (isOver || node.type !== 'element' || isHidden(node)) return node;
      if (isPlainBox(node)) return { ...node, children: find(node.children) };
      const words = plainWords(textOf(node));
      if (/^h[1-6]$/.test(node.tagName)) isOver = words !== '';
      if (node.tagName !== 'p') return node;
      const title = findBoldTitle(node.children);
      isOver = title !== undefined || isSentence(words);
      return title === undefined ? node : element('h1', node.properties, ...title);
    });
  return (content) => (isOver ? content : find(content));
}

function findBoldTitle(children: Content): Content | undefined {
  const [only, ...others] = children.filter((child) => plainWords(textOf(child)) !== '');
  if (!isElement(only, 'strong') || others.length > 0) return undefined;
  const { length } = plainWords(textOf(only));
  const isTitle = length >= TITLE_CHARS.least && length <= TITLE_CHARS.most;
  return isTitle && !/[.:!?]$/.test(plainWords(textOf(only))) ? only.children : undefined;
}
