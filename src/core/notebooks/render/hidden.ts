import type { Element } from 'hast';
import { propertyOf } from './tree.ts';

const HIDING_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)/i;

/** Whether an author hid an element: by the attribute, or by a style of its own. */
export function isHidden(node: Element): boolean {
  const { hidden } = node.properties;
  if (hidden !== undefined && hidden !== null && hidden !== false) return true;
  const style = propertyOf(node, 'style');
  return style !== undefined && HIDING_STYLE.test(style);
}
