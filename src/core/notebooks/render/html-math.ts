import { formulaContent, reference } from './directive-parts.ts';
import { createMathFinder } from './find-math.ts';
import { createFinder } from './finder.ts';
import { type Content, classesOf, text } from './tree.ts';

const OPENING = /\\([$])|(\\[([]|\\begin\s*\{[a-zA-Z]*\*?\}|\$\$?)|\\(eq)?ref\{([^{}\n]{1,200})\}/g;
/** Elements and classes in which MathJax looks for no formulas (MathJax, `HTMLDomStrings`, and its version 2). */
const SKIPPED = ['script', 'noscript', 'style', 'textarea', 'pre', 'code', 'annotation', 'svg', 'math'];
const IGNORED = ['tex2jax_ignore', 'mathjax_ignore'];

/** Lifts formulas out of the texts of a tree of HTML, as MathJax finds them on a page. */
export function splitFormulas(content: Content): Content {
  return content.flatMap((node): Content => {
    if (node.type === 'text') return /[$\\]/.test(node.value) ? splitMath(node.value) : [node];
    if (node.type !== 'element' || SKIPPED.includes(node.tagName)) return [node];
    if (classesOf(node).some((name) => IGNORED.includes(name))) return [node];
    return [{ ...node, children: splitFormulas(node.children) }];
  });
}

function splitMath(input: string): Content {
  const finder = createMathFinder(input, createFinder(input), 'html');
  const result: Content = [];
  let words = '';
  let done = 0;
  const put = (node: Content[number]) => {
    if (words !== '') result.push(text(words));
    words = '';
    result.push(node);
  };
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(input); match !== null; match = OPENING.exec(input)) {
    const [whole, dollar, opening, eq, label] = match;
    words += input.slice(done, match.index);
    done = match.index + whole.length;
    if (dollar !== undefined) words += dollar;
    else if (label !== undefined) {
      put(reference(label.trim(), { kind: 'equation', isBracketed: eq !== undefined, isInMath: false }));
    } else if (opening !== undefined) {
      const found = finder.find(opening, match.index);
      if (found === undefined || found.tex.trim() === '') words += whole;
      else {
        put(formulaContent(found.tex, found.isDisplay));
        done = found.end;
      }
    }
    OPENING.lastIndex = done;
  }
  words += input.slice(done);
  if (words !== '') result.push(text(words));
  return result;
}
